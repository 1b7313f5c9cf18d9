"""Files that people keep: always a download, never shown inside our pages."""

from litestar import Response
from litestar.response import Stream

from portal.frame.press import Document

# What opens it in a browser all the same gets no script, no form and no origin.
SANDBOX = "default-src 'none'; sandbox"
PDF = "application/pdf"


def attachment(content: bytes, name: str, kind: str = PDF) -> Response[bytes]:
    """Give a file as a download; `name` is our own and says nothing of anybody."""
    return Response(content, media_type=kind, headers=_headers(name))


def growing_attachment(document: Document, name: str, kind: str = PDF) -> Stream:
    """
    Give a file that leaves while it is being made.

    When the making fails the connection is broken off, so that nobody keeps half a document.
    """
    return Stream(document.parts(), media_type=kind, headers=_headers(name))


def _headers(name: str) -> dict[str, str]:
    return {
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": SANDBOX,
        "cache-control": "no-store",
    }
