"""The first page of the practice: what waits, in counts only, because it writes no log line."""

import msgspec

from portal.practice.pages.parts import Notice


class Worklist(msgspec.Struct, frozen=True):
    """One list that waits: how many, how long the oldest has waited, and where it is."""

    href: str
    icon: str
    title: str
    count: str
    oldest: str


class StartPage(msgspec.Struct, frozen=True):
    """Greeting, worklists, and what still has to be chosen before patients can ask."""

    practice: str
    worklists: tuple[Worklist, ...]
    notice: Notice | None = None
