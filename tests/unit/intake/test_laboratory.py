"""Results of a laboratory: numbers as written, flags as stated, nothing computed."""

from datetime import UTC, datetime

import pytest

from publishing.intake.faults import FaultReason
from publishing.intake.model import Precision
from publishing.intake.reads import KeptRead, Range, ReportRead, ResultRead
from publishing.model import ResultStatus
from support.messages import bundle, fixture, patient, result
from unit.intake.taking import NUMBER, fault, items, one, reads

LABORATORY = fixture("r4-laboratory.json")
V3 = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
SNOMED = "http://snomed.info/sct"


def test_a_result_is_read_whole() -> None:
    potassium = reads(LABORATORY, ResultRead)[2]
    assert (potassium.name, potassium.value, potassium.unit) == ("Kalium", "5.40", "mmol/l")
    assert potassium.range == Range("3.5", "5.0", "mmol/l")
    assert (potassium.flag, potassium.flag_text) == ("H", "Iets te hoog")
    assert potassium.remark == "Licht hemolytisch."
    assert potassium.laboratory == "Laboratorium De Pipet"
    assert potassium.specimen == "bloed"
    assert potassium.taken is not None
    assert potassium.taken.at == datetime(2026, 2, 16, 6, 50, tzinfo=UTC)


def test_a_panel_names_its_parts_and_a_report_its_results() -> None:
    panel = reads(LABORATORY, ResultRead)[0]
    [report] = reads(LABORATORY, ReportRead)
    keys = tuple(f"urn:oid:2.999.7.1|{number}" for number in range(2001, 2005))
    assert panel.members == keys[1:3]
    assert report.results == keys
    assert report.title == "Bloedonderzoek"


def test_a_bound_is_no_value() -> None:
    protein = reads(LABORATORY, ResultRead)[3]
    assert (protein.comparator, protein.value) == ("<", "1")


def test_a_coded_answer_is_words_and_the_sample_says_when() -> None:
    culture = reads(LABORATORY, ResultRead)[4]
    assert (culture.value, culture.value_text) == ("", "negatief")
    assert culture.taken is not None
    assert culture.taken.at == datetime(2026, 2, 16, 6, 45, tzinfo=UTC)


def test_what_is_still_to_come_needs_no_value() -> None:
    assert reads(LABORATORY, ResultRead)[5].status is ResultStatus.PENDING


def test_a_status_unknown_to_the_laboratory_is_for_a_person() -> None:
    [wrong] = [item.fault for item in items(LABORATORY) if item.fault]
    assert wrong.reason is FaultReason.STATUS_UNKNOWN


def test_a_correction_has_the_same_key_and_other_content() -> None:
    first = next(item for item in items(LABORATORY) if item.key.endswith("|2003"))
    second = next(
        item for item in items(fixture("r4-corrected.json")) if item.key.endswith("|2003")
    )
    assert first.key == second.key
    assert first.digest != second.digest
    assert isinstance(second.read, ResultRead)
    assert second.read.status is ResultStatus.CORRECTED
    assert second.read.value == "4.50"


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("registered", ResultStatus.PENDING),
        ("preliminary", ResultStatus.PRELIMINARY),
        ("final", ResultStatus.FINAL),
        ("amended", ResultStatus.CORRECTED),
        ("corrected", ResultStatus.CORRECTED),
        ("cancelled", ResultStatus.WITHDRAWN),
        ("entered-in-error", ResultStatus.WITHDRAWN),
    ],
)
def test_every_status_has_its_meaning(stated: str, status: ResultStatus) -> None:
    assert one(result(status=stated), ResultRead).status is status


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        ({"status": "done"}, "status", FaultReason.STATUS_INVALID),
        ({"status": None}, "status", FaultReason.REQUIRED_MISSING),
        ({"code": None}, "code", FaultReason.REQUIRED_MISSING),
        ({"code": {}}, "code", FaultReason.REQUIRED_MISSING),
        ({"valueQuantity": None}, "value", FaultReason.REQUIRED_MISSING),
        ({"valueQuantity": {"value": "4,1"}}, "valueQuantity.value", FaultReason.NUMBER_INVALID),
        ({"valueQuantity": {"value": "0x1"}}, "valueQuantity.value", FaultReason.NUMBER_INVALID),
        (
            {"valueQuantity": {"value": 1, "comparator": "~"}},
            "valueQuantity.comparator",
            FaultReason.VALUE_UNSUPPORTED,
        ),
        ({"valueSampledData": {}}, "valueSampledData", FaultReason.VALUE_UNSUPPORTED),
        ({"effectiveDateTime": "gisteren"}, "effectiveDateTime", FaultReason.DATE_INVALID),
        (
            {"effectiveDateTime": "2026-02-10T25:00:00Z"},
            "effectiveDateTime",
            FaultReason.DATE_INVALID,
        ),
        ({"effectiveDateTime": "${DATE, T, D, -5}"}, "effectiveDateTime", FaultReason.DATE_INVALID),
        (
            {"referenceRange": [{"low": {"value": "laag"}}]},
            "referenceRange[0].low.value",
            FaultReason.NUMBER_INVALID,
        ),
    ],
)
def test_a_faulty_result_says_where(change: dict[str, object], path: str, reason: str) -> None:
    wrong = fault({key: value for key, value in result(**change).items() if value is not None})
    assert (wrong.path, wrong.reason) == (f"entry[1].resource.{path}", reason)


@pytest.mark.parametrize(
    ("coding", "flag"),
    [
        ([{"system": V3, "code": "H"}], "H"),
        ([{"system": "http://hl7.org/fhir/v2/0078", "code": "LL"}], "LL"),
        ([{"system": SNOMED, "code": "281300000"}], "L"),
        ([{"system": SNOMED, "code": "281302008"}, {"system": V3, "code": "H"}], "H"),
        ([{"system": V3, "code": "H"}, {"system": V3, "code": "L"}], ""),
        ([{"system": SNOMED, "code": "1"}], ""),
    ],
)
def test_a_flag_is_the_laboratorys_own(coding: list[dict[str, str]], flag: str) -> None:
    assert one(result(interpretation=[{"coding": coding}]), ResultRead).flag == flag


def test_words_of_a_flag_are_kept_where_there_is_no_code() -> None:
    read = one(result(interpretation=[{"text": "Iets bovengemiddeld"}]), ResultRead)
    assert (read.flag, read.flag_text) == ("", "Iets bovengemiddeld")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"valueString": "niet te bepalen"}, "niet te bepalen"),
        ({"valueBoolean": True}, "ja"),
        ({"valueInteger": 3}, "3"),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 40}}}, "1 : 40"),
        ({"valueRange": {"low": {"value": 5}, "high": {"value": 7, "unit": "mm"}}}, "5 - 7 mm"),
        ({"dataAbsentReason": {"text": "monster te klein"}}, "monster te klein"),
        (
            {
                "component": [
                    {"code": {"text": "boven"}, "valueQuantity": {"value": "1.0", "unit": "g"}}
                ]
            },
            "boven: 1.0 g",
        ),
    ],
)
def test_other_values_are_put_in_words(value: dict[str, object], words: str) -> None:
    told = {key: each for key, each in result(**value).items() if key != "valueQuantity"}
    assert one(told, ResultRead).value_text == words


@pytest.mark.parametrize(
    ("stated", "at", "precision"),
    [
        ("2026", datetime(2025, 12, 31, 23, tzinfo=UTC), Precision.YEAR),
        ("2026-07", datetime(2026, 6, 30, 22, tzinfo=UTC), Precision.MONTH),
        ("2026-07-01", datetime(2026, 6, 30, 22, tzinfo=UTC), Precision.DAY),
        ("2026-07-01T10:00:00Z", datetime(2026, 7, 1, 10, tzinfo=UTC), Precision.TIME),
        ("2026-07-01T10:00:00", datetime(2026, 7, 1, 8, tzinfo=UTC), Precision.TIME),
        (
            "2026-07-01T10:00:00.5+02:00",
            datetime(2026, 7, 1, 8, 0, 0, 500_000, UTC),
            Precision.TIME,
        ),
    ],
)
def test_a_moment_is_as_precise_as_stated(stated: str, at: datetime, precision: Precision) -> None:
    taken = one(result(effectiveDateTime=stated), ResultRead).taken
    assert taken is not None
    assert (taken.at, taken.precision) == (at, precision)


def test_a_bad_date_of_a_sample_is_not_the_results_fault() -> None:
    sample = {"resourceType": "Specimen", "id": "s", "collection": {"collectedDateTime": "x"}}
    told = {key: value for key, value in result().items() if key != "effectiveDateTime"}
    found = items(bundle(patient(NUMBER), told | {"specimen": {"reference": "Specimen/s"}}, sample))
    assert [item.fault for item in found][1] is None


def test_what_no_laboratory_says_is_its_own_is_kept_and_a_part_of_a_report_is_a_result() -> None:
    plain = result(category=[])
    report = {
        "resourceType": "DiagnosticReport",
        "id": "d",
        "status": "final",
        "code": {"text": "Bloed"},
        "subject": {"reference": "Patient/p1"},
        "result": [{"reference": "Observation/r1"}],
    }
    assert one(plain, KeptRead).is_about_patient
    assert reads(bundle(patient(NUMBER), plain, report), ResultRead)
