"""Medicines, hypersensitivities, vaccinations and measurements as STU3 and R4 write them."""

from datetime import date
from typing import Any

import pytest

from consent.model import Section
from publishing.intake.faults import FaultReason
from publishing.intake.measuring import MeasurementRead
from publishing.intake.reads import KeptRead, ResultRead
from publishing.intake.summary import SummaryRead
from publishing.measuring.topics import KNOWN, series_of, topic_of
from publishing.summary.model import State
from support.health import (
    LOINC,
    SNOMED,
    STOP,
    blood_pressure,
    hypersensitivity,
    medication,
    use,
    vaccination,
    weight,
)
from support.messages import NHG45, Resource, bundle, patient, xml
from unit.intake.taking import items, one


def concept(code: str) -> Resource:
    return {"coding": [{"code": code}]}


def test_a_medicine_says_since_when_it_is_used_and_how() -> None:
    read = one(medication(), SummaryRead)
    assert (read.section, read.nature, read.state) == (
        Section.MEDICATION,
        "agreement",
        State.CURRENT,
    )
    assert (read.name, read.detail) == ("METOPROLOL 50MG TABLET", "1 keer per dag 1 tablet")
    assert (read.begun_on, read.ended_on) == (date(2026, 2, 10), None)
    said = one(use(), SummaryRead)
    assert (said.name, said.nature, said.detail) == ("Paracetamol 500 mg", "use", "zo nodig")


def test_r4_says_in_words_how_it_is_used_beside_the_instructions() -> None:
    nictiz = "http://nictiz.nl/fhir/StructureDefinition"
    period = {"url": f"{nictiz}/ext-TimeInterval.Period", "valuePeriod": {"start": "2026-01-03"}}
    words = {"url": f"{nictiz}/ext-RenderedDosageInstruction", "valueString": "1 per dag, oraal"}
    made = medication(extension=[period, words], dosageInstruction=[{"sequence": 1}])
    read = one(made, SummaryRead)
    assert (read.detail, read.begun_on) == ("1 per dag, oraal", date(2026, 1, 3))


def test_json_and_xml_say_the_same_of_a_medicine() -> None:
    [plain], [tagged] = items(medication()), items(xml(medication()))
    assert plain.read == tagged.read
    assert plain.digest == tagged.digest


def test_a_medicine_of_the_message_is_named_by_its_own_resource() -> None:
    product = {"resourceType": "Medication", "id": "x", "code": {"text": "Ibuprofen 400 mg"}}
    read = items(
        bundle(patient("999900225"), product, medication(
            medicationReference={"reference": "Medication/x", "display": "iets anders"}
        ))
    )[2].read  # fmt: skip
    assert isinstance(read, SummaryRead)
    assert read.name == "Ibuprofen 400 mg"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("active", State.CURRENT),
        ("on-hold", State.PAUSED),
        ("stopped", State.ENDED),
        ("completed", State.ENDED),
        ("cancelled", State.ENDED),
    ],
)
def test_a_stopped_medicine_is_told_from_one_in_use(status: str, state: State) -> None:
    assert one(medication(status=status), SummaryRead).state is state


@pytest.mark.parametrize(
    ("code", "state"), [("113381000146106", State.PAUSED), ("113371000146109", State.ENDED)]
)
def test_an_agreement_to_stop_is_no_agreement_to_use(code: str, state: State) -> None:
    stop = [{"url": STOP, "valueCodeableConcept": {"coding": [{"system": SNOMED, "code": code}]}}]
    assert one(medication(modifierExtension=stop), SummaryRead).state is state


@pytest.mark.parametrize(
    "more",
    [
        {"intent": "proposal"},
        {"status": "draft"},
        {"category": {"coding": [{"system": SNOMED, "code": "52711000146108"}]}},
    ],
)
def test_what_nobody_agreed_on_is_kept_as_it_is(more: dict[str, Any]) -> None:
    assert one(medication(**more), KeptRead).is_about_patient


def test_no_reason_and_no_remark_is_read_of_a_medicine() -> None:
    read = one(
        medication(
            reasonCode=[{"text": "Somber"}],
            reasonReference=[{"reference": "Condition/c", "display": "Somber"}],
            note=[{"text": "bij somberheid"}],
            context={"reference": "EpisodeOfCare/e9", "display": "Somber"},
        ),
        SummaryRead,
    )
    assert "omber" not in str(read)
    assert read.episodes == ("EpisodeOfCare/e9",)


def test_a_hypersensitivity_says_to_what_and_what_it_does() -> None:
    read = one(hypersensitivity(), SummaryRead)
    assert (read.section, read.name, read.detail) == (
        Section.HYPERSENSITIVITIES,
        "Penicilline",
        "Benauwd, Huiduitslag",
    )
    assert (read.nature, read.gravity, read.begun_on) == ("medication", "high", date(1998, 1, 1))


@pytest.mark.parametrize("status", ["inactive", concept("resolved")])
def test_a_hypersensitivity_may_be_over_in_either_version(status: object) -> None:
    assert one(hypersensitivity(clinicalStatus=status), SummaryRead).state is State.ENDED


@pytest.mark.parametrize("status", ["entered-in-error", concept("refuted")])
def test_what_was_entered_in_error_is_withdrawn(status: object) -> None:
    assert one(hypersensitivity(verificationStatus=status), SummaryRead).is_withdrawn


def test_a_vaccination_says_against_what_and_which_dose() -> None:
    read = one(vaccination(), SummaryRead)
    assert (read.section, read.name, read.detail, read.nature) == (
        Section.VACCINATIONS,
        "Griepvaccin",
        "Griep",
        "1",
    )
    assert read.begun_on == date(2025, 10, 21)
    older = vaccination(date="2020-03-01", notGiven=False)
    del older["occurrenceDateTime"], older["protocolApplied"]
    assert one(older, SummaryRead).begun_on == date(2020, 3, 1)


@pytest.mark.parametrize("more", [{"status": "not-done"}, {"notGiven": True}])
def test_an_injection_that_was_not_given_is_no_vaccination(more: dict[str, Any]) -> None:
    assert one(vaccination(**more), KeptRead).is_about_patient


@pytest.mark.parametrize(
    ("message", "reason", "path"),
    [
        (medication(medicationReference={}), "required_missing", "medicationCodeableConcept"),
        (medication(status="unknown"), "status_unknown", "status"),
        (medication(status="gone"), "status_invalid", "status"),
        (medication(authoredOn="9 februari", extension=[]), "date_invalid", "authoredOn"),
        (hypersensitivity(clinicalStatus="gone"), "status_invalid", "clinicalStatus"),
        (vaccination(status="later"), "status_invalid", "status"),
        (weight(effectiveDateTime="9 februari"), "date_invalid", "effectiveDateTime"),
        (weight(status="unknown"), "status_unknown", "status"),
        (weight(valueQuantity=None), "required_missing", "value"),
    ],
)
def test_one_bad_entry_fails_alone_with_its_path(message: Resource, reason: str, path: str) -> None:
    message = {key: value for key, value in message.items() if value is not None}
    bad, good = items(bundle(message, use("u2")))
    assert bad.fault is not None
    assert bad.fault.reason is FaultReason(reason)
    assert bad.fault.path.endswith(path)
    assert isinstance(good.read, SummaryRead)


def test_both_numbers_of_a_blood_pressure_are_read() -> None:
    read = one(blood_pressure(), MeasurementRead)
    assert [(part.name, part.value, part.unit) for part in read.parts] == [
        ("Systolisch", "148.0", "mmHg"),
        ("Diastolisch", "86.0", "mmHg"),
    ]


def test_a_measurement_without_a_moment_is_put_aside() -> None:
    whole = weight()
    del whole["effectiveDateTime"]
    [item] = items(whole)
    assert item.fault is not None
    assert item.fault.reason is FaultReason.REQUIRED_MISSING


def test_what_is_not_final_yet_is_kept_until_it_is() -> None:
    assert one(weight(status="preliminary"), KeptRead).is_about_patient
    assert one(weight(status="entered-in-error"), MeasurementRead).status == "withdrawn"


def test_a_laboratory_value_is_never_a_measurement() -> None:
    potassium = {"coding": [{"system": NHG45, "code": "513", "display": "Kalium"}]}
    plain = weight(code=potassium, meta={})
    assert one(plain, KeptRead).is_about_patient
    category = [{"coding": [{"code": code}]} for code in ("laboratory", "vital-signs")]
    assert one(weight(category=category), ResultRead)


def test_a_known_code_makes_a_measurement_without_a_profile() -> None:
    assert one(weight(meta={}), MeasurementRead).parts[0].value == "81.5"


def test_one_thing_is_one_series_whichever_table_its_code_is_from() -> None:
    [nhg] = one(weight(), MeasurementRead).parts
    loinc = weight(code={"coding": [{"system": LOINC, "code": "29463-7"}]})
    [other] = one(loinc, MeasurementRead).parts
    assert series_of(nhg.codes, nhg.name) == series_of(other.codes, other.name) == "weight"
    assert series_of((), "Pols Regulair") == "name:pols regulair"
    assert topic_of("systolic") == topic_of("diastolic") == "blood_pressure"
    assert len(set(KNOWN)) == len(KNOWN)
