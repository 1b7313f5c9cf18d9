"""Races about one result: one clinician decides, and nothing that arrives meanwhile gets lost."""

from functools import partial
from uuid import UUID

import pytest

from consent import access
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor, Right
from consent.register.episodes import Ticks
from consent.register.sources import SourceKind
from consent.statements import fetch
from faults.races.contest import Act as Deed
from faults.races.contest import Refusal, later, race
from faults.races.crowd import Crowd, numbers_hold, reads_log
from faults.races.stories import in_this_order, story
from integration.intake.delivering import Sender, source_here
from portal.acts import act
from portal.database import transaction
from publishing import inbox, reading
from publishing.model import Act, InviteWithin, ReportState
from publishing.policy import NEXT_STATE, Decision
from soak import rounds
from support import messages
from support.stage import START, PatientHere

ROUNDS, FEWER_ROUNDS = rounds(200, 1000), rounds(50, 1000)
WORDS = {Act.PUBLISH: "Goed.", Act.PUBLISH_AND_INVITE: "Kom langs.", Act.INVITE: "", Act.SAVE: "?"}
ACTIONS = {one: inbox.ACTIONS[one].value for one in Act}


async def waiting(crowd: Crowd) -> tuple[PatientHere, UUID]:
    patient = await crowd.newcomer()
    await patient.released()
    report = await patient.report()
    for name in ("Glucose", "Kalium"):
        await patient.result(report, name)
    return patient, report


async def decide(report: UUID, who: Actor, deed: Act) -> Deed:
    """Look at the result, and give the act on what was seen."""
    look = Look(who, Action.RESULT_REVIEW, START, report)
    async with transaction():
        seen = await inbox.report_here(who, report)
        assert seen is not None
        await access.open_review(look, Right.RESULTS_PUBLISH, seen.patient)
    every = frozenset(result.id for result in seen.results)
    decision = Decision(
        deed,
        Ticks(seen.seen, every),
        WORDS[deed],
        invite_within=InviteWithin.WEEK if deed in {Act.INVITE, Act.PUBLISH_AND_INVITE} else None,
    )
    work = partial(inbox.decide, who, report, decision, START)
    return partial(act, who, Event(inbox.ACTIONS[deed], START, object_id=report), work)


@pytest.mark.parametrize(
    "deeds",
    [
        (Act.PUBLISH, Act.PUBLISH),
        (Act.PUBLISH, Act.INVITE),
        (Act.PUBLISH, Act.SAVE),
        (Act.PUBLISH_AND_INVITE, Act.INVITE),
        (Act.SAVE, Act.SAVE),
    ],
    ids="-".join,
)
async def test_a_result_is_decided_once(crowd: Crowd, deeds: tuple[Act, Act]) -> None:
    winners = set()
    for _ in range(ROUNDS if set(deeds) == {Act.PUBLISH} else FEWER_ROUNDS):
        patient, report = await waiting(crowd)
        people = (crowd.gp, crowd.colleague)
        acts = [await decide(report, people[side], deeds[side]) for side in (0, 1)]
        *ended, early = await race(crowd.engine, crowd.chance, *acts, partial(reads_log, patient))
        (winner,) = [side for side in (0, 1) if not isinstance(ended[side], Refusal)]
        winners.add(winner)
        assert repr(ended[1 - winner]) == "already_decided"
        await _holds(patient, report, deeds[winner])
        told = await story(patient)
        done = (people[winner].id, ACTIONS[deeds[winner]], "")
        late = (people[1 - winner].id, ACTIONS[deeds[1 - winner]], "already_decided")
        in_this_order(told, done, late)
        assert len(told) == 4
        await numbers_hold(patient, early)
    assert winners == {0, 1}, "a race that one side always wins is none"


async def _holds(patient: PatientHere, report: UUID, deed: Act) -> None:
    (state,) = await fetch("select state from report where id = $1", report)
    (made,) = await fetch("select * from publication where report = $1", report)
    assert state["state"] == NEXT_STATE[deed].value
    assert (made["act"], made["conclusion"], made["ended_at"]) == (deed, WORDS[deed], None)
    seen = await reading.report((await patient.grant(),), report)
    assert (seen is None) == (deed is Act.SAVE)
    assert len(seen.results if seen else ()) == (2 if deed.shows_values else 0)


async def test_what_arrives_during_the_publication_is_not_lost(crowd: Crowd) -> None:
    source, _ = await source_here(crowd.stage, SourceKind.LABORATORY, "laboratory")
    sender = Sender(crowd.stage, source)
    ends = set()
    for number in range(2 * FEWER_ROUNDS):
        patient, report = await _from_the_laboratory(crowd, sender, number)
        publish = later(crowd.chance, await decide(report, crowd.gp, Act.PUBLISH))
        corrected = messages.result(f"r{number}", valueQuantity={"value": 9.9, "unit": "mmol/l"})
        arrives = partial(sender.send, corrected, patient)
        published, _ = await race(crowd.engine, crowd.chance, publish, arrives)
        ends.add(repr(published) if isinstance(published, Refusal) else "published")
        (row,) = await fetch("select state from report where id = $1", report)
        assert row["state"] == ReportState.RECEIVED, "the new value waits for a clinician"
        seen = await reading.report((await patient.grant(),), report)
        assert all(result.value != "9.9" for result in (seen.results if seen else ()))
    assert ends == {"published", "list_changed"}


async def _from_the_laboratory(
    crowd: Crowd, sender: Sender, number: int
) -> tuple[PatientHere, UUID]:
    patient = await crowd.newcomer()
    await patient.released()
    receipt = await sender.send(messages.result(f"r{number}"), patient)
    assert receipt.accepted == 1
    (row,) = await fetch("select id from report where patient = $1", patient.id)
    return patient, row["id"]
