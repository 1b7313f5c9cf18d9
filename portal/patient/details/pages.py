"""What the pages of one's own details show, in finished words."""

import msgspec

from portal.frame.blocks import Badge, Fact
from portal.post.own import OwnPost


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One group of details, and where to say that it is wrong; at no practice nobody is told."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    practices: tuple[tuple[str, str], ...] = ()


class OwnReport(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody reported, and the answer."""

    title: str
    when: str
    words: tuple[str, ...]
    answer: tuple[str, ...]
    badge: Badge


class Access(msgspec.Struct, frozen=True):
    """A practice whose file is open to this person."""

    id: str
    practice: str


class DetailsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Mijn gegevens; `wrong` says what is wrong with the words of a report, `post` of its own."""

    groups: tuple[Group, ...]
    post: OwnPost
    reports: tuple[OwnReport, ...]
    access: tuple[Access, ...]
    done: str = ""
    wrong: str = ""


class ClosePage(msgspec.Struct, frozen=True):
    """What closing one's account means, before it is done."""

    practices: tuple[str, ...]
