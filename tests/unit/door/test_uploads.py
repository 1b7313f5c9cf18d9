"""A form with a file: kept in memory up to a limit, read to its end beyond it."""

from typing import Any

import pytest
from litestar import Litestar, post
from litestar.testing import TestClient

from portal.frame import uploads
from portal.frame.uploads import LARGEST_FILE, Uploaded, UploadRequest

seen: list[Any] = []


@post("/", request_class=UploadRequest, request_max_body_size=uploads.LARGEST_UPLOAD)
async def take(request: UploadRequest) -> None:
    first, again = await request.form(), await request.form()
    assert first is again
    seen.append(list(first.items()))


def sent(**form: Any) -> int:
    seen.clear()
    with TestClient(Litestar([take])) as client:
        return client.post("/", **form).status_code


def test_fields_and_file_come_in_their_order() -> None:
    files = {"file": ("brief van mevrouw Jansen.pdf", b"%PDF-\r\n--x\x00", "application/pdf")}
    assert sent(data={"title": "Café"}, files=files) == 201
    assert seen == [[("title", "Café"), ("file", Uploaded(b"%PDF-\r\n--x\x00"))]]


def test_no_file_chosen_is_an_empty_file() -> None:
    body = b'--x\r\ncontent-disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n'
    assert sent(content=body, headers={"content-type": "multipart/form-data; boundary=x"}) == 201
    assert seen == [[("file", Uploaded())]]


def test_a_file_that_is_too_large_is_read_on_and_not_kept() -> None:
    large = bytes(LARGEST_FILE + 1)
    assert sent(data={"a": "1"}, files={"file": ("a.pdf", large)}) == 201
    assert seen == [[("a", "1"), ("file", Uploaded(is_too_large=True))]]
    assert sent(files={"file": ("a.pdf", large[1:])}) == 201
    assert seen == [[("file", Uploaded(large[1:]))]]


def test_a_form_without_a_file_is_read_as_ever() -> None:
    assert sent(data={"title": "Brief"}) == 201
    assert seen == [[("title", "Brief")]]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"no form",
        b"--x\r\n\r\nnameless\r\n--x--",
        b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\ncut off',
        b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n\xff\xfe\r\n--x--\r\n',
        b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n' + b"a" * 70_000 + b"\r\n--x--",
        b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\na\r\n' * 41 + b"--x--\r\n",
        b"--x\r\n" + b"a: b\r\n" * 50 + b"\r\n\r\n--x--",
        b'--x\r\ncontent-disposition: form-data; name="' + b"a" * 9000 + b'"\r\n\r\n\r\n--x--',
    ],
)
def test_what_no_page_made_is_refused(body: bytes) -> None:
    assert sent(content=body, headers={"content-type": "multipart/form-data; boundary=x"}) == 400
    assert sent(content=body, headers={"content-type": "multipart/form-data"}) == 400
