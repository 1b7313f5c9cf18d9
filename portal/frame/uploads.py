"""
A form with a file in it, read as it comes and kept in memory: nothing unsealed lies on a disk.

What is longer than is taken is read to its end and thrown away, so that the answer can be a page
with a sentence instead of a broken connection.
"""

from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import FormMultiDict
from litestar.exceptions import ClientException
from multipart import MultipartError, MultipartSegment, PushMultipartParser

LARGEST_FILE, LARGEST_FIELDS = 15_000_000, 64 * 1024
"""Bytes of one file that are kept, and of all fields together."""

LARGEST_UPLOAD = 100_000_000
"""Bytes of a request after which nobody reads on."""

_MOST_PARTS, _LONGEST_HEADER = 40, 4096


class Uploaded(msgspec.Struct, frozen=True):
    """A file in a form, without the name it had; `data` is empty when it `is_too_large`."""

    data: bytes = b""
    is_too_large: bool = False


class UploadRequest(Request[Any, Any, Any]):
    """A request whose form may hold one file."""

    _read: FormMultiDict | None = None

    async def form(self) -> FormMultiDict:
        """
        Read the form, once; what is no multipart form is read as any other.

        Raises:
            ClientException: it is damaged, or was not made by a page.

        """
        kind, options = self.content_type
        if kind != "multipart/form-data":
            return await super().form()
        if self._read is None:
            self._read = await _read(self, options.get("boundary", ""))
        return self._read


async def _read(request: UploadRequest, boundary: str) -> FormMultiDict:
    found = _Parts()
    try:
        with PushMultipartParser(
            boundary, max_segment_count=_MOST_PARTS, max_header_size=_LONGEST_HEADER
        ) as parser:
            async for chunk in request.stream():
                for part in parser.parse(chunk):
                    found.take(part)
    except (MultipartError, UnicodeDecodeError):
        raise ClientException from None
    return FormMultiDict(found.fields)


class _Parts:
    """The parts of a form in the order in which they come, one open at a time."""

    def __init__(self) -> None:
        self.fields: list[tuple[str, str | Uploaded]] = []
        self._segment: MultipartSegment | None = None
        self._data = bytearray()
        self._left, self._is_too_large = LARGEST_FIELDS, False

    def take(self, part: MultipartSegment | bytes | bytearray | None) -> None:
        if isinstance(part, MultipartSegment):
            self._segment, self._data, self._is_too_large = part, bytearray(), False
        elif part:
            self._add(part)
        else:
            self._close()

    def _add(self, data: bytes | bytearray) -> None:
        is_file = self._segment is not None and self._segment.filename is not None
        most = LARGEST_FILE if is_file else self._left
        if self._is_too_large or len(self._data) + len(data) > most:
            if not is_file:
                raise ClientException
            self._is_too_large, self._data = True, bytearray()
        else:
            self._data += data

    def _close(self) -> None:
        segment = self._segment
        if segment is None:
            raise ClientException
        if segment.filename is None:
            self._left -= len(self._data)
            self.fields.append((segment.name, self._data.decode()))
        else:
            self.fields.append((segment.name, Uploaded(bytes(self._data), self._is_too_large)))
        self._segment = None
