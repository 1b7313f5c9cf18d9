"""What each page of a patient shows, in finished words; the templates see nothing else."""

import msgspec

from portal.frame.blocks import Badge, Fact, Group, Row, Step
from portal.frame.viewer import Contact


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """A way into a part of the file."""

    icon: str
    href: str
    title: str
    text: str


class AccessCard(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a file is open at one practice, and the way to ask or to follow it."""

    practice: Contact
    badge: Badge
    text: str
    link: str


class NoPracticePage(msgspec.Struct, frozen=True):
    """Logged in and enrolled nowhere."""


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """
    The way in, with titles that say nothing of their content: this page writes no log line.

    `ask` is the way to asking, empty for who sees a file or asked already.
    """

    greeting: str
    summary: str
    ask: str
    news: tuple[Row, ...]
    tiles: tuple[Tile, ...]
    access: tuple[AccessCard, ...]


class AskPractice(msgspec.Struct, frozen=True, kw_only=True):
    """One practice to ask; `closed` says why asking is not possible there."""

    id: str
    name: str
    hint: str = ""
    closed: str = ""
    checked: bool = False


class AskForm(msgspec.Struct, frozen=True, kw_only=True):
    """
    The form that asks for access; `wrong` is what was wrong with the last attempt.

    `lead` and `next` are empty where asking is not possible.
    """

    practices: tuple[AskPractice, ...]
    lead: str
    possible: bool
    next: tuple[str, ...]
    wrong: str = ""


class RequestCard(msgspec.Struct, frozen=True, kw_only=True):
    """One request in three steps."""

    id: str
    title: str
    badge: Badge
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    practice: Contact
    advice: tuple[str, ...] = ()
    may_withdraw: bool = False
    is_open: bool = False


class AccessPage(msgspec.Struct, frozen=True, kw_only=True):
    """Asking for access and following what was asked. `done` is the outcome of the last act."""

    form: AskForm | None = None
    requests: tuple[RequestCard, ...] = ()
    done_title: str = ""
    done_text: str = ""


class ResultsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Results, newest first, below what is still to come."""

    expected: tuple[Row, ...]
    months: tuple[Group, ...]
    older: str = ""
    shown_since: tuple[str, ...] = ()


class LettersPage(msgspec.Struct, frozen=True, kw_only=True):
    """Letters, newest first, per year."""

    years: tuple[Group, ...]
    older: str = ""
    shown_since: tuple[str, ...] = ()


class LogLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log in words; `number` never changes."""

    number: int
    time: str
    who: str
    organisation: str
    what: str
    why: str = ""
    own: bool = False
    badge: Badge | None = None


class LogDay(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one day, newest first."""

    title: str
    lines: tuple[LogLine, ...]


class LogPage(msgspec.Struct, frozen=True, kw_only=True):
    """Who looked: what the list covers, counts, then the lines per day."""

    since: str
    figures: tuple[Fact, ...]
    days: tuple[LogDay, ...]
    pdf_href: str
    older: str = ""
