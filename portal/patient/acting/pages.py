"""What the page of acting for another shows."""

import msgspec

from portal.frame.blocks import Badge


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One practice at which somebody is registered: as what, how it stands, and how to stop."""

    practice: str
    standing: str
    badge: Badge
    why: str
    end_href: str


class Somebody(msgspec.Struct, frozen=True, kw_only=True):
    """One person for whom somebody acts; without `may_act` there is nothing to begin now."""

    id: str
    name: str
    born: str
    places: tuple[Place, ...]
    may_act: bool
    is_current: bool


class ActingPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody for whom the reader is registered; `done` is the outcome of the last act."""

    people: tuple[Somebody, ...]
    done: str = ""
