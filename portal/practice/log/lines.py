"""A line of the practice's log in words, on a page and as a row of a file."""

from collections.abc import Iterable

from consent.accesslog import Line
from consent.dates import LOCAL
from consent.model import ActorKind, Section
from consent.oversight.model import Listed
from portal import words
from portal.exchange.sheets import Sheet, sheet
from portal.practice.log.pages import SeenLine
from portal.shown import log
from portal.shown.phrases import role
from portal.texts import text

HEAD = (
    "date",
    "time",
    "who",
    "organisation",
    "system",
    "number",
    "what",
    "section",
    "why",
    "emergency",
    "id",
)
SECTIONS = {one.value for one in Section}


def seen(one: Listed, language: str) -> SeenLine:
    """Write one line of the page."""
    line = one.line
    return SeenLine(
        when=words.moment(line.at, language),
        who=who(one, language),
        where=line.organisation if line.own else log.where(line, language),
        what=log.what(line, language),
        section=_section(one, language),
        why=_why(line, language) or text(language, "oversight.word.unsaid"),
        marks=log.marks(line, language),
    )


def who(one: Listed, language: str) -> str:
    """Name who it was to the practice: the patient as such, others with their name."""
    line = one.line
    function = role(line.function, language)
    return function if line.kind == ActorKind.PERSON else f"{function} {line.name}".strip()


def file_of(kind: Sheet, lines: Iterable[Listed], language: str) -> bytes:
    """Put lines in a file for a spreadsheet."""
    head = [text(language, f"oversight.head.{key}") for key in HEAD]
    return sheet(kind, head, (_cells(one, language) for one in lines))


def _cells(one: Listed, language: str) -> tuple[str, ...]:
    line, local = one.line, one.line.at.astimezone(LOCAL)
    return (
        f"{local:%Y-%m-%d}",
        f"{local:%H:%M:%S}",
        who(one, language),
        line.organisation,
        line.system,
        one.number,
        log.what(line, language),
        _section(one, language),
        _why(line, language),
        text(language, "oversight.word.yes") if line.emergency else "",
        str(line.id),
    )


def _why(line: Line, language: str) -> str:
    return text(language, "oversight.word.patient") if line.own else log.why(line, language)


def _section(one: Listed, language: str) -> str:
    section = one.line.section
    return text(language, f"log.section.{section}") if section in SECTIONS else ""
