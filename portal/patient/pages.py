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
    """Logged in and enrolled nowhere; `acts` when they are registered as acting for somebody."""

    acts: bool = False


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """
    The way in, with titles that say nothing of their content: this page writes no log line.

    `ask` is the way to asking, empty for who sees a file or asked already. `notice` tells of a
    birthday within a month that changes who may look.
    """

    greeting: str
    summary: str
    ask: str
    news: tuple[Row, ...]
    tiles: tuple[Tile, ...]
    access: tuple[AccessCard, ...]
    notice: str = ""


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


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody asked about a line, and the answer once there is one."""

    badge: Badge
    words: tuple[str, ...]
    answer: tuple[str, ...] = ()


class LogLine(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line of the log in words, or several of one day that say the same.

    `numbers` never change; `times` is empty for one line. `shape` is own, urgent, outside or "".
    `ask_href` is empty where a question was asked.
    """

    numbers: str
    time: str
    who: str
    organisation: str
    what: str
    times: str = ""
    why: str = ""
    shape: str = ""
    marks: tuple[Badge, ...] = ()
    ask_href: str = ""
    asked: Asking | None = None


class LogDay(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one day, newest first: those of others, then one's own visits."""

    title: str
    others: tuple[LogLine, ...] = ()
    own: tuple[LogLine, ...] = ()


class Option(msgspec.Struct, frozen=True):
    """One choice of a list."""

    value: str
    label: str
    chosen: bool = False


class LogFilter(msgspec.Struct, frozen=True, kw_only=True):
    """The form above the list as it was filled in; `wrong` is what has to be mended."""

    since: str
    until: str
    whose: tuple[Option, ...]
    wrong: str = ""
    is_filtered: bool = False


class ToldAbout(msgspec.Struct, frozen=True):
    """What a practice tells of a look that was not lawful: which one, when, and its words."""

    look: str
    by: str
    words: tuple[str, ...]


class Proof(msgspec.Struct, frozen=True):
    """
    The fresh login that a file to keep asks for.

    `login_href` leads there, empty where none is needed; `said` is `first` after a file was asked
    for without one, and `done` just after one.
    """

    said: str = ""
    login_href: str = ""


class LogPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    Who looked: what the list covers, counts, the form, then the lines per day.

    `is_own` is off for who acts for another, who sees their own looks and asks nothing.
    """

    since: str
    covers: tuple[str, ...]
    figures: tuple[Fact, ...]
    filter: LogFilter
    days: tuple[LogDay, ...]
    pdf_href: str
    older: str = ""
    checks: tuple[str, ...] = ()
    told: tuple[ToldAbout, ...] = ()
    done: bool = False
    is_own: bool = True
    proof: Proof = Proof()


class QuestionPage(msgspec.Struct, frozen=True, kw_only=True):
    """Asking about one line: the line itself, whom the question goes to, and the form."""

    line: LogLine
    day: str
    practice: str
    term: str
    send_href: str
    typed: str = ""
    wrong: str = ""


class SavingPage(msgspec.Struct, frozen=True, kw_only=True):
    """Taking a file home; `forms` is empty while no file is open."""

    since: str
    until: str
    forms: tuple[Option, ...] = ()
    wrong: str = ""
    proof: Proof = Proof()


class InvolvedPage(msgspec.Struct, frozen=True):
    """Everybody who looked or did something, per organisation."""

    organisations: tuple[Group, ...]
