"""The page of the sorts of letters: each with its switch, and the one that nobody has."""

import msgspec

from portal.practice.pages.parts import Button, Notice, Option


class SortRow(msgspec.Struct, frozen=True):
    """One sort; `switch` is None where no practice has one, and `never` says why."""

    name: str
    set_by: str
    switch: Option | None = None
    never: str = ""


class SortsPage(msgspec.Struct, frozen=True):
    """All sorts of letters."""

    practice: str
    rows: tuple[SortRow, ...]
    save: Button
    back: str
    notice: Notice | None = None
