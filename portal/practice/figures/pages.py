"""The page of figures; every picture stands beside a table that says the same."""

import msgspec
from markupsafe import Markup

from portal.practice.pages.parts import Notice


class Table(msgspec.Struct, frozen=True):
    """A table with its picture; the first cell of a row names it."""

    id: str
    title: str
    lead: str
    drawing: Markup | None
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class FiguresPage(msgspec.Struct, frozen=True):
    """What waits now, how long it took, and what was answered in time."""

    practice: str
    term: str
    tables: tuple[Table, ...]
    notice: Notice | None = None
