"""The page of one's own sessions, the same for patients and employees."""

import msgspec

from portal.practice.pages.parts import Notice


class Presence(msgspec.Struct, frozen=True):
    """One place where somebody is logged in; `end` is the address that ends it."""

    id: str
    device: str
    since: str
    seen: str
    where: str
    current: bool
    end: str


class SessionsPage(msgspec.Struct, frozen=True):
    """All of them, the one of this page first; `layout` is the frame of the visitor."""

    layout: str
    sessions: tuple[Presence, ...]
    end_all: str
    notice: Notice | None = None
