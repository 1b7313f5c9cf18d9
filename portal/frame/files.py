"""Files that people keep: always a download, never shown inside our pages."""

from collections.abc import AsyncIterator, Iterator

from anyio import to_thread
from litestar import Response
from litestar.response import Stream

# What opens it in a browser all the same gets no script, no form and no origin.
SANDBOX = "default-src 'none'; sandbox"
PDF = "application/pdf"
LEAST = 64 * 1024


def attachment(content: bytes, name: str) -> Response[bytes]:
    """Give a PDF as a download; `name` is our own and says nothing of anybody."""
    return Response(content, media_type=PDF, headers=_headers(name))


def growing_attachment(pages: Iterator[bytes], name: str) -> Stream:
    """
    Give a PDF that leaves while it is being made, in a worker thread.

    When `pages` fails the connection is broken off, so that nobody keeps half a document.
    """
    return Stream(_leaving(pages), media_type=PDF, headers=_headers(name))


async def _leaving(pages: Iterator[bytes]) -> AsyncIterator[bytes]:
    # The first page at once, to show that something comes; then no thread is asked for each page.
    least = 1
    while part := await to_thread.run_sync(_gathered, pages, least):
        yield part
        least = LEAST


def _gathered(pages: Iterator[bytes], least: int) -> bytes:
    gathered = bytearray()
    for page in pages:
        gathered += page
        if len(gathered) >= least:
            break
    return bytes(gathered)


def _headers(name: str) -> dict[str, str]:
    return {
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": SANDBOX,
        "cache-control": "no-store",
    }
