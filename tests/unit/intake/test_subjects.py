"""Whose a resource is: by BSN or by nobody's word, never by a name."""

import pytest

from consent.model import PersonName
from consent.register.names import NameUse
from publishing.intake.faults import FaultReason
from publishing.intake.items import Item, SubjectState
from publishing.intake.reads import PatientRead
from support.messages import BSN, Resource, bundle, line, patient
from unit.intake.taking import NUMBER, fault, items, reads

OTHER = "999900237"


def subject_of(resource: Resource, *others: Resource) -> Item:
    return items(bundle(resource, *others))[0]


def test_two_patients_of_one_message_each_have_their_own() -> None:
    first, second, a, b = items(
        bundle(
            patient(NUMBER, "p1"),
            patient(OTHER, "p2"),
            line(key="a"),
            line(key="b", subject={"reference": "Patient/p2"}),
        )
    )
    assert (
        (a.subject.bsn, b.subject.bsn) == (first.subject.bsn, second.subject.bsn) == (NUMBER, OTHER)
    )


@pytest.mark.parametrize(
    "reference",
    ["Patient/p1", "https://his.example/fhir/Patient/p1", "Patient/p1/_history/3"],
)
def test_a_patient_is_found_by_any_address(reference: str) -> None:
    item = subject_of(line(subject={"reference": reference}), patient(NUMBER))
    assert item.subject.bsn == NUMBER


def test_a_contained_patient_counts() -> None:
    held = line(subject={"reference": "#p"}, contained=[patient(NUMBER, "p")])
    assert subject_of(held).subject.bsn == NUMBER


def test_a_number_beside_a_reference_counts() -> None:
    stated = {"identifier": {"system": BSN, "value": NUMBER}}
    assert subject_of(line(subject=stated)).subject.bsn == NUMBER


@pytest.mark.parametrize(
    ("subject", "state"),
    [
        ({"reference": "Patient/elders"}, SubjectState.ELSEWHERE),
        ({"display": "Noor Visser"}, SubjectState.UNSTATED),
        ({"reference": "Group/1"}, SubjectState.UNREADABLE),
        ({"identifier": {"system": BSN, "value": "123456789"}}, SubjectState.UNREADABLE),
    ],
)
def test_nobody_is_found_by_name(subject: Resource, state: SubjectState) -> None:
    item = subject_of(line(subject=subject), patient(NUMBER))
    assert item.subject.state is state
    assert item.subject.bsn is None


def test_a_masked_number_finds_nobody() -> None:
    item = subject_of(line(), patient(None))
    assert item.subject.state is SubjectState.MASKED


@pytest.mark.parametrize("number", ["123456789", "000000000", "12345", "abc", "99990022\u0665"])
def test_a_wrong_number_puts_the_patient_aside_and_all_that_is_theirs(number: str) -> None:
    of_line, of_patient = items(bundle(line(), patient(number)))
    assert of_patient.fault is not None
    assert of_patient.fault.reason is FaultReason.BSN_INVALID
    assert of_patient.fault.path == "entry[1].resource.identifier[0].value"
    assert of_line.subject.state is SubjectState.UNREADABLE
    assert number not in repr(of_patient) + repr(of_patient.fault)


def test_two_numbers_are_one_too_many() -> None:
    both = [{"system": BSN, "value": each} for each in (NUMBER, OTHER)]
    assert fault({**patient(None, "p2"), "identifier": both}).reason is FaultReason.BSN_REPEATED


def test_a_number_shows_in_no_key() -> None:
    numbered = patient(None, NUMBER)
    numbered["identifier"].append({"system": "urn:his:dossier", "value": NUMBER})
    [item] = items(numbered)
    assert NUMBER not in item.key + "".join(item.aliases) + item.path
    assert isinstance(item.read, PatientRead)
    assert item.read.numbers == ()


def test_a_number_shows_in_no_representation() -> None:
    [item] = items(patient(NUMBER))
    assert NUMBER not in repr(item) + repr(item.subject) + repr(item.read)


@pytest.mark.parametrize(
    ("name", "given", "prefix", "family"),
    [
        ({"family": "de Vries", "given": ["Jan"]}, "Jan", "", "de Vries"),
        ({"text": "Jan de Vries"}, "", "", "Jan de Vries"),
    ],
)
def test_a_name_is_as_it_was_written(name: Resource, given: str, prefix: str, family: str) -> None:
    [read] = reads(patient(NUMBER, name=[name]), PatientRead)
    assert read.name.used == PersonName(given, prefix, family)


def test_a_patient_without_a_name_is_put_aside() -> None:
    [item] = items(patient(NUMBER, name=[]))
    assert item.fault is not None
    assert item.fault.reason is FaultReason.REQUIRED_MISSING


@pytest.mark.parametrize(
    "born", ["19790000", "1979-13", "1979-02-30", "1979-01-01T00:00:00Z", "0000"]
)
def test_a_birth_date_that_is_none_is_put_aside(born: str) -> None:
    [item] = items(patient(NUMBER, birthDate=born))
    assert item.fault is not None
    assert item.fault.path == "Patient.birthDate"


@pytest.mark.parametrize("born", ["1979", "1979-05", "1979-05-06", ""])
def test_a_birth_date_may_be_partial(born: str) -> None:
    [read] = reads(patient(NUMBER, birthDate=born), PatientRead)
    assert read.born == born


PARTS = {
    "own-prefix": "van",
    "own-name": "Loon",
    "partner-prefix": "de",
    "partner-name": "Haan",
}


@pytest.mark.parametrize(
    ("family", "order", "use"),
    [
        ("van Loon", None, NameUse.OWN),
        ("de Haan", None, NameUse.PARTNER),
        ("de Haan-van Loon", None, NameUse.PARTNER_OWN),
        ("van Loon-de Haan", None, NameUse.OWN_PARTNER),
        ("", "NL3", NameUse.PARTNER_OWN),
        # What people read counts, whatever order is stated.
        ("de Haan", "NL1", NameUse.PARTNER),
    ],
)
def test_all_parts_of_a_name_are_kept_with_the_surname_that_is_used(
    family: str, order: str | None, use: NameUse
) -> None:
    url = "http://hl7.org/fhir/StructureDefinition/humanname-"
    parts = [{"url": url + part, "valueString": value} for part, value in PARTS.items()]
    name: Resource = {"given": ["Jan"], "_family": {"extension": parts}}
    if family:
        name["family"] = family
    if order:
        name["extension"] = [{"url": f"{url}assembly-order", "valueCode": order}]
    [read] = reads(patient(NUMBER, name=[name]), PatientRead)
    assert (read.name.own_family, read.name.partner_family, read.name.use) == ("Loon", "Haan", use)
    if family:
        assert f"{read.name.used.prefix} {read.name.used.family}" == family
