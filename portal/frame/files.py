"""Files that people keep: always a download, never shown inside our pages."""

from litestar import Response

# What opens it in a browser all the same gets no script, no form and no origin.
SANDBOX = "default-src 'none'; sandbox"


def attachment(content: bytes, name: str) -> Response[bytes]:
    """Give a PDF as a download; `name` is our own and says nothing of anybody."""
    return Response(
        content,
        media_type="application/pdf",
        headers={
            "content-disposition": f'attachment; filename="{name}"',
            "content-security-policy": SANDBOX,
            "cache-control": "no-store",
        },
    )
