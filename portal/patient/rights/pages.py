"""What the pages about rights show, in finished words."""

import msgspec

from portal.frame.blocks import Badge, Step


class OwnAccess(msgspec.Struct, frozen=True):
    """Whether the patient sees their own file at one practice."""

    practice: str
    badge: Badge
    text: str


class Looker(msgspec.Struct, frozen=True, kw_only=True):
    """
    Somebody who may look along, at one practice.

    `choose_href` leads a youth to their choice, `end_href` is the one step that ends it; either
    may be empty.
    """

    name: str
    standing: str
    practice: str
    badge: Badge
    text: str
    left_out: str = ""
    choose_href: str = ""
    end_href: str = ""


class RightsPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    Today's rights and those to come.

    `notice` is about a birthday within a month, or one that has just been.
    """

    own: tuple[OwnAccess, ...]
    lookers: tuple[Looker, ...]
    steps: tuple[Step, ...]
    done: str = ""
    notice: str = ""


class EpisodeTick(msgspec.Struct, frozen=True, kw_only=True):
    """One episode that can be kept from a parent."""

    id: str
    title: str
    text: str
    checked: bool


class ChoicePage(msgspec.Struct, frozen=True, kw_only=True):
    """
    A youth's choice about one parent or guardian.

    `only_no` when a yes has to be said at the desk; `decision` is "ja", "nee" or nothing yet.
    """

    name: str
    standing: str
    practice: str
    href: str
    decision: str
    episodes: tuple[EpisodeTick, ...]
    only_no: bool
    wrong: str = ""
