"""An example of every page that stays inside the practice, with invented people."""

from datetime import date

import msgspec

from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Function,
    Grant,
    PersonName,
    Reason,
    Right,
    Section,
    Standing,
)
from consent.representation.eyes import Eyes
from portal.practice.notes import views as note_views
from portal.practice.why import unknown, views
from publishing.inside.notes import Note
from publishing.inside.things import Kind, Thing
from publishing.inside.why import File, Incomplete
from publishing.model import LineKind
from publishing.visibility import (
    Belongs,
    ContactFacts,
    EpisodeFacts,
    LineFacts,
    ReportFacts,
    ResultFacts,
)
from publishing.visibility.results import OneResult
from unit.practice.examples import AT, Example, number

DAY = date(2025, 3, 4)
HIDDEN = EpisodeFacts(id=number(1), visible=False, is_closed=True)
UNKNOWN = Belongs(is_unknown=True)
REPORT = ReportFacts(None, invited=False, results=(ResultFacts(published=False),), came_at=AT)
THINGS = (
    Thing(number(1), Kind.EPISODE, "Somber", DAY, HIDDEN, visible=False),
    Thing(
        number(2),
        Kind.LINE,
        "Rustig blijven bewegen. " * 9,
        DAY,
        LineFacts(LineKind.PLAN, DAY, contact=ContactFacts("08")),
        visible=True,
        contact=number(12),
    ),
    Thing(
        number(3),
        Kind.LINE,
        "",
        None,
        LineFacts(LineKind.SUBJECTIVE, None, UNKNOWN),
        visible=True,
    ),
    Thing(
        number(4),
        Kind.REPORT,
        "Bloedonderzoek",
        DAY,
        REPORT,
        (Thing(number(5), Kind.RESULT, "Kalium", DAY, OneResult(REPORT, REPORT.results[0])),),
    ),
)
EMPLOYEE = Actor(ActorKind.EMPLOYEE, Function.GP, number(9), number(8), rights=frozenset(Right))


def _grant(standing: Standing = Standing.SELF) -> Grant:
    return Grant(
        reader=EMPLOYEE,
        patient=number(7),
        person=number(6),
        practice=number(8),
        practice_name="De Linde",
        at=AT,
        sections=frozenset(Section),
        agreements=Agreements(journal=True, results=True, journal_from=date(2020, 7, 1)),
        preview=True,
        standing=standing,
    )


EYES = (
    Eyes(PersonName("Anna", "de", "Vries"), Standing.SELF, _grant(), None),
    Eyes(
        PersonName("Bert", "", "Vries"),
        Standing.PARENT,
        _grant(Standing.PARENT),
        Reason.LAPSED_BY_AGE,
    ),
)


def visible(language: str) -> msgspec.Struct:
    """Everything in a file."""
    return views.file_page(File(THINGS), EYES[0], 1, language)


def visible_nothing(language: str) -> msgspec.Struct:
    """An empty file, past its last page."""
    return views.file_page(File(()), EYES[0], 2, language)


def missing(language: str) -> msgspec.Struct:
    """Files that miss something."""
    found = [Incomplete(number(7), PersonName("Anna", "de", "Vries"), "1960-05", 3)]
    return unknown.page(found, language)


def missing_nothing(language: str) -> msgspec.Struct:
    """Nothing is missing."""
    return unknown.page([], language)


def why_line(language: str) -> msgspec.Struct:
    """A line that is shown to the patient and not to who acts for them."""
    return views.thing_page(File(THINGS), THINGS[1], EYES, EMPLOYEE, language)


def why_episode(language: str) -> msgspec.Struct:
    """A hidden episode, for an employee who may not show it."""
    plain = msgspec.structs.replace(EMPLOYEE, rights=frozenset({Right.REQUESTS_SEE}))
    return views.thing_page(File(THINGS), THINGS[0], EYES, plain, language)


def why_report(language: str) -> msgspec.Struct:
    """A report that waits, with its results."""
    return views.thing_page(File(THINGS), THINGS[3], EYES, EMPLOYEE, language)


NOTES = (
    Note(number(31), "Bel terug over de uitslag.", "M. Bos", AT, DAY),
    Note(number(32), "Liever niet bellen op het werk.", "K. Dijk", AT, None),
)


def notes(language: str) -> msgspec.Struct:
    """A working note and one of the practice."""
    name = PersonName("Anna", "de", "Vries")
    return note_views.page(number(7), name, NOTES, language, {})


def notes_fault(language: str) -> msgspec.Struct:
    """No notes, and a form with a fault."""
    name = PersonName("Anna", "de", "Vries")
    return note_views.page(number(7), name, (), language, {"body": "Schrijf eerst iets op."})


WHY: dict[str, Example] = {
    "visible": ("practice/visible.html", visible),
    "visible-nothing": ("practice/visible.html", visible_nothing),
    "why-line": ("practice/why.html", why_line),
    "why-episode": ("practice/why.html", why_episode),
    "unknown": ("practice/unknown.html", missing),
    "unknown-none": ("practice/unknown.html", missing_nothing),
    "notes": ("practice/notes.html", notes),
    "notes-fault": ("practice/notes.html", notes_fault),
    "why-report": ("practice/why.html", why_report),
}
