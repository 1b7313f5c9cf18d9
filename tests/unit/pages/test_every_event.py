"""Every event of every kind of actor has its place: page, PDF, sheet and AuditEvent alike."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from uuid import UUID

import msgspec
import pytest

from consent.accesslog import Coverage, Line, LogCounts, Page
from consent.accesslog.natures import NATURES
from consent.actions import Action
from consent.model import ActorKind, Function, Patient, PersonName
from consent.oversight.checking import Checked
from consent.oversight.model import Listed
from portal.exchange import audit_events
from portal.exchange.sheets import Sheet
from portal.frame.render import render
from portal.frame.viewer import Kind
from portal.patient.asked import asked
from portal.patient.gathering import Gathered
from portal.patient.views.log import Told, log_page
from portal.patient.views.paper import LogOnPaper, pages_of
from portal.practice.log import lines as practice
from portal.saving.rows import log_sheet
from portal.shown import log
from unit.pages.examples import viewer
from unit.paper.reading import Reading

AT = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
# What stands where somebody acted for themselves.
NOBODY = "\u2013"
# Everybody who can stand in a log: as what kind of party, and as whom the log names them.
REPRESENTATIVES = (
    Function.CURATOR,
    Function.GUARDIAN,
    Function.MANDATEE,
    Function.MENTOR,
    Function.PARENT,
)
EMPLOYEES = (Function.ASSISTANT, Function.GP, Function.NURSE, Function.PRACTICE_MANAGER)
ACTORS = (
    (ActorKind.PERSON, Function.PATIENT),
    *((ActorKind.PERSON, one) for one in REPRESENTATIVES),
    *((ActorKind.EMPLOYEE, one) for one in EMPLOYEES),
    (ActorKind.EMPLOYEE, Function.SYSTEM),
    (ActorKind.RULE, Function.RULE),
    (ActorKind.SOURCE, Function.SYSTEM),
    (ActorKind.OPERATOR, Function.OPERATOR),
    (ActorKind.ELSEWHERE, Function.ELSEWHERE),
)
EVENTS = [(action, *actor) for action in Action for actor in ACTORS]
ANNA = Patient(
    id=UUID(int=2),
    person=UUID(int=1),
    practice=UUID(int=3),
    practice_name="De Linde",
    practice_phone="030 123 45 67",
    number="P1",
    name=PersonName("Anna", "de", "Vries"),
    born="1968-03",
)


def line(number: int, action: Action, kind: ActorKind, function: Function) -> Line:
    is_elsewhere = kind is ActorKind.ELSEWHERE
    is_representative = function in REPRESENTATIVES
    return Line(
        number=number,
        id=UUID(int=number),
        at=AT - timedelta(minutes=number),
        action=action,
        refused=number % 7 == 0,
        own=function is Function.PATIENT,
        outside=False,
        kind=kind.value,
        function="Verpleegkundig specialist" if is_elsewhere else function.value,
        organisation=f"Plaats {number}",
        practice=UUID(int=3),
        name=f"Persoon {number}" if is_representative or is_elsewhere else "",
        section=NATURES[action].section,
        emergency=number % 11 == 0,
        reason="",
        system="Praktijksysteem" if is_elsewhere else "",
    )


LINES = [line(number, *event) for number, event in enumerate(EVENTS, start=1)]


def said(one: Line, language: str) -> tuple[str, str, str]:
    """Who, where and what, as every place says it."""
    return log.who(one, language), log.where(one, language), log.what(one, language)


def test_every_kind_of_actor_and_every_function_is_tried() -> None:
    assert {kind for kind, _ in ACTORS} == set(ActorKind)
    assert {function for _, function in ACTORS} == set(Function)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_function_is_called_something_of_its_own(language: str) -> None:
    called = {
        one.function: log.who(msgspec.structs.replace(one, name=""), language)
        for one in LINES[: len(ACTORS)]
    }
    assert all(called.values())
    assert len(set(called.values())) == len(called) == len(Function)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_event_of_every_actor_stands_on_the_page(language: str) -> None:
    counts = LogCounts(others=1, own=1, emergency=1, since=AT)
    told = Told(Page(tuple(LINES), None), counts, {}, asked({}))
    page = log_page(told, AT, language)
    shown = {
        int(one.numbers.rpartition(" ")[2]): (one.who, one.organisation, one.what.rstrip("."))
        for day in page.days
        for one in (*day.others, *day.own)
    }
    assert shown == {one.number: said(one, language) for one in LINES}
    html = render("patient/log.html", page, viewer(Kind.PATIENT, language))
    assert all(f"Plaats {one.number}" in html for one in LINES if not one.own)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_event_of_every_actor_is_a_row_of_the_pdf(language: str) -> None:
    gathered = Gathered()
    gathered.add(LINES)
    given = LogOnPaper(
        patients=[ANNA],
        coverage=Coverage(),
        gathered=gathered,
        asked=asked({}),
        since=AT,
        at=AT,
        bsn_ending="",
    )
    rows = [
        [cell.words() for cell in row.all("TD")]
        for row in Reading(b"".join(pages_of(given, language))).tree.all("TR")
    ]
    heard = {int(cells[0]): " ".join(cells[1:]) for cells in rows if len(cells) == 7}
    assert heard.keys() == {one.number for one in LINES}
    for one in LINES:
        assert all(part in heard[one.number] for part in said(one, language)), one
        assert bool(log.on_behalf(one, language)) == (one.function in REPRESENTATIVES)
        behalf = log.on_behalf(one, language) or NOBODY
        assert behalf in heard[one.number].split()


@pytest.mark.parametrize("detail", ["", "blood", "pharmacy/results"])
def test_a_detail_that_is_no_part_of_a_file_breaks_nothing(detail: str) -> None:
    one = msgspec.structs.replace(LINES[0], action=Action.RESULTS_LIST, section=detail)
    assert log.part(one, "nl") == "Uitslagen"
    other = msgspec.structs.replace(one, action=Action.SESSION_LOGIN)
    assert log.part(other, "nl") == "Geen deel van uw dossier"
    assert "Uitslagen" in log_sheet([one], "nl").decode("utf-8-sig")


def test_the_document_says_how_many_looks_were_checked() -> None:
    given = LogOnPaper(
        patients=[ANNA],
        coverage=Coverage(),
        gathered=Gathered(),
        asked=asked({}),
        since=AT,
        at=AT,
        bsn_ending="",
        checked=[Checked("De Linde", date(2026, 10, 1), 40, 1)],
    )
    heard = Reading(b"".join(pages_of(given, "nl"))).text()
    assert "Over oktober 2026 controleerde De Linde 40 keer dat iemand keek." in heard
    assert "1 keer mocht dat niet." in heard


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_event_of_every_actor_is_a_row_of_the_sheets(language: str) -> None:
    listed = [Listed(one, None, ANNA.id, "P1") for one in LINES]
    for content in (
        log_sheet(LINES, language),
        practice.file_of(Sheet.CSV, listed, language),
    ):
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
        assert len(rows) == len(LINES) + 1


def test_every_event_of_every_actor_is_an_audit_event_once() -> None:
    subject = audit_events.Subject(ANNA.id, ANNA.name, ANNA.born, "", "De Linde")
    whole = json.loads(b"".join(audit_events.bundle(subject, LINES, AT)))
    ids = [one["resource"]["id"] for one in whole["entry"][1:]]
    assert ids == [str(one.id) for one in LINES]
    events = [one["resource"] for one in whole["entry"][1:]]
    for one, event in zip(LINES, events, strict=True):
        user = event["agent"][0]
        assert user["role"] == [{"text": one.function}]
        assert user.get("name", "") == one.name
        assert event["subtype"][-1]["code"] == one.action.value
        assert event["outcome"] == ("8" if one.refused else "0")
