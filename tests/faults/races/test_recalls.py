"""Races about taking back: it is gone afterwards, whoever was first, and on record in order."""

from functools import partial
from uuid import UUID

import pytest

from consent import access
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor
from consent.statements import fetch
from faults.races.contest import Act as Deed
from faults.races.contest import Refusal, race
from faults.races.crowd import Crowd
from faults.races.stories import in_this_order, story
from faults.races.test_results import decide, waiting
from portal.acts import act
from portal.database import transaction
from publishing import reading, recalling
from publishing.model import Act
from publishing.recalling import ACTIONS, RIGHTS, RecallReason, Thing, Wanted
from soak import rounds
from support.stage import START, PatientHere

ROUNDS, FEWER_ROUNDS = rounds(200, 1000), rounds(50, 1000)
LOOKS = {Thing.LETTER: Action.LETTER_REVIEW, Thing.REPORT: Action.RESULT_REVIEW}


async def recall(patient: PatientHere, who: Actor, kind: Thing, thing: UUID) -> Deed:
    """Look at what is shared, and take it back."""
    async with transaction():
        await access.open_review(Look(who, LOOKS[kind], START, thing), RIGHTS[kind], patient.id)
    wanted = Wanted(kind, thing, RecallReason.MISTAKE)
    work = partial(recalling.recall, who, wanted, START)
    return partial(act, who, Event(ACTIONS[kind], START, object_id=thing), work)


async def test_a_publication_and_a_recall_leave_nothing_to_see(crowd: Crowd) -> None:
    ends = set()
    for _ in range(ROUNDS):
        patient, report = await waiting(crowd)
        await (await decide(report, crowd.gp, Act.INVITE))()
        publish = await decide(report, crowd.gp, Act.PUBLISH)
        takes_back = await recall(patient, crowd.colleague, Thing.REPORT, report)
        published, taken = await race(crowd.engine, crowd.chance, publish, takes_back)
        assert not isinstance(taken, Refusal)
        late = repr(published) if isinstance(published, Refusal) else ""
        ends.add(late)
        told = await story(patient)
        line = (crowd.gp.id, "result.publish", late)
        done = (crowd.colleague.id, "result.recall", "")
        in_this_order(told, *((done, line) if late else (line, done)))
        (row,) = await fetch("select state from report where id = $1", report)
        assert row["state"] == "received"
        assert await reading.report((await patient.grant(),), report) is None
    assert ends == {"", "list_changed"}, "a race that one side always wins is none"


@pytest.mark.parametrize("kind", Thing)
async def test_a_thing_is_taken_back_once(crowd: Crowd, kind: Thing) -> None:
    winners = set()
    for _ in range(FEWER_ROUNDS):
        patient, thing = await waiting(crowd)
        if kind is Thing.REPORT:
            await (await decide(thing, crowd.gp, Act.PUBLISH))()
        else:
            thing = await patient.accorded()
        people = (crowd.gp, crowd.colleague)
        deeds = [await recall(patient, who, kind, thing) for who in people]
        ended = await race(crowd.engine, crowd.chance, *deeds)
        (winner,) = [side for side in (0, 1) if not isinstance(ended[side], Refusal)]
        winners.add(winner)
        assert repr(ended[1 - winner]) == "already_decided"
        (row,) = await fetch("select count(*) as number from recall where object_id = $1", thing)
        assert row["number"] == 1
        what = ACTIONS[kind].value
        late = (people[1 - winner].id, what, "already_decided")
        in_this_order(await story(patient), (people[winner].id, what, ""), late)
    assert winners == {0, 1}, "a race that one side always wins is none"
