"""How a patient reads the log, letters and notes: in words, by day, newest first."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from consent.accesslog import Coverage, Line, LogCounts, Page
from consent.actions import Action
from consent.model import ActorKind, Function, Patient, PersonName
from portal.patient.asked import asked
from portal.patient.gathering import Gathered
from portal.patient.views.log import Told, log_page
from portal.patient.views.paper import LogOnPaper, pages_of
from portal.shown import journal, letters, log
from portal.texts import text
from publishing.model import Episode, JournalLine, Letter, LineKind

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COUNTS = LogCounts(others=1, own=2, emergency=0, since=AT - timedelta(days=8))


def line(action: Action = Action.RESULTS_LIST, **more: object) -> Line:
    """A line of the log, somebody else's unless told otherwise."""
    plain = Line(
        number=1,
        id=UUID(int=1),
        at=AT,
        action=action,
        refused=False,
        own=False,
        outside=False,
        kind=ActorKind.EMPLOYEE,
        function=Function.GP,
        organisation="De Linde",
        practice=UUID(int=3),
        name="",
        section="results",
        emergency=False,
        reason="",
    )
    return msgspec.structs.replace(plain, **more)


def episode(*lines: JournalLine, **more: object) -> Episode:
    """An episode that runs now."""
    plain = Episode(
        id=UUID(int=1),
        patient=UUID(int=2),
        practice_name="De Linde",
        title="Pijn in de knie",
        is_closed=False,
        started_on=date(2026, 9, 15),
        last_contact_on=date(2026, 10, 16),
        lines=lines,
    )
    return msgspec.structs.replace(plain, **more)


def note(kind: LineKind, body: str, on: date, contact: int = 1) -> JournalLine:
    """An E or P line."""
    return JournalLine(UUID(int=3), kind, body, on, UUID(int=contact), "gp")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ActorKind)
@pytest.mark.parametrize("action", Action)
def test_every_line_says_who_where_and_what(action: Action, kind: ActorKind, language: str) -> None:
    for own in (True, False):
        given = line(action, kind=kind, own=own)
        assert log.who(given, language)
        assert log.where(given, language)
        assert log.what(given, language)
        assert isinstance(log.why(given, language), str)


def test_a_name_stands_only_where_the_practice_shows_names() -> None:
    assert log.who(line(), "nl") == "Huisarts"
    assert log.who(line(name="M. Bakker"), "nl") == "Huisarts M. Bakker"
    assert log.who(line(own=True, name="Anna"), "nl") == "Uzelf"


def test_a_refused_look_says_so() -> None:
    assert log.what(line(refused=True), "nl") == "Niet gelukt: Bekeken: uitslagen"


def test_lines_stand_under_the_day_on_which_they_were_written_here() -> None:
    late = line(number=2, at=datetime(2026, 11, 18, 23, 30, tzinfo=UTC), own=True)
    early = line(number=1, at=datetime(2026, 11, 18, 22, 30, tzinfo=UTC), emergency=True)
    page = log_page(Told(Page((late, early), None), COUNTS, {}, asked({})), AT, "nl")
    assert [day.title for day in page.days] == [
        "Gisteren, donderdag 19 november",
        "Woensdag 18 november",
    ]
    assert [found.numbers for day in page.days for found in day.own + day.others] == [
        "regel 2",
        "regel 1",
    ]
    assert [fact.value for fact in page.figures] == ["1 keer", "2 keer"]
    assert page.since == "12 november 2026"
    assert [mark.text for mark in page.days[1].others[0].marks] == ["spoed"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pdf_takes_the_same_lines(language: str) -> None:
    anna = Patient(
        id=UUID(int=2),
        person=UUID(int=1),
        practice=UUID(int=3),
        practice_name="De Linde",
        practice_phone="030 123 45 67",
        number="P1",
        name=PersonName("Anna", "de", "Vries"),
        born="1968-03",
    )
    gathered = Gathered()
    gathered.add([line(number=3, own=True), line(number=2, section=""), line(number=1, own=True)])
    given = LogOnPaper(
        patients=[anna],
        coverage=Coverage(asking=("De Linde",)),
        gathered=gathered,
        asked=asked({}),
        since=AT,
        at=AT,
        bsn_ending="782",
        demo=True,
    )
    assert b"".join(pages_of(given, language)).startswith(b"%PDF-")


def test_notes_of_one_contact_stand_together_with_the_plan_last() -> None:
    first, second = date(2026, 10, 16), date(2026, 9, 22)
    given = episode(
        note(LineKind.PLAN, "Oefenen.", first),
        note(LineKind.EVALUATION, "Minder pijn.", first),
        note(LineKind.EVALUATION, "Slijtage.", second, 2),
    )
    page = journal.episode_page(given, (), "nl")
    assert [card.on for card in page.contacts] == ["16 oktober 2026", "22 september 2026"]
    assert [(one.label, one.text) for one in page.contacts[0].lines] == [
        ("Wat de huisarts vond", "Minder pijn."),
        ("Het plan", "Oefenen."),
    ]
    assert page.contacts[0].who == "Huisarts"
    assert page.older == ""


def test_a_full_page_of_notes_goes_on_after_the_last() -> None:
    many = [note(LineKind.EVALUATION, "x", date(2026, 1, 1)) for _ in range(60)]
    assert "voor=2026-01-01_" in journal.episode_page(episode(*many), (), "nl").older


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Sinds 15 september 2026"),
        ({"started_on": None}, ""),
        ({"is_closed": True}, "15 september 2026 tot 16 oktober 2026"),
        ({"is_closed": True, "started_on": None}, "Tot 16 oktober 2026"),
        ({"is_closed": True, "started_on": None, "last_contact_on": None}, ""),
    ],
)
def test_a_period_says_what_is_known(changes: dict[str, object], expected: str) -> None:
    assert journal.period(episode(**changes), "nl") == expected


def test_a_dossier_puts_what_runs_now_first() -> None:
    notes = journal.Notes([episode(is_closed=True, title="Oud"), episode(title="")])
    page = journal.dossier_page(notes, (), "nl")
    assert [card.title for card in page.now] == ["Klacht zonder naam"]
    assert [row.title for row in page.earlier] == ["Oud"]
    preview = journal.dossier_page(notes, (), "nl", linked=False)
    assert (preview.now[0].href, preview.earlier[0].href) == ("", "")


def test_a_letter_shows_its_explanation_first_and_its_file_as_a_download() -> None:
    given = Letter(
        id=UUID(int=5),
        patient=UUID(int=2),
        practice_name="De Linde",
        practice_phone="",
        title="",
        kind="",
        author="Sint Antonius",
        written_on=None,
        shown_at=AT,
        explanation="Alles is goed.",
        size=84_000,
        pages=1,
    )
    told = letters.Told("Geachte collega,\n\nNatrium 140\nKalium 4,2")
    page = letters.letter_page(given, (), "nl", told)
    assert page.title == "Brief"
    assert page.said is not None
    assert page.said.main == ("Alles is goed.",)
    assert page.file_size == "84 kB"
    assert page.text.paragraphs == (("Geachte collega,",), ("Natrium 140", "Kalium 4,2"))
    bare = msgspec.structs.replace(given, explanation="")
    assert letters.letter_page(bare, (), "nl", letters.Told()).said is None


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (letters.Told("Alles is goed."), ""),
        (letters.Told("Alles is", is_cut=True), "cut"),
        (letters.Told(), "none"),
        (letters.Told(is_cut=True), "unread"),
    ],
)
def test_the_words_of_a_letter_say_whether_they_are_all(told: letters.Told, said: str) -> None:
    assert letters._text(told, "nl").note == (text("nl", f"letters.text.{said}") if said else "")
