"""The worklist of access requests."""

import msgspec

from portal.frame.blocks import Badge
from portal.practice.pages.parts import Notice, Tab


class RequestRow(msgspec.Struct, frozen=True):
    """One request in the worklist: no clinical text, because the list writes no log line."""

    href: str
    patient: str
    born: str
    age: str
    asked: str
    state: Badge


class RequestsPage(msgspec.Struct, frozen=True):
    """One tab of the worklist; `older` and `newest` lead through it, "" where there is nothing."""

    tabs: tuple[Tab, ...]
    lead: str
    caption: str
    state_heading: str
    empty: str
    rows: tuple[RequestRow, ...]
    older: str = ""
    newest: str = ""
    notice: Notice | None = None
