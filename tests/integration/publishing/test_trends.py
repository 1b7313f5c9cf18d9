"""The course of a determination: what came before it, as far as the same person may see that."""

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from publishing import reading, trends, visibility
from publishing.visibility import Belongs, EpisodeFacts, ReportFacts, ResultFacts
from soak import rounds
from support.stage import START, PatientHere, Stage

pytestmark = pytest.mark.usefixtures("engine")
DAY = timedelta(days=1)
ALIKE: dict[str, Any] = {"code": "718-7", "code_system": "loinc"}
GATES = ("planned", "ended", "invited", "unticked", "superseded", "withdrawn", "hidden", "unknown")

BESIDE = ResultFacts(published=True)


async def shown(patient: PatientHere, at: datetime, value: str = "8.1", **more: Any) -> UUID:
    """Publish a report with one value that was taken at a moment; give the report."""
    report = await patient.report()
    result = await patient.result(report, value=value, **{**ALIKE, "taken_at": at, **more})
    await patient.publication(report, [result])
    return report


async def course(patient: PatientHere, report: UUID) -> list[str]:
    """Read the course of the only value of a report."""
    grants = [await patient.grant()]
    found = await reading.report(grants, report)
    assert found is not None
    return [one.value for one in (await trends.courses(grants, found)).get(found.results[0].id, ())]


@pytest.fixture
async def patient() -> PatientHere:
    """Give somebody who may see their file."""
    here = await (await Stage.set()).patient()
    await here.released()
    return here


async def test_earlier_values_come_before_the_value_itself(patient: PatientHere) -> None:
    for number in (3, 1, 2):
        await shown(patient, START - number * DAY, f"8.{number}")
    assert await course(patient, await shown(patient, START, "8.0")) == ["8.3", "8.2", "8.1", "8.0"]


async def test_later_values_are_not_part_of_the_course(patient: PatientHere) -> None:
    await shown(patient, START, "8.9")
    assert await course(patient, await shown(patient, START - DAY)) == ["8.1"]


@pytest.mark.parametrize(
    "other",
    [
        {"code": "4548-4"},
        {"code_system": "nhg45"},
        {"unit": "g/dL"},
        {"comparator": "<"},
        {"value": "", "value_text": "positief"},
        {"taken_at": None},
    ],
    ids=str,
)
async def test_what_cannot_be_compared_is_left_out(
    patient: PatientHere, other: dict[str, Any]
) -> None:
    await shown(patient, **{"at": START - DAY, "value": "9.9", **other})
    assert await course(patient, await shown(patient, START)) == ["8.1"]


async def test_a_value_without_a_code_has_no_course(patient: PatientHere) -> None:
    await shown(patient, START - DAY, code="")
    assert await course(patient, await shown(patient, START, code="")) == []


async def test_the_moment_of_the_report_counts_where_a_value_has_none(
    patient: PatientHere,
) -> None:
    report = await patient.report(taken_at=START - DAY)
    result = await patient.result(report, value="7.7", **ALIKE)
    await patient.publication(report, [result])
    assert await course(patient, await shown(patient, START)) == ["7.7", "8.1"]


async def test_the_file_at_another_practice_is_another_file(patient: PatientHere) -> None:
    elsewhere = await (await Stage.set(name="De Molen")).patient()
    await elsewhere.released()
    await shown(elsewhere, START - DAY, "9.9")
    report = await shown(patient, START)
    grants = [await patient.grant(), await elsewhere.grant()]
    found = await reading.report(grants, report)
    assert found is not None
    courses = await trends.courses(grants, found)
    assert [one.value for one in courses[found.results[0].id]] == ["8.1"]


async def test_a_long_course_keeps_its_latest_values(patient: PatientHere) -> None:
    report = await patient.report()
    ticked = [
        await patient.result(report, value=str(number), taken_at=START - number * DAY, **ALIKE)
        for number in range(1, trends.LONGEST + 3)
    ]
    await patient.publication(report, ticked)
    found = await course(patient, await shown(patient, START, "0"))
    assert found == [str(number) for number in range(trends.LONGEST - 1, -1, -1)]


async def test_a_course_holds_exactly_what_the_rule_in_python_shows() -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    stage = await Stage.set()
    for number in range(rounds(25, 2_000)):
        patient = await stage.patient(number % 500)
        await patient.released() if number < 500 else None
        # A code of its own per round: in a long run people come back.
        kind = {"code": f"{number}-1"}
        chosen = [frozenset(gate for gate in GATES if chance.random() < 0.12) for _ in range(6)]
        expected = [
            str(place)
            for place, gates in enumerate(chosen)
            if await _is_shown(patient, str(place), gates, kind)
        ]
        last = await shown(patient, START, "6", **kind)
        assert (await course(patient, last) or ["6"]) == [*expected, "6"], (seed, number, chosen)


async def _is_shown(
    patient: PatientHere, value: str, gates: frozenset[str], kind: dict[str, str]
) -> bool:
    """Publish a value behind these gates, and say whether the rule in Python shows it."""
    hidden = (EpisodeFacts(visible=False),) if "hidden" in gates else ()
    belongs = Belongs(hidden, is_unknown="unknown" in gates)
    facts = ResultFacts(
        not gates & {"unticked", "ended"}, belongs, "superseded" in gates, "withdrawn" in gates
    )
    await _publish(patient, value, facts, gates, kind)
    is_invited = "invited" in gates and "ended" not in gates
    shows = not gates & {"ended", "invited"}
    report = ReportFacts(_visible_from(gates) if shows else None, is_invited, (facts, BESIDE))
    return not visibility.result_gates(await patient.grant(), report, facts)


async def _publish(
    patient: PatientHere, value: str, facts: ResultFacts, gates: frozenset[str], kind: Any
) -> None:
    hidden = bool(facts.belongs.episodes)
    report = await patient.report()
    result = await patient.result(
        report,
        value=value,
        status="withdrawn" if facts.withdrawn else "final",
        superseded_at=START if facts.superseded else None,
        episode=await patient.episode(visible_to_patient=False) if hidden else None,
        has_unknown_episode=facts.belongs.is_unknown,
        **{**ALIKE, **kind, "taken_at": START - (9 - int(value)) * DAY},
    )
    # So that the report is there whatever becomes of the value.
    beside = await patient.result(report)
    invited = "invited" in gates
    await patient.publication(
        report,
        [beside] if "unticked" in gates else [beside, result],
        act="invite" if invited else "publish",
        conclusion="" if invited else "Goed.",
        visible_from=None if invited else _visible_from(gates),
        ended_at=START if "ended" in gates else None,
    )


def _visible_from(gates: frozenset[str]) -> datetime:
    return START + DAY if "planned" in gates else START
