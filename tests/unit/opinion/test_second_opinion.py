"""What we keep of a message is what other readers find in it, field by field."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing.intake.hl7.reader import is_hl7
from support import health, hl7
from support.messages import (
    FIXTURES,
    audit_event,
    body,
    bundle,
    contact,
    episode,
    line,
    patient,
    result,
    xml,
)
from support.stage import bsn
from unit.opinion.agreeing import BY_DESIGN, REFUSED, about_fhir, is_same
from unit.opinion.hl7v2 import about_hl7

# A folder of messages of somebody else's to look at as well; what is in it is told nowhere.
SAMPLES = os.environ.get("SAMPLES", "")
OWN = bundle(patient(bsn(0)), result(), line(), episode(), contact(episodes=["e1"]), audit_event())
STOP = {"system": health.SNOMED, "code": "113381000146106"}
HEALTH = (
    health.medication(),
    health.medication(
        modifierExtension=[{"url": health.STOP, "valueCodeableConcept": {"coding": [STOP]}}]
    ),
    health.use(status="on-hold"),
    health.hypersensitivity(),
    health.vaccination(),
    health.blood_pressure(),
    health.weight(comment="Met kleren aan."),
)
VALUES = (
    hl7.obx(1, value="5.40"),
    hl7.obx(2, "K^Kalium^99zon", "<3", rest="|mmol/L|3.5-||L|||F"),
    hl7.obx(3, "T^Titer^99zon", "^1^:^128", "SN", "|||A~H|||C"),
    hl7.obx(4, "V^Virus^99zon", "POS^Aangetoond^99zon", "CE", '|||""|||F|||20260303'),
    hl7.obx(5, "^Vrije bepaling", r"vijf \T\ een half", "ST", "|||||H|F"),
    "NTE|1||Let op: hemolyse",
    "NTE|2||",
    "NTE|3||Herhaal over een week",
)


@pytest.mark.parametrize("name", sorted(file.name for file in FIXTURES.iterdir()))
def test_a_fixture_says_the_same_to_both(name: str) -> None:
    found = about_fhir((FIXTURES / name).read_bytes())
    assert found.differs == []
    assert found.things > 1
    ours = {one.ours for one in found.refused if one.theirs != REFUSED}
    assert ours <= BY_DESIGN


@pytest.mark.parametrize("write", [body, xml])
def test_medicines_and_measurements_say_the_same_to_both(write: Callable[..., bytes]) -> None:
    for one in HEALTH:
        found = about_fhir(write(bundle(patient(bsn(0)), one)))
        assert (found.differs, found.refused, found.things) == ([], [], 2)


@pytest.mark.parametrize("write", [body, xml])
def test_what_tests_are_made_of_says_the_same_to_both(write: Callable[..., bytes]) -> None:
    found = about_fhir(write(OWN))
    assert (found.differs, found.refused) == ([], [])


def test_results_of_hl7_say_the_same_to_both() -> None:
    found = about_hl7(hl7.body(hl7.header(), hl7.pid(bsn(0)), hl7.obr(), *VALUES))
    assert (found.differs, found.refused) == ([], [])
    assert found.things == 7


def test_a_letter_of_hl7_says_the_same_to_both() -> None:
    segments = hl7.header("MDM^T02"), hl7.pid(bsn(0)), hl7.txa(), hl7.pdf(b"%PDF-1.7")
    found = about_hl7(hl7.body(*segments))
    assert (found.differs, found.refused, found.things) == ([], [], 2)


def test_a_number_is_the_same_with_all_its_digits_and_no_fewer() -> None:
    assert is_same("5.40", "5.40")
    assert is_same("1e3", "1E+3")
    assert not is_same("5.40", "5.4")
    assert not is_same("positief", "Positief")


@pytest.mark.skipif(not SAMPLES, reason="SAMPLES names no folder")
def test_a_folder_of_others_says_the_same_to_both() -> None:
    told = Counter[str]()
    for file in sorted(Path(SAMPLES).rglob("*")):
        sent = file.read_bytes() if file.is_file() else b""
        if is_hl7(sent):
            found = about_hl7(sent)
        elif b'"resourceType"' in sent or b"http://hl7.org/fhir" in sent:
            found = about_fhir(sent)
        else:
            continue
        assert found.differs == []
        told.update({"files": 1, "things": found.things, "fields": found.fields})
        told.update(f"{one.ours} beside {one.theirs}" for one in found.refused)
    print("\n".join(f"{number:6} {what}" for what, number in told.most_common()))  # noqa: T201
