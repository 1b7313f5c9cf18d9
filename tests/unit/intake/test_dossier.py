"""A whole file of a general practice: people, episodes, contacts, lines and reports."""

from datetime import date

import pytest

from consent.model import PersonName
from publishing.intake.faults import FaultReason
from publishing.intake.items import SubjectState
from publishing.intake.model import EpisodeStatus, FhirVersion
from publishing.intake.reads import (
    CompositionRead,
    ContactRead,
    EpisodeRead,
    JournalLineRead,
    KeptRead,
    LetterRead,
    PatientRead,
    ResultRead,
)
from publishing.model import LineKind, ResultStatus
from support.messages import (
    EPISODE,
    ICPC,
    LINES,
    bundle,
    contact,
    episode,
    fixture,
    line,
    patient,
)
from unit.intake.taking import NUMBER, fault, items, one, reads

DOSSIER = fixture("stu3-dossier.xml")
CONTACTS = "urn:his.example:contact|"
EPISODES = "urn:his.example:episode|"


def test_every_resource_is_an_item() -> None:
    found = items(DOSSIER)
    assert [item.fault for item in found] == [None] * 24
    assert sum(isinstance(item.read, KeptRead) for item in found) == 6


def test_the_patient_has_the_name_and_the_part_of_the_birth_date_that_is_known() -> None:
    [read] = reads(DOSSIER, PatientRead)
    assert read.name.used == PersonName("Willemijn", "van den", "Kuiper-de Haan")
    assert read.born == "1958-09"
    assert [number.code for number in read.numbers] == ["4711"]


def test_everything_about_the_patient_says_so() -> None:
    states = {
        item.subject.state
        for item in items(DOSSIER)
        if not isinstance(item.read, KeptRead) or item.read.is_about_patient
    }
    assert states == {SubjectState.NUMBERED, SubjectState.UNSTATED}
    assert {item.subject.bsn for item in items(DOSSIER)} == {"999900225", None}


def test_an_episode_has_the_title_of_the_practice_before_that_of_the_code() -> None:
    first, second = reads(DOSSIER, EpisodeRead)
    assert first == EpisodeRead(
        "Suikerziekte",
        EpisodeStatus.ACTIVE,
        "T90.02",
        started_on=date(2024, 3, 4),
        last_contact_on=date(2026, 2, 2),
    )
    assert (second.title, second.status, second.icpc) == ("Hoesten", EpisodeStatus.CLOSED, "R05")


def test_a_contact_says_when_what_and_by_whom() -> None:
    first, second = reads(DOSSIER, ContactRead)
    assert (first.kind, first.practitioner, first.role) == ("03", "R. Tuinstra", "Huisarts")
    assert first.held is not None
    assert first.held.day == date(2026, 1, 20)
    assert first.episodes == (f"{EPISODES}epi-1",)
    assert second.kind == "06"


def test_lines_have_their_kind_text_and_frame() -> None:
    subjective, objective, evaluation, plan, old, dangling = reads(DOSSIER, JournalLineRead)
    kinds = [each.kind for each in (subjective, objective, evaluation, plan)]
    assert kinds == [LineKind.SUBJECTIVE, LineKind.OBJECTIVE, LineKind.EVALUATION, LineKind.PLAN]
    assert evaluation.body == "Suikerziekte redelijk ingesteld."
    assert evaluation.icpc == "T90.02"
    assert evaluation.contact == f"{CONTACTS}con-1"
    assert evaluation.recorded_on == date(2026, 1, 20), "the day of its contact"
    assert evaluation.episodes == (f"{EPISODES}epi-1",), "as its report says"
    assert old.episodes == (f"{EPISODES}epi-2",), "the reference, not the words beside it"
    assert dangling.episodes == ("EpisodeOfCare/epi-9",)
    assert dangling.contact == "Encounter/con-9"


def test_a_report_orders_lines_that_came_by_themselves() -> None:
    [read] = reads(DOSSIER, CompositionRead)
    assert read.lines == ()
    assert read.sections[0].entries == ("urn:his.example:regel|reg-1",)


def test_a_report_alone_carries_its_own_lines() -> None:
    [read] = reads(fixture("stu3-report-alone.json"), CompositionRead)
    lines = [each.line for each in read.lines]
    assert [each.kind.value for each in lines] == ["S", "O", "E", "P"]
    assert lines[2].body == "Suikerziekte\nstabiel"
    assert lines[3].body == "Zelfde medicijnen & bewegen"
    assert {each.episodes for each in lines} == {(f"{EPISODES}epi-1",)}
    assert {each.recorded_on for each in lines} == {date(2026, 2, 20)}
    assert len({each.key for each in read.lines}) == 4


def test_a_bad_date_of_a_report_is_its_own_fault() -> None:
    found = [item for item in items(fixture("stu3-report-alone.xml")) if item.fault]
    assert [item.fault and item.fault.path for item in found] == ["entry[4].resource.date"]


def test_soap_lines_of_r4_are_lines() -> None:
    read = reads(fixture("r4-soap.xml"), JournalLineRead)
    assert [each.kind.value for each in read] == ["S", "O", "E", "P"]
    assert [each.icpc for each in read] == ["", "", "R74", ""]
    assert {each.recorded_on for each in read} == {date(2026, 1, 7)}


def test_a_bad_date_of_a_report_leaves_its_lines_alone() -> None:
    report = {
        "resourceType": "Composition",
        "id": "v",
        "status": "final",
        "type": {"coding": [{"system": "http://loinc.org", "code": "67781-5"}]},
        "subject": {"reference": "Patient/p1"},
        "date": "2020-01-16T93:94:",
        "section": [{"entry": [{"reference": "Observation/l1"}]}],
    }
    undated = {key: value for key, value in line().items() if key != "effectiveDateTime"}
    _, of_line, of_report = items(bundle(patient(NUMBER), undated, report))
    assert isinstance(of_line.read, JournalLineRead)
    assert of_line.read.recorded_on is None
    assert of_report.fault is not None


def test_a_line_without_an_episode_has_that_of_its_contact() -> None:
    told = line(context={"reference": "Encounter/c1"})
    [read] = reads(
        bundle(patient(NUMBER), episode(), contact(episodes=["e1"]), told), JournalLineRead
    )
    assert read.episodes == ()
    assert read.contact_episodes == ("urn:his:episodes|e1",)


def test_an_episode_as_context_is_no_contact() -> None:
    read = one(line(context={"reference": "EpisodeOfCare/e1"}), JournalLineRead)
    assert (read.episodes, read.contact) == (("EpisodeOfCare/e1",), "")


def test_an_episode_may_be_named_by_identifier() -> None:
    named = {"identifier": {"system": "urn:his:episodes", "value": "e1"}}
    read = one(line(extension=[{"url": EPISODE, "valueReference": named}]), JournalLineRead)
    assert read.episodes == ("urn:his:episodes|e1",)


@pytest.mark.parametrize("kind", ["X", "s", "", "SO"])
def test_an_unknown_kind_of_line_is_put_aside(kind: str) -> None:
    coded = {"coding": [{"system": LINES, "code": kind}]} if kind else {"text": "Evaluatie"}
    profile = {"profile": ["http://nictiz.nl/fhir/StructureDefinition/gp-JournalEntry"]}
    wrong = fault(line(code=coded, meta=profile))
    assert wrong.reason is FaultReason.LINE_KIND_UNKNOWN
    assert wrong.path == "entry[1].resource.code"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"valueString": " "}, "entry[1].resource.valueString"),
        ({"status": "preliminary"}, "entry[1].resource.status"),
        ({"status": "unknown"}, "entry[1].resource.status"),
        ({"effectiveDateTime": "2026-02-30"}, "entry[1].resource.effectiveDateTime"),
        ({"valueString": "x" * 20_001}, "entry[1].resource.valueString"),
    ],
)
def test_a_faulty_line_says_where(change: dict[str, str], path: str) -> None:
    assert fault(line(**change)).path == path


def test_a_withdrawn_line_is_read() -> None:
    assert one(line(status="entered-in-error"), JournalLineRead).status is ResultStatus.WITHDRAWN


@pytest.mark.parametrize("code", ["A45", "T90.2", "t90", "Z30"])
def test_an_episode_has_a_complaint_or_disease(code: str) -> None:
    condition = {
        "resourceType": "Condition",
        "id": "c",
        "code": {"coding": [{"system": ICPC, "code": code}]},
        "subject": {"reference": "Patient/p1"},
    }
    coded = episode(diagnosis=[{"condition": {"reference": "Condition/c"}}])
    [wrong] = [
        item.fault for item in items(bundle(patient(NUMBER), condition, coded)) if item.fault
    ]
    assert wrong.reason is FaultReason.CODE_INVALID


def test_an_episode_without_a_title_is_put_aside() -> None:
    assert fault(episode(extension=[])).reason is FaultReason.REQUIRED_MISSING


def test_each_resource_shows_its_version() -> None:
    stu3 = {
        item.version
        for item in items(DOSSIER)
        if isinstance(item.read, JournalLineRead | LetterRead)
    }
    r4 = {
        item.version
        for item in items(fixture("r4-laboratory.xml"))
        if isinstance(item.read, ResultRead)
    }
    assert (stu3, r4) == ({FhirVersion.STU3}, {FhirVersion.R4})
