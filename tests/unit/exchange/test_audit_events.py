"""Every line of the log for another system: what was done, by whom, when, and about whom."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest

from consent.accesslog import Line
from consent.accesslog.natures import NATURES
from consent.actions import Action
from consent.model import ActorKind, PersonName
from portal.exchange.audit_events import Subject, audit_event, bundle
from publishing.intake.items import SubjectState
from publishing.intake.reader import read
from publishing.intake.reads import AuditRead

FILE, PRACTICE = UUID(int=7), UUID(int=9)
AT = datetime(2026, 3, 4, 8, 15, 0, 250_000, tzinfo=UTC)
ANNA = Subject(FILE, PersonName("Anna", "de", "Vries"), "1962-10", "P0000010001", "De Linde")
LINE = Line(
    number=1,
    id=UUID(int=5),
    at=AT,
    action=Action.RESULT_REVIEW,
    refused=False,
    own=False,
    outside=False,
    kind=ActorKind.EMPLOYEE.value,
    function="gp",
    organisation="De Linde",
    practice=PRACTICE,
    name="drs. M. Bos",
    section="results",
    emergency=False,
    reason="",
)


def with_(**more: Any) -> Line:
    return msgspec.structs.replace(LINE, **more)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("kind", ActorKind)
def test_every_action_of_every_kind_of_actor_is_an_event(action: Action, kind: ActorKind) -> None:
    event = audit_event(with_(action=action, kind=kind.value), FILE)
    assert event["action"] == NATURES[action].crude
    assert action.value in [one["code"] for one in event["subtype"]]
    assert event["recorded"] == "2026-03-04T08:15:00.250Z"
    assert sum(agent["requestor"] for agent in event["agent"]) == (
        kind in {ActorKind.EMPLOYEE, ActorKind.ELSEWHERE, ActorKind.PERSON}
    )
    # What every pattern of BALP asks.
    assert [one["type"]["coding"][0]["code"] for one in event["agent"]][1:] in (
        [["110152", "110153"], ["110153", "110152"]]
    )
    assert [entity["role"]["code"] for entity in event["entity"]] == ["1", "4"]
    assert event["source"]["observer"]["display"] == "Online inzage"


def test_a_look_follows_the_pattern_of_a_read_and_a_refusal_none() -> None:
    profile = audit_event(LINE, FILE)["meta"]["profile"]
    assert profile == [
        "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientRead"
    ]
    refused = audit_event(with_(refused=True), FILE)
    assert "meta" not in refused
    assert refused["outcome"] == "8"


def test_a_line_of_another_system_names_that_system_as_its_source() -> None:
    line = with_(action=Action.ELSEWHERE_READ, kind="elsewhere", system="Praktijksysteem")
    assert audit_event(line, FILE)["source"]["observer"] == {"display": "Praktijksysteem"}


def test_an_emergency_says_so_with_its_reason() -> None:
    [purpose] = audit_event(with_(emergency=True, reason="Op straat"), FILE)["purposeOfEvent"]
    assert (purpose["text"], purpose["coding"][0]["code"]) == ("Op straat", "BTG")


def test_a_bundle_is_whole_and_our_own_reader_reads_it_back() -> None:
    lines = [LINE, with_(id=UUID(int=6), emergency=True, name="", reason="Op straat")]
    body = b"".join(bundle(ANNA, lines, AT))
    whole = json.loads(body)
    assert [one["resource"]["resourceType"] for one in whole["entry"]] == [
        "Patient",
        "AuditEvent",
        "AuditEvent",
    ]
    assert "bsn" not in body.decode().lower()
    items = read(body)
    assert isinstance(items, list)
    [patient, first, second] = items
    assert patient.fault is None
    assert [one.subject.state for one in (first, second)] == [SubjectState.MASKED] * 2
    assert isinstance(first.read, AuditRead)
    assert isinstance(second.read, AuditRead)
    assert (first.read.name, first.read.function, first.read.at) == ("drs. M. Bos", "gp", AT)
    assert (second.read.is_emergency, second.read.reason) == (True, "Op straat")
    assert first.key == f"AuditEvent/{LINE.id}"


def test_an_empty_log_is_a_bundle_with_the_person_alone() -> None:
    whole = json.loads(b"".join(bundle(ANNA, [], AT)))
    assert len(whole["entry"]) == 1
