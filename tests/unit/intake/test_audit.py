"""What is read of an AuditEvent: who looked, when, at what and why."""

from datetime import UTC, datetime
from typing import Any

import pytest

from publishing.intake.faults import FaultReason
from publishing.intake.items import Item, SubjectState
from publishing.intake.reader import read
from publishing.intake.reads import AuditRead
from support import messages

BSN = "999900006"


def one(**more: Any) -> Item:
    event = messages.audit_event(**more)
    items = read(messages.body(messages.bundle(messages.patient(BSN), event)))
    assert isinstance(items, list)
    return items[1]


def told(**more: Any) -> AuditRead:
    item = one(**more)
    assert isinstance(item.read, AuditRead), item.fault
    return item.read


def wrong(**more: Any) -> FaultReason:
    fault = one(**more).fault
    assert fault is not None
    return fault.reason


def test_a_look_says_who_when_and_at_what() -> None:
    item = one()
    assert (item.key, item.subject.state, item.subject.bsn) == (
        "AuditEvent/a1",
        SubjectState.NUMBERED,
        BSN,
    )
    assert item.read == AuditRead(
        at=datetime(2026, 3, 4, 8, 15, 0, 250_000, tzinfo=UTC),
        action="R",
        outcome="0",
        name="dr. K. Wolf",
        function="gp",
        organisation="Huisartsenpost West",
        section="results",
        is_emergency=False,
        reason="",
    )


def test_the_patient_may_be_named_by_number_alone() -> None:
    subject = {"identifier": {"system": messages.BSN, "value": BSN}}
    assert one(subject=subject).subject.bsn == BSN


def test_an_emergency_look_says_so_with_its_reason() -> None:
    purpose = {
        "coding": [{"system": messages.REASONS, "code": "BTG"}],
        "text": "Op straat gevonden",
    }
    look = told(purposeOfEvent=[purpose])
    assert (look.is_emergency, look.reason) == (True, "Op straat gevonden")


def test_a_role_without_a_code_of_ours_stays_in_its_own_words() -> None:
    agent = {"role": [{"text": "Verpleegkundig specialist"}], "requestor": True}
    assert told(agent=[agent]).function == "Verpleegkundig specialist"
    assert told(agent=[{"requestor": True}]).function == "elsewhere"


def test_an_event_without_an_id_is_known_by_what_it_says() -> None:
    event = messages.audit_event()
    del event["id"]
    first, again = (read(messages.body(event)) for _ in range(2))
    assert isinstance(first, list)
    assert isinstance(again, list)
    assert first[0].key == again[0].key
    assert first[0].key.startswith("sha256:")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"action": "X"}, FaultReason.CODE_INVALID),
        ({"outcome": "1"}, FaultReason.CODE_INVALID),
        ({"recorded": "2026-03-04"}, FaultReason.DATE_INVALID),
        ({"agent": []}, FaultReason.REQUIRED_MISSING),
    ],
)
def test_what_is_no_event_says_where(more: dict[str, Any], reason: FaultReason) -> None:
    assert wrong(**more) is reason


def test_an_event_about_two_patients_belongs_in_nobodys_list() -> None:
    entity = {"what": {"reference": "Patient/p1"}, "role": {"code": "1"}}
    assert wrong(entity=[entity, entity]) is FaultReason.VALUE_REPEATED


def test_an_event_about_nobody_names_nobody() -> None:
    assert one(entity=[]).subject.state is SubjectState.UNSTATED
