"""Medicines, hypersensitivities, vaccinations and measurements in words, on pages and in files."""

import csv
import json
from collections.abc import Sequence
from io import StringIO

import pytest

from consent.accesslog import Choice
from consent.model import Patient, PersonName, Section
from portal.exchange import dossier_bundle
from portal.patient.measurements.views import measurement_page
from portal.patient.views.home import COUNTED
from portal.saving import paper, rows
from portal.saving.collecting import Saved
from portal.shown import measuring
from portal.texts import LANGUAGES, catalogue
from publishing.measuring.model import Measurement
from publishing.measuring.topics import KNOWN, TOPICS
from publishing.summary.model import State
from unit.pages import examples_of_health as examples
from unit.pages.examples_of_health import GRANT, item, measured
from unit.paper.reading import Reading


def test_what_stopped_stands_apart_from_what_is_used() -> None:
    page = examples.medication("nl")
    assert [(group.title, len(group.rows)) for group in page.groups] == [("Nu", 3), ("Gestopt", 2)]
    metoprolol, ibuprofen, new = page.groups[0].rows
    assert metoprolol.text == "1 keer per dag 1 tablet"
    assert metoprolol.meta == ("Voorgeschreven", "Sinds 2 januari 2026")
    assert ibuprofen.badge is not None
    assert ibuprofen.badge.text == "tijdelijk gestopt"
    assert new.meta == ("Vanaf 3 mei 2026", "Tot en met 9 mei 2026")
    amoxicillin, simvastatin = page.groups[1].rows
    assert amoxicillin.meta == ("Sinds 2 januari 2026", "Gestopt op 3 januari 2026")
    assert simvastatin.meta == ("Gestopt",)


def test_a_dangerous_hypersensitivity_has_a_word_and_a_sign() -> None:
    page = examples.hypersensitivities("nl")
    [dangerous] = page.groups[0].rows
    assert dangerous.badge is not None
    assert (dangerous.badge.text, dangerous.badge.icon) == ("kan gevaarlijk zijn", "circle-alert")
    assert "De Linde" in dangerous.meta, "of several practices, each is named"
    assert page.groups[1].rows[0].badge is None


def test_a_full_page_leads_on() -> None:
    assert examples.vaccinations("nl").older.startswith("/mijn/vaccinaties?voor=1_2026-01-02_")
    assert examples.medication("nl").older == ""


def test_both_numbers_of_a_blood_pressure_stand_together() -> None:
    page = examples.measurements("nl")
    assert [(row.title, row.text) for row in page.rows] == [
        ("Bloeddruk", "148/86 mmHg"),
        ("Gewicht", "81,5 kg"),
        ("Eigen naam", "niet afwijkend"),
    ]
    assert [row.written for row in page.rows] == [False, False, True]
    assert page.older == ""


def test_a_course_is_a_drawing_and_a_table_of_the_same_values() -> None:
    page = examples.measurement("nl")
    assert page.said == "U ziet de 12 maanden tot en met de laatste meting."
    assert [course.title for course in page.courses] == ["Bovendruk, mmHg", "Onderdruk, mmHg"]
    upper = page.courses[0]
    assert [reading.value for reading in upper.readings] == [
        "148",
        "140",
        "150",
        "146",
        "144",
        "138",
    ]
    assert "Lijngrafiek van Bovendruk, mmHg" in upper.drawing
    assert "De grafiek laat de laatste 5 zien" in upper.said
    assert page.all_href.endswith("?periode=alles")
    assert page.lead == "Laatste meting: 148/86 mmHg op 29 april 2026"


def test_two_numbers_of_one_moment_are_one_measurement() -> None:
    two = [
        measured(1, one, "1", "mmHg", topic="blood_pressure") for one in ("systolic", "diastolic")
    ]
    page = measurement_page(two, [GRANT], "nl", is_whole=True)
    assert page.said == "U ziet alle metingen: 1."


def test_all_of_a_course_has_no_way_to_more() -> None:
    page = examples.measurement_in_words("nl")
    assert (page.all_href, page.older) == ("", "")
    assert page.said == "U ziet alle metingen: 2."
    assert [course.is_judged for course in page.courses] == [False, True]
    assert not any(course.drawing for course in page.courses)


def test_a_long_course_leads_further_back() -> None:
    found = [measured(ago, "weight", "80", "kg") for ago in range(60)]
    page = measurement_page(found, [GRANT], "nl", is_whole=True)
    assert "periode=alles&voor=" in page.older
    assert page.said == "U ziet 60 metingen. Er zijn er meer."
    further = measurement_page(found[:3], [GRANT], "nl", is_whole=True, is_further=True)
    assert further.lead.startswith("Eerdere metingen")
    assert measurement_page(found, [GRANT], "nl", is_whole=False).all_href


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_we_know_has_a_name(language: str) -> None:
    for name in (*KNOWN, *TOPICS.values()):
        assert catalogue(language)[f"measurements.name.{name}"]
        assert measuring.is_ours(name)
    for section in COUNTED:
        assert catalogue(language)[f"summary.{section}.tile"]


def saved(summary: Sequence[object], measurements: Sequence[Measurement]) -> Saved:
    patient = Patient(
        id=GRANT.patient,
        person=GRANT.person,
        practice=GRANT.practice,
        practice_name="De Linde",
        practice_phone="",
        number="1",
        name=PersonName("Anna", "", "Bakker"),
        born="1960-05-17",
    )
    return Saved(
        patients=[patient],
        reports=[],
        letters=[],
        episodes=[],
        loose=[],
        summary=summary,  # type: ignore[arg-type]
        measurements=measurements,
        period=Choice(),
        at=GRANT.at,
    )


EVERYTHING = (
    [
        item(1, "Metoprolol", detail="1 per dag", code="1234", code_system="urn:oid:1"),
        item(2, "Ibuprofen", state=State.PAUSED),
        item(3, "Amoxicilline", state=State.ENDED, is_current=False),
        item(4, "Penicilline", section=Section.HYPERSENSITIVITIES, gravity="high", nature="food"),
        item(5, "Griepvaccin", section=Section.VACCINATIONS, nature="2", detail="Griep"),
        item(6, "Los vaccin", section=Section.VACCINATIONS, detail="Iets", begun_on=None),
    ],
    [
        measured(1, "systolic", "148", "mmHg", topic="blood_pressure"),
        measured(9, "name:pols", "", "", value_text="regulair"),
    ],
)


def test_the_bundle_holds_a_resource_for_each() -> None:
    whole = json.loads(b"".join(dossier_bundle.bundle(saved(*EVERYTHING))))
    found = [entry["resource"] for entry in whole["entry"]][1:]
    assert [one["resourceType"] for one in found] == [
        *["MedicationStatement"] * 3, "AllergyIntolerance", *["Immunization"] * 2,
        *["Observation"] * 2,
    ]  # fmt: skip
    assert [one["status"] for one in found[:3]] == ["active", "on-hold", "stopped"]
    assert found[0]["medicationCodeableConcept"]["coding"] == [
        {"system": "urn:oid:1", "code": "1234"}
    ]
    assert found[3]["criticality"] == "high"
    assert found[4]["protocolApplied"][0]["doseNumberString"] == "2"
    assert found[5]["occurrenceString"] == "onbekend"
    assert found[6]["valueQuantity"] == {"value": 148, "unit": "mmHg"}
    assert found[7]["valueString"] == "regulair"


def test_the_sheet_has_a_row_for_each() -> None:
    text = rows.dossier_sheet(saved(*EVERYTHING), "nl").decode("utf-8-sig")
    found = list(csv.reader(StringIO(text), delimiter=";"))
    assert len({len(row) for row in found}) == 1
    assert [row[0] for row in found[1:]] == [
        *["Medicijnen"] * 3, "Allergieën en overgevoeligheden", *["Vaccinaties"] * 2,
        *["Metingen"] * 2,
    ]  # fmt: skip
    assert found[7][3:7] == ["Bloeddruk", "Bovendruk", "148", "mmHg"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_has_a_part_for_each(language: str) -> None:
    document = Reading(b"".join(paper.pages_of(saved(*EVERYTHING), language)))
    text = document.text()
    for written in ("Metoprolol", "Penicilline", "Griepvaccin", "148 mmHg", "regulair"):
        assert written in text
    assert catalogue(language)["summary.medication.past"] in text
