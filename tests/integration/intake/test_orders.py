"""What was asked is on its way: told, taken over by what comes of it, and gone when cancelled."""

from typing import Any

import pytest

from consent.model import ResultCategory
from consent.tables import Practice
from integration.intake.delivering import Sender, rows
from portal.database import transaction
from publishing import inbox
from publishing.showing import expected
from support import hl7
from support.messages import NHG45, bundle, patient, result
from support.stage import PatientHere, Stage, bsn

ASKED: dict[str, Any] = {
    "resourceType": "ServiceRequest",
    "id": "s1",
    "identifier": [{"system": "urn:his", "value": "A-77"}],
    "status": "active",
    "intent": "order",
    "code": {"text": "Kalium", "coding": [{"system": NHG45, "code": "402"}]},
    "subject": {"reference": "Patient/p1"},
}


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    """Give somebody whose practice tells of laboratory results on their way."""
    found = await stage.patient(3)
    await found.released(stage.at)
    chosen = [ResultCategory.LABORATORY.value]
    async with transaction():
        await Practice.update({Practice.pending: chosen}).where(Practice.id == stage.practice)
    return found


async def told(anna: PatientHere) -> list[str]:
    """Give for whom it waits, of everything on its way."""
    return [one.waits_for.value for one in await expected.expected([await anna.grant()])]


async def waiting(anna: PatientHere) -> int:
    """Count what lies in the inbox."""
    return len(await inbox.worklist(anna.stage.gp, inbox.Pile.NEW, anna.stage.at))


def fhir(*more: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Give a message with what was asked."""
    return bundle(patient(bsn(3)), ASKED | changed, *more)


def report(status: str = "final", **more: Any) -> dict[str, Any]:
    """Give a report on what was asked."""
    return {
        "resourceType": "DiagnosticReport",
        "id": "d1",
        "identifier": [{"system": "urn:lab", "value": "R-9"}],
        "status": status,
        "code": {"text": "Zouten"},
        "subject": {"reference": "Patient/p1"},
        "basedOn": [{"identifier": {"system": "urn:his", "value": "A-77"}}],
        **more,
    }


async def test_what_was_asked_is_told_and_becomes_its_result(
    laboratory: Sender, anna: PatientHere
) -> None:
    await laboratory.send(fhir())
    assert (await told(anna), await waiting(anna)) == (["laboratory"], 0)
    await laboratory.send(bundle(patient(bsn(3)), report("registered")))
    assert (await told(anna), await waiting(anna)) == (["laboratory"], 0)
    held = [{"reference": "Observation/r1"}]
    await laboratory.send(bundle(patient(bsn(3)), report(result=held), result()))
    assert (await told(anna), await waiting(anna)) == (["practice"], 1)
    assert [row["title"] for row in await rows("select title from report")] == ["Zouten"]
    again = await laboratory.send(fhir(status="completed"))
    assert (again.faults, await told(anna), await waiting(anna)) == ((), ["practice"], 1)


async def test_what_was_cancelled_is_gone(laboratory: Sender, anna: PatientHere) -> None:
    await laboratory.send(fhir())
    await laboratory.send(fhir(status="revoked"))
    assert (await told(anna), await waiting(anna)) == ([], 0)


async def test_a_request_that_asks_for_nothing_any_more_is_not_told(
    laboratory: Sender, anna: PatientHere
) -> None:
    for status in ("completed", "draft", "entered-in-error"):
        await laboratory.send(fhir(status=status))
        assert await told(anna) == [], status


async def test_a_referral_is_no_examination(laboratory: Sender, anna: PatientHere) -> None:
    await laboratory.send(fhir(code={"text": "Verwijzing"}))
    assert await told(anna) == []


async def test_a_value_before_it_is_final_waits_for_the_laboratory(
    laboratory: Sender, anna: PatientHere
) -> None:
    await laboratory.send(bundle(patient(bsn(3)), result(status="preliminary")))
    assert (await told(anna), await waiting(anna)) == (["laboratory"], 0)
    await laboratory.send(bundle(patient(bsn(3)), result()))
    assert (await told(anna), await waiting(anna)) == (["practice"], 1)


def asked(status: str, *more: str, order: str = "", number: str = "", placer: str = "Z9") -> bytes:
    """Give an HL7 message about one request, with a number of who asked and of who does it."""
    code = "BLOED^Bloedonderzoek^99zon"
    fields = ["OBR", "1", placer, number, code, *[""] * 20, status]
    segments = (order, "|".join(fields), *more) if order else ("|".join(fields), *more)
    return hl7.body(hl7.header(), hl7.pid(bsn(3)), *segments)


async def test_a_request_in_hl7_takes_the_number_of_the_laboratory(
    laboratory: Sender, anna: PatientHere
) -> None:
    await laboratory.send(asked("O"))
    assert (await told(anna), await waiting(anna)) == (["laboratory"], 0)
    await laboratory.send(asked("I", number="L1"))
    assert (await told(anna), await waiting(anna)) == (["laboratory"], 0)
    await laboratory.send(asked("F", hl7.obx(), number="L1"))
    assert (await told(anna), await waiting(anna)) == (["practice"], 1)
    assert len(await rows("select id from report")) == 1


async def test_a_request_cancelled_in_hl7_is_gone(laboratory: Sender, anna: PatientHere) -> None:
    for placer, order in (("Z1", "ORC|CA|Z1"), ("Z2", "ORC|OC|Z2"), ("Z3", "ORC|SC|Z3||CA")):
        await laboratory.send(asked("O", placer=placer))
        assert await told(anna) == ["laboratory"], order
        await laboratory.send(asked("", order=order, placer=placer))
        assert await told(anna) == [], order
