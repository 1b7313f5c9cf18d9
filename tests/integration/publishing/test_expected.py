"""What is told to be on its way: where the practice chose so, and nothing kept from sight."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from consent.model import Agreements, Grant, ResultCategory, Section
from publishing.showing import expected
from publishing.showing.expected import WaitsFor
from support.stage import OPEN, START, PatientHere, Stage

pytestmark = pytest.mark.usefixtures("engine")
DAY = timedelta(days=1)
PENDING: dict[str, Any] = {"status": "pending"}
Make = Callable[[PatientHere], Awaitable[UUID]]


def telling(**values: Any) -> Agreements:
    """Give agreements that tell of laboratory results on their way."""
    return replace(OPEN, pending=frozenset({ResultCategory.LABORATORY}), **values)


async def grant(patient: PatientHere, agreed: Agreements | None = None) -> Grant:
    """Give the grant of a patient in a practice that agreed so."""
    return replace(await patient.grant(), agreements=agreed or telling())


async def asked(patient: PatientHere, **values: Any) -> UUID:
    """Put in what was asked, of which nothing came yet."""
    return await patient.report("Zouten", **{**PENDING, **values})


async def half(patient: PatientHere, **values: Any) -> UUID:
    """Put in a report of which one value is there and final."""
    report = await patient.report("Zouten")
    await patient.result(report, "Natrium", **{"status": "final", **values})
    return report


@pytest.fixture
async def patient() -> PatientHere:
    """Give somebody who may look."""
    found = await (await Stage.set()).patient()
    await found.released(START - DAY)
    return found


async def test_it_says_for_whom_it_waits_and_since_when(patient: PatientHere) -> None:
    await asked(patient)
    await half(patient)
    await half(patient, status="preliminary")
    found = await expected.expected([await grant(patient)])
    assert sorted(one.waits_for for one in found) == ["laboratory", "laboratory", "practice"]
    assert {one.since for one in found} == {START}
    early = telling(preliminary=frozenset({ResultCategory.LABORATORY}))
    found = await expected.expected([await grant(patient, early)])
    assert [one.waits_for for one in found].count(WaitsFor.PRACTICE) == 2


async def test_it_turns_into_the_result_and_is_then_told_no_more(patient: PatientHere) -> None:
    report = await asked(patient)
    result = await patient.result(report, "Kalium")
    (found,) = await expected.expected([await grant(patient)])
    assert found.waits_for is WaitsFor.PRACTICE
    await patient.publication(report, [result], visible_from=START)
    assert await expected.expected([await grant(patient)]) == []


KEPT: dict[str, Make] = {
    "another sort": lambda one: asked(one, category="pathology"),
    "very secret": lambda one: asked(one, confidentiality="V"),
    "about an episode": lambda one: asked(one, is_quiet=True),
    "cancelled": lambda one: asked(one, status="withdrawn"),
    "recalled": lambda one: asked(one, state="recalled"),
    "from long ago": lambda one: asked(one, received_at=START - 2 * DAY),
    "withdrawn": lambda one: half(one, status="withdrawn"),
    "secret value": lambda one: half(one, confidentiality="V"),
    "of something unknown": lambda one: half(one, has_unknown_episode=True),
}


async def test_nothing_is_told_of_what_is_kept_from_sight(patient: PatientHere) -> None:
    given = await grant(patient)
    for name, make in KEPT.items():
        await make(patient)
        assert await expected.expected([given]) == [], name


async def test_an_episode_that_is_hidden_or_left_out_keeps_what_is_on_its_way(
    patient: PatientHere,
) -> None:
    hidden, left = await patient.episode(visible_to_patient=False), await patient.episode()
    for episode in (hidden, left):
        await half(patient, episode=episode)
    given = replace(await grant(patient), left_out=frozenset({left}))
    assert await expected.expected([given]) == []


async def test_a_practice_that_chose_nothing_tells_nothing(patient: PatientHere) -> None:
    await asked(patient)
    assert await expected.expected([await patient.grant()]) == []
    shut = replace(await grant(patient), sections=frozenset({Section.LETTERS}))
    assert await expected.expected([shut]) == []


async def test_what_is_planned_is_on_its_way_until_its_moment(patient: PatientHere) -> None:
    report = await patient.report("Zouten", state="published")
    result = await patient.result(report)
    await patient.publication(report, [result], visible_from=START + DAY)
    (found,) = await expected.expected([await grant(patient)])
    assert found.waits_for is WaitsFor.PRACTICE
    later = replace(await grant(patient), at=START + DAY)
    assert await expected.expected([later]) == []


async def test_the_window_lets_a_recent_sample_of_before_the_release_through(
    patient: PatientHere,
) -> None:
    await asked(patient, received_at=START - 2 * DAY, taken_at=START - 3 * DAY)
    await asked(patient, received_at=START - 2 * DAY, taken_at=START - 600 * DAY)
    assert len(await expected.expected([await grant(patient)])) == 1
