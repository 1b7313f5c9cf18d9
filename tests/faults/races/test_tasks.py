"""Races about one task: of two who change it one wins, and nobody undoes what they did not see."""

from functools import partial
from uuid import UUID

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor
from consent.statements import fetch
from faults.races.contest import Refusal, race
from faults.races.crowd import Crowd
from portal.acts import act
from publishing.tasks import setting
from publishing.tasks.setting import Task
from soak import rounds
from support.stage import START

ROUNDS = rounds(40, 1000)


async def test_of_two_who_change_a_task_one_wins(crowd: Crowd) -> None:
    winners = set()
    for number in range(ROUNDS):
        patient = await crowd.newcomer()
        report = await patient.report()
        seen = None
        if number % 2:
            await change(report, crowd.gp, None, "Bel terug.")()
            (row,) = await fetch("select id from task where report = $1", report)
            seen = row["id"]
        people = (crowd.gp, crowd.colleague)
        acts = [change(report, who, seen, f"Zei {side}.") for side, who in enumerate(people)]
        ended = await race(crowd.engine, crowd.chance, *acts)
        (winner,) = [side for side in (0, 1) if not isinstance(ended[side], Refusal)]
        assert repr(ended[1 - winner]) == "list_changed"
        winners.add(winner)
        rows = await fetch("select * from task where report = $1 order by set_at, id", report)
        assert len(rows) == 1 + number % 2
        (current,) = [row for row in rows if row["ended_at"] is None]
        assert (current["body"], current["set_by"]) == (f"Zei {winner}.", people[winner].id)
        told = await fetch(
            "select user_id, checks from access_entry where object_id = $1"
            " and event_subtype like 'task.%' order by id",
            report,
        )
        late = (people[1 - winner].id, "list_changed")
        assert (people[winner].id, "") in [(one["user_id"], one["checks"]) for one in told]
        assert late in [(one["user_id"], one["checks"]) for one in told]
    assert winners == {0, 1}, "a race that one side always wins is none"


def change(report: UUID, who: Actor, seen: UUID | None, body: str) -> partial[object]:
    """Let somebody set the task as they mean it, on what they saw."""
    assert who.id is not None
    work = partial(setting.set_task, who, report, Task(who.id, body), seen, START)
    return partial(act, who, Event(Action.TASK_SET, START, object_id=report), work)
