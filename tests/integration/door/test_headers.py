"""Every answer is protected, whatever it is: page, error, file, unknown address or method."""

import re

import httpx
import pytest

from portal.frame.assets import static_path

CASES = [
    ("GET", "/gezond", 200),
    ("GET", "/klaar", 200),
    ("GET", "/nergens", 404),
    ("POST", "/gezond", 405),
    ("TRACE", "/gezond", 405),
    ("OPTIONS", "/gezond", 403),
    ("GET", f"{static_path()}/app.css", 200),
    ("HEAD", f"{static_path()}/app.js", 200),
    ("GET", f"{static_path()}/nothing.css", 404),
    ("GET", f"{static_path()}/..%2f..%2fapp.py", 404),
    ("GET", "/static/000000000000/app.css", 404),
    ("GET", "/%00", 404),
]
FORBIDDEN = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "data:", "http:", "*")
NEEDED = ("default-src", "frame-ancestors", "base-uri", "form-action")


@pytest.mark.parametrize(("method", "path", "status"), CASES)
async def test_every_answer_is_protected(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path, headers={"accept-encoding": "gzip, br, zstd"})
    assert answer.status_code == status
    told = answer.headers
    policy = told["content-security-policy"]
    assert not [word for word in FORBIDDEN if word in policy]
    assert [word for word in NEEDED if word not in policy] == []
    assert told["x-content-type-options"] == "nosniff"
    assert told["x-frame-options"] == "DENY"
    assert told["referrer-policy"] == "same-origin"
    assert told["cross-origin-opener-policy"] == "same-origin"
    assert told["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in told["permissions-policy"]
    assert not {"content-encoding", "server", "access-control-allow-origin"} & set(told)


@pytest.mark.parametrize(("method", "path", "status"), CASES)
async def test_only_files_under_their_hash_are_kept(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    kept = path.startswith(static_path()) and status == 200
    expected = "public, max-age=31536000, immutable" if kept else "no-store"
    assert answer.headers["cache-control"] == expected


async def test_a_file_that_did_not_change_is_kept_too(client: httpx.AsyncClient) -> None:
    first = await client.get(f"{static_path()}/app.css")
    again = {"if-none-match": first.headers["etag"]}
    answer = await client.get(f"{static_path()}/app.css", headers=again)
    assert "immutable" in answer.headers["cache-control"]


async def test_the_style_sheet_and_its_fonts_are_there(client: httpx.AsyncClient) -> None:
    style = await client.get(f"{static_path()}/app.css")
    assert style.headers["content-type"].startswith("text/css")
    for name in set(re.findall(r"url\(\"?([^)\"]+)", style.text)):
        assert (await client.get(f"{static_path()}/{name}")).status_code == 200


async def test_plain_http_promises_no_https(client: httpx.AsyncClient) -> None:
    assert "strict-transport-security" not in (await client.get("/gezond")).headers


async def test_a_large_body_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/taal", data={"taal": "x" * 200_000})
    assert answer.status_code == 413
    assert answer.headers["content-security-policy"]


async def test_an_error_repeats_nothing_of_what_was_asked(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nergens", params={"zoek": "<b>wat</b>"})
    assert "wat</b>" not in answer.text
