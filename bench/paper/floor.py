"""
The least that can be called a document: raw operators, wrapped by counting letters, zlib.

No measuring, no embedded typeface, no tints, no header, no structure for readers that speak.
`remembering` wraps every text once: the strictest floor there is.
"""

import textwrap
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from portal.paper.model import LogRow

WIDTHS = (5, 18, 40, 20, 24, 24, 30)
EDGES = (36, 66, 145, 330, 426, 530, 636)
STEP, TOP, BOTTOM = 10.6, 560.0, 40.0


def document(rows: Iterable[LogRow], *, remembering: bool = False) -> Iterator[bytes]:
    """Give the bytes of the document, page by page."""
    wrap = lru_cache(20_000)(_wrapped) if remembering else _wrapped
    places, position, pages = [], 0, []

    def leaves(number: int, body: bytes) -> bytes:
        nonlocal position
        whole = b"%d 0 obj\n" % number + body + b"\nendobj\n"
        places.append((number, position))
        position += len(whole)
        return whole

    yield b"%PDF-1.4\n"
    position, number = 9, 3
    for content in _pages(rows, wrap):
        packed = zlib.compress(content, 6)
        head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed)
        yield leaves(number, head + packed + b"\nendstream")
        yield leaves(number + 1, _page(number))
        pages.append(number + 1)
        number += 2
    kids = b" ".join(b"%d 0 R" % one for one in pages)
    yield leaves(1, b"<</Type/Catalog/Pages 2 0 R>>")
    yield leaves(2, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids))
    yield _ending(places, position, number)


def _pages(rows: Iterable[LogRow], wrap: object) -> Iterator[bytes]:
    operators: list[str] = []
    y = TOP
    for row in rows:
        cells = [wrap(text, width) for text, width in zip(_texts(row), WIDTHS, strict=True)]  # type: ignore[operator]
        height = max(map(len, cells)) * STEP
        if y - height < BOTTOM:
            yield _drawn(operators)
            operators, y = [], TOP
        for edge, lines in zip(EDGES, cells, strict=True):
            shown = " T* ".join(f"({line})Tj" for line in lines)
            operators.append(f"1 0 0 1 {edge} {y:.2f} Tm {shown}")
        y -= height + 4
    yield _drawn(operators)


def _texts(row: LogRow) -> tuple[str, ...]:
    return (
        str(row.number),
        f"{row.day} {row.clock}",
        f"{row.function} {row.organisation}",
        row.on_behalf,
        row.act,
        row.section,
        row.reason,
    )


def _wrapped(text: str, width: int) -> list[str]:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return textwrap.wrap(escaped, width) or [""]


def _drawn(operators: list[str]) -> bytes:
    return f"BT /F1 8 Tf {STEP} TL\n{chr(10).join(operators)}\nET".encode("latin-1", "replace")


def _page(content: int) -> bytes:
    font = b"<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents %d 0 R/Resources<</Font%b>>>>"
        % (content, font)
    )


def _ending(places: list[tuple[int, int]], position: int, size: int) -> bytes:
    table = b"".join(b"%010d 00000 n \n" % place for _, place in sorted(places))
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, position)
    return head + table + tail
