"""On which terms a result is published: its status, the hour of the practice, the own pace."""

from datetime import time, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from consent.dates import last_moment, today
from consent.errors import Refused
from consent.model import Reason, ResultCategory
from consent.register.episodes import Ticks
from consent.tables import Practice
from portal.database import transaction
from publishing import inbox, reading
from publishing.model import Act, Pace
from publishing.policy import Decision
from publishing.tables import Task
from publishing.visibility import Wish
from support.stage import START, PatientHere, Stage, lines_of

pytestmark = pytest.mark.usefixtures("engine")
MOMENT = timedelta(microseconds=1)


@pytest.fixture
async def patient() -> PatientHere:
    """Give somebody who may look."""
    found = await (await Stage.set()).patient()
    await found.released(START - timedelta(days=1))
    return found


async def agreed(patient: PatientHere, **values: object) -> None:
    """Let the practice agree on something."""
    async with transaction():
        await Practice.update(values).where(Practice.id == patient.stage.practice)


async def publish(patient: PatientHere, report: UUID, *results: UUID) -> inbox.InboxReport:
    """Publish these results now."""
    decision = Decision(
        Act.PUBLISH, Ticks(frozenset(results), frozenset(results)), conclusion="Alles is goed."
    )
    async with transaction():
        return await inbox.decide(patient.stage.gp, report, decision, START)


async def listed(patient: PatientHere) -> list[UUID]:
    """Give what waits in the inbox."""
    return [one.id for one in await inbox.worklist(patient.stage.gp, inbox.Pile.NEW, START)]


@pytest.mark.parametrize("status", ["pending", "preliminary"])
async def test_what_is_not_final_is_not_in_the_inbox_and_cannot_be_published(
    patient: PatientHere, status: str
) -> None:
    report = await patient.report()
    result = await patient.result(report, status=status)
    assert await listed(patient) == []
    assert await inbox.counts(patient.stage.gp, START) == {}
    with pytest.raises(Refused) as refused:
        await publish(patient, report, result)
    assert refused.value.reason is Reason.NOTHING_CHOSEN


async def test_a_practice_may_show_preliminary_ones_of_a_sort(patient: PatientHere) -> None:
    await agreed(patient, preliminary=["pathology"])
    blood, tissue = await patient.report(), await patient.report(category="pathology")
    results = [await patient.result(one, status="preliminary") for one in (blood, tissue)]
    assert await listed(patient) == [tissue]
    await publish(patient, tissue, results[1])
    assert len(await reading.reports([await patient.grant()])) == 1
    await agreed(patient, preliminary=[])
    assert await reading.reports([await patient.grant()]) == [], "it holds at every look"


async def test_of_a_report_in_part_the_final_values_are_shown(patient: PatientHere) -> None:
    report = await patient.report()
    final, early = [await patient.result(report, status=one) for one in ("final", "preliminary")]
    assert await listed(patient) == [report]
    await publish(patient, report, final, early)
    (shown,) = await reading.reports([await patient.grant()])
    assert [one.id for one in shown.results] == [final]


async def test_published_in_the_morning_it_is_there_at_the_hour_to_the_microsecond(
    patient: PatientHere,
) -> None:
    await agreed(patient, shown_from="17:00")
    report = await patient.report()
    done = await publish(patient, report, await patient.result(report))
    hour = last_moment(today(START), time(17))
    assert done.visible_from == hour
    for at, count in ((hour - MOMENT, 0), (hour - timedelta(milliseconds=1), 0), (hour, 1)):
        grant = replace(await patient.grant(), at=at)
        assert len(await reading.reports([grant])) == count
        assert len(await reading.news([grant])) == count


async def test_what_waits_for_the_talk_goes_on_the_action_list(patient: PatientHere) -> None:
    await patient.wishes(ResultCategory.LABORATORY, Wish(Pace.AFTER_TALK, START))
    report = await patient.report()
    await publish(patient, report, await patient.result(report))
    (todo,) = await inbox.worklist(patient.stage.gp, inbox.Pile.MINE, START)
    assert (todo.id, todo.terms.awaits_talk) == (report, True)
    assert await reading.reports([await patient.grant()]) == []
    assert [line["event_subtype"] for line in await lines_of()] == ["task.set"]
    async with transaction():
        await Task.update({Task.discussed_on: today(START)}).where(Task.report == report)
    assert len(await reading.reports([await patient.grant()])) == 1
    (todo,) = await inbox.worklist(patient.stage.gp, inbox.Pile.MINE, START)
    assert not todo.terms.awaits_talk
