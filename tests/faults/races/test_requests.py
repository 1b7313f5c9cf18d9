"""Races about one access request: it is decided once, and everybody sees how."""

from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

import pytest

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor, RefusalReason
from consent.register.episodes import Ticks
from consent.requests import asking, deciding
from consent.requests.deciding import Refusal as Refusing
from consent.statements import fetch
from faults.races.contest import Act, Refusal, race
from faults.races.crowd import Crowd, numbers_hold, reads_log
from faults.races.stories import Told, in_this_order, story
from portal.acts import act
from portal.practice import review
from publishing import journal
from publishing.journal import ReleaseTicks
from soak import rounds
from support.stage import START, PatientHere

ROUNDS, FEWER_ROUNDS = rounds(200, 1000), rounds(50, 1000)
STATES = {"approve": "approved", "refuse": "refused", "withdraw": "withdrawn"}


class Case:
    """One request that waits, in a file of two episodes and two lines."""

    def __init__(self, patient: PatientHere, request: UUID, parts: tuple[UUID, ...]) -> None:
        self.patient, self.request = patient, request
        self.episodes, self.lines = frozenset(parts[:2]), frozenset(parts[2:])
        self.kept = {0: frozenset((parts[0], parts[2])), 1: frozenset((parts[1], parts[3]))}

    def ticks(self, side: int) -> ReleaseTicks:
        """Show the first episode and line, or the second."""
        kept = self.kept[side]
        return ReleaseTicks(
            Ticks(self.episodes, kept & self.episodes), Ticks(self.lines, kept & self.lines)
        )


async def asked(crowd: Crowd) -> Case:
    patient = await crowd.newcomer()
    parts = (
        await patient.episode(),
        await patient.episode("Depressie"),
        await patient.line(),
        await patient.line("P"),
    )
    request = await act(
        patient.reader,
        Event(Action.REQUEST_ASK, START),
        partial(asking.ask, patient.reader, patient.id, START),
    )
    return Case(patient, request.id, parts)


async def approve(case: Case, who: Actor, side: int) -> Act:
    work = partial(journal.release, who, case.request, case.ticks(side), START)
    return await _after_a_look(case, who, Action.REQUEST_APPROVE, work)


async def refuse(case: Case, who: Actor, _side: int) -> Act:
    why = Refusing(RefusalReason.TALK_FIRST)
    work = partial(deciding.refuse, who, case.request, why, START)
    return await _after_a_look(case, who, Action.REQUEST_REFUSE, work)


async def leave_open(case: Case, who: Actor, _side: int) -> Act:
    work = partial(deciding.leave_open, who, case.request, "belt terug", START)
    return await _after_a_look(case, who, Action.REQUEST_LEAVE_OPEN, work)


async def withdraw(case: Case, _who: Actor, _side: int) -> Act:
    reader, event = case.patient.reader, Event(Action.REQUEST_WITHDRAW, START)
    return partial(act, reader, event, partial(asking.withdraw, reader, case.request, START))


async def _after_a_look(case: Case, who: Actor, action: Action, work: Act) -> Act:
    seen = await review.opened(who, case.request, START)
    assert isinstance(seen, review.Opened)
    return partial(act, who, Event(action, START, object_id=case.request), work)


Deed = Callable[[Case, Actor, int], Awaitable[Act]]


@pytest.mark.parametrize(
    ("first", "second"),
    [(approve, approve), (approve, refuse), (approve, withdraw), (refuse, withdraw)],
    ids=["approve-approve", "approve-refuse", "approve-withdraw", "refuse-withdraw"],
)
async def test_a_request_is_decided_once(crowd: Crowd, first: Deed, second: Deed) -> None:
    winners = set()
    for _ in range(ROUNDS if first is approve else FEWER_ROUNDS):
        case = await asked(crowd)
        deeds, people = (first, second), (crowd.gp, crowd.colleague)
        acts = [await deeds[side](case, people[side], side) for side in (0, 1)]
        *ended, early = await race(
            crowd.engine, crowd.chance, *acts, partial(reads_log, case.patient)
        )
        (winner,) = [side for side in (0, 1) if not isinstance(ended[side], Refusal)]
        winners.add(winner)
        assert repr(ended[1 - winner]) == "already_decided"
        await _holds(case, deeds[winner].__name__, winner)
        told = await story(case.patient)
        sides = [(deed.__name__, who) for deed, who in zip(deeds, people, strict=True)]
        _one_decision(case, told, sides, winner)
        await numbers_hold(case.patient, early)
    assert winners == {0, 1}, "a race that one side always wins is none"


def _one_decision(
    case: Case, told: list[Told], sides: list[tuple[str, Actor]], winner: int
) -> None:
    def actor(side: int) -> UUID | None:
        return case.patient.person if sides[side][0] == "withdraw" else sides[side][1].id

    (name, _), (late, _) = sides[winner], sides[1 - winner]
    who = actor(winner)
    deed = [(who, f"request.{name}", "")]
    if name == "approve":
        deed = [(who, "visibility.set", ""), *deed]
    lost = (actor(1 - winner), f"request.{late}", "already_decided")
    in_this_order(told, (case.patient.person, "request.ask", ""), *deed, lost)
    looks = sum(what == "request.review" for _, what, _ in told)
    assert looks == sum(name != "withdraw" for name, _ in sides)
    assert len(told) == 1 + looks + len(deed) + 1


async def _holds(case: Case, name: str, winner: int) -> None:
    """Check that the tables say what the winner did, and nothing of what the other wanted."""
    (request,) = await fetch("select * from access_request where id = $1", case.request)
    releases = await fetch("select * from release where patient = $1", case.patient.id)
    assert request["status"] == STATES[name]
    assert len(releases) == (name == "approve")
    shown = await fetch(
        "select id from episode where patient = $1 and visible_to_patient"
        " union all select id from journal_line where patient = $1 and visible_to_patient",
        case.patient.id,
    )
    kept = case.kept[winner] if name == "approve" else case.episodes | case.lines
    assert {row["id"] for row in shown} == kept


async def test_leaving_open_comes_before_the_approval_or_not_at_all(crowd: Crowd) -> None:
    ends = set()
    for _ in range(FEWER_ROUNDS):
        case = await asked(crowd)
        acts = await approve(case, crowd.gp, 0), await leave_open(case, crowd.colleague, 1)
        approved, left, early = await race(
            crowd.engine, crowd.chance, *acts, partial(reads_log, case.patient)
        )
        assert not isinstance(approved, Refusal)
        ends.add(isinstance(left, Refusal))
        await _holds(case, "approve", 0)
        told = await story(case.patient)
        opened = (crowd.colleague.id, "request.leave_open", "")
        done = (crowd.gp.id, "request.approve", "")
        late = (crowd.colleague.id, "request.leave_open", "already_decided")
        in_this_order(told, *((done, late) if isinstance(left, Refusal) else (opened, done)))
        await numbers_hold(case.patient, early)
    assert ends == {True, False}


async def test_one_request_is_open_however_many_tabs_ask(crowd: Crowd) -> None:
    for _ in range(FEWER_ROUNDS):
        patient = await crowd.newcomer()
        event = Event(Action.REQUEST_ASK, START, object_id=patient.id)
        work = partial(asking.ask, patient.reader, patient.id, START)
        ended = await race(
            crowd.engine, crowd.chance, *[partial(act, patient.reader, event, work)] * 4
        )
        reasons = sorted(repr(one) for one in ended if isinstance(one, Refusal))
        assert reasons == ["already_asked"] * 3
        (row,) = await fetch("select status from access_request where patient = $1", patient.id)
        assert row["status"] == "submitted"
        told = [(what, why) for _, what, why in await story(patient)]
        assert told == [("request.ask", "")] + [("request.ask", "already_asked")] * 3
