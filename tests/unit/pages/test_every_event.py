"""Every event of every kind of actor has its place: page, PDF, sheet and AuditEvent alike."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest

from consent.accesslog import Coverage, Line, LogCounts, Page
from consent.accesslog.natures import NATURES
from consent.actions import Action
from consent.model import ActorKind, Patient, PersonName
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
EVENTS = [(action, kind) for action in Action for kind in ActorKind]
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


def line(number: int, action: Action, kind: ActorKind) -> Line:
    is_elsewhere = kind is ActorKind.ELSEWHERE
    return Line(
        number=number,
        id=UUID(int=number),
        at=AT - timedelta(minutes=number),
        action=action,
        refused=number % 7 == 0,
        own=kind is ActorKind.PERSON,
        outside=False,
        kind=kind.value,
        function="Verpleegkundig specialist" if is_elsewhere else "gp",
        organisation=f"Plaats {number}",
        practice=UUID(int=3),
        name="",
        section=NATURES[action].section,
        emergency=number % 11 == 0,
        reason="",
        system="Praktijksysteem" if is_elsewhere else "",
    )


LINES = [line(number, *event) for number, event in enumerate(EVENTS, start=1)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_event_of_every_actor_stands_on_the_page(language: str) -> None:
    counts = LogCounts(others=1, own=1, emergency=1, since=AT)
    told = Told(Page(tuple(LINES), None), counts, {}, asked({}))
    page = log_page(told, AT, language)
    shown = [one for day in page.days for one in (*day.others, *day.own)]
    assert {one.what.rstrip(".") for one in shown} == {log.what(one, language) for one in LINES}
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
    heard = Reading(b"".join(pages_of(given, language))).text()
    for one in LINES:
        if not one.own:
            assert f"Plaats {one.number}" in heard
    for action in Action:
        said = log.what(line(1, action, ActorKind.EMPLOYEE), language)
        assert said in heard


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
