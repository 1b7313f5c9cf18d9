"""The technical log: one line per request, with numbers and places in the code only."""

import json
import subprocess
import sys
import textwrap

import httpx
import pytest
import structlog
from litestar import Litestar, get

from portal import observe
from portal.identity.entrance import Entrance
from support.assembled import add_routes
from support.sources import ROOT

SECRET = "Jansen woont hier"


@get("/stuk", opt={"entrance": Entrance.PUBLIC}, name="broken")
async def broken() -> None:
    """Fail with words that must stay inside."""
    raise RuntimeError(SECRET)


async def test_a_request_leaves_one_line_without_its_address(client: httpx.AsyncClient) -> None:
    with structlog.testing.capture_logs() as lines:
        await client.get("/mijn/uitslagen/Jansen?zoek=Jansen")
    assert len(lines) == 1
    assert "Jansen" not in json.dumps(lines)
    assert lines[0]["status"] in {303, 403, 404}


async def test_a_fault_is_told_by_its_kind_and_place(app: Litestar) -> None:
    add_routes(app, broken)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    with structlog.testing.capture_logs() as lines:
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as browser:
            answer = await browser.get("/stuk")
    assert answer.status_code == 500
    assert SECRET not in answer.text + json.dumps(lines)
    assert lines[0]["error"] == "RuntimeError"
    assert any("test_log.py" in place and "broken" in place for place in lines[0]["where"])


def test_an_error_in_any_log_record_loses_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    try:
        observe.configure()
        try:
            int(SECRET)
        except ValueError:
            structlog.get_logger("x").exception("it broke")
        told = json.loads(capsys.readouterr().err)
        assert (told["event"], told["error"]) == ("it broke", "ValueError")
    finally:
        structlog.configure(**before)


ASKED = "http://provider.example/token?code=geheim&state=geheim"
LIBRARIES = ("httpx", "httpcore", "uvicorn.access", "asyncio", "fontTools", "pikepdf")


def test_what_libraries_tell_of_addresses_is_not_written() -> None:
    told = _alone("""
        import asyncio, logging, httpx
        from portal import observe

        async def answer(scope, receive, send):
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        async def call():
            async with httpx.AsyncClient(transport=httpx.ASGITransport(answer)) as client:
                await client.get(ASKED)

        observe.configure()
        asyncio.run(call())
        for name in LIBRARIES:
            logging.getLogger(name).info("GET %s", ASKED)
            logging.getLogger(name).warning("heard")
    """)
    assert [json.loads(line)["event"] for line in told.splitlines()] == ["heard"] * len(LIBRARIES)


async def test_the_words_of_a_failed_login_are_codes(
    app: Litestar, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.state.doors
    async with _browser(app) as browser:
        with structlog.testing.capture_logs() as lines:
            await browser.get("/inloggen/terug?code=geheim&state=geheim&error_description=geheim")
    assert lines
    assert "geheim" not in json.dumps(lines) + capsys.readouterr().err


def _alone(program: str) -> str:
    # In a process of its own: what is configured there would silence the log of the tests.
    head = f"ASKED = {ASKED!r}\nLIBRARIES = {LIBRARIES!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(program)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr


def _browser(app: Litestar) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")
