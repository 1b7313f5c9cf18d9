"""Filled-in examples of medicines, hypersensitivities, vaccinations and measurements."""

import random
from datetime import date, timedelta
from uuid import UUID

from msgspec.structs import replace

from consent.model import Section
from portal.frame.viewer import Kind
from portal.patient.measurements.pages import MeasurementPage, MeasurementsPage
from portal.patient.measurements.views import measurement_page, measurements_page
from portal.patient.summary.pages import SummaryPage
from portal.patient.summary.views import summary_page
from publishing.measuring.model import Measurement
from publishing.model import Range, Result, ResultStatus
from publishing.summary.model import State, SummaryItem
from unit.oracle import files

GRANT = replace(files.grant(random.Random(1)), sections=frozenset(Section))
NOW = files.NOW


def medication(language: str) -> SummaryPage:
    """In use, paused, to be begun, and stopped on a day or nobody knows when."""
    on = NOW.date()
    items = [
        item(1, "Metoprolol 50 mg", nature="agreement", detail="1 keer per dag\n1 tablet"),
        item(2, "Ibuprofen", state=State.PAUSED, nature="use"),
        item(3, "Nieuw middel", begun_on=on + timedelta(days=3), ended_on=on + timedelta(days=9)),
        item(4, "Amoxicilline", state=State.ENDED, is_current=False, ended_on=date(2026, 1, 3)),
        item(5, "Simvastatine", state=State.ENDED, is_current=False, begun_on=None),
    ]
    return summary_page(Section.MEDICATION, items, [GRANT], language)


def hypersensitivities(language: str) -> SummaryPage:
    """A dangerous one, and one that is over, of two practices."""
    told = {"section": Section.HYPERSENSITIVITIES, "detail": "Benauwd"}
    items = [
        item(1, "Penicilline", gravity="high", nature="medication", **told),
        item(2, "Pleisters", is_current=False, state=State.ENDED, **told),
    ]
    other = replace(GRANT, patient=UUID(int=9), practice_name="De Es")
    return summary_page(Section.HYPERSENSITIVITIES, items, [GRANT, other], language)


def vaccinations(language: str) -> SummaryPage:
    """More than one page of them."""
    told = {"section": Section.VACCINATIONS, "nature": "2", "detail": "Griep"}
    items = [item(number, f"Griepvaccin {number}", **told) for number in range(20)]
    return summary_page(Section.VACCINATIONS, items, [GRANT], language)


def no_medication(language: str) -> SummaryPage:
    """Nothing at all."""
    return summary_page(Section.MEDICATION, [], [GRANT], language)


def measurements(language: str) -> MeasurementsPage:
    """A blood pressure of two numbers, a weight, and what only its practice has a name for."""
    found = [
        measured(1, "systolic", "148", "mmHg", topic="blood_pressure"),
        measured(1, "diastolic", "86", "mmHg", topic="blood_pressure"),
        measured(3, "weight", "81.5", "kg"),
        measured(9, "nhg45:2811", "", "", value_text="niet afwijkend"),
    ]
    return measurements_page(found, [GRANT], language)


def no_measurements(language: str) -> MeasurementsPage:
    """Nothing at all."""
    return measurements_page([], [GRANT], language)


def measurement(language: str) -> MeasurementPage:
    """How a blood pressure went in a year, with more before it."""
    found = [
        measured(ago, series, value, "mmHg", topic="blood_pressure")
        for ago, upper, lower in ((1, "148", "86"), (90, "140", "84"), (180, "150", "90"),
                                  (270, "146", "88"), (300, "144", "80"), (340, "138", "82"),
                                  (500, "160", "94"))
        for series, value in (("systolic", upper), ("diastolic", lower))
    ]  # fmt: skip
    return measurement_page(found, [GRANT], language, is_whole=False)


def measurement_in_words(language: str) -> MeasurementPage:
    """All of what has no number, and of what somebody said how it lies."""
    words = measured(9, "name:pols", "", "", value_text="regulair")
    high = measured(20, "name:pols", "120", "per minuut", flag="H")
    return measurement_page([words, high], [GRANT], language, is_whole=True)


def item(number: int, name: str, **values: object) -> SummaryItem:
    """Make an item of the summary: a medicine in use."""
    row = {
        "id": UUID(int=number + 1),
        "patient": GRANT.patient,
        "practice_name": GRANT.practice_name,
        "section": Section.MEDICATION,
        "name": name,
        "detail": "",
        "nature": "",
        "gravity": "",
        "state": State.CURRENT,
        "code": "",
        "code_system": "",
        "begun_on": date(2026, 1, 2),
        "ended_on": None,
        "is_current": True,
        **values,
    }
    return SummaryItem(**row)  # type: ignore[arg-type]


def measured(  # noqa: PLR0913 - what a value is made of
    ago: int, series: str, value: str, unit: str, *, topic: str = "", value_text: str = "",
    flag: str = "",
) -> Measurement:  # fmt: skip
    """Make a value, measured so many days ago."""
    result = Result(
        id=UUID(int=ago * 10 + len(series)),
        name="Eigen naam",
        code="",
        code_system="",
        comparator="",
        value=value,
        unit=unit,
        value_text=value_text,
        range=Range(),
        lab_flag=flag,
        flag_text="",
        remark="",
        status=ResultStatus.FINAL,
        taken_at=NOW - timedelta(days=ago),
    )
    return Measurement(GRANT.patient, GRANT.practice_name, topic or series, series, result)


OWN_HEALTH = (
    ("patient/summary.html", Kind.PATIENT, medication),
    ("patient/summary.html", Kind.PATIENT, hypersensitivities),
    ("patient/summary.html", Kind.PATIENT, vaccinations),
    ("patient/summary.html", Kind.PATIENT, no_medication),
    ("patient/measurements.html", Kind.PATIENT, measurements),
    ("patient/measurements.html", Kind.PATIENT, no_measurements),
    ("patient/measurement.html", Kind.PATIENT, measurement),
    ("patient/measurement.html", Kind.PATIENT, measurement_in_words),
)
