"""Lets one act go wrong at its first statement, at its second, and so on until it is through.

A complete run says which traces are lawful: nothing, and what is there after each of its COMMITs.
An act that goes wrong must have left exactly what was committed by then, the answer may not say
that it succeeded unless all of it is there, every connection must be back, and the same act on
the same thing must succeed afterwards.
"""

import gc
import os
import signal
import threading
import warnings
from asyncio import run
from dataclasses import dataclass
from itertools import pairwise

from litestar import Litestar

from faults.crashes.deeds.model import Deed, Sent
from faults.crashes.failpoints import COMMIT, DIED, READS, FailPoint, How, armed
from faults.crashes.traces import NOTHING, Trace, told
from faults.crashes.world import World, requested
from faults.races.contest import all_back
from portal.database import bound_engine, opened
from soak import rounds

SERVER_ERROR, AWAY = 500, 503
LONGEST_LIFE = 30
# PostgreSQL forgets alike whatever ended before a COMMIT, so that the ways differ in what our code
# does. At every statement something goes wrong: the ways take turns, those that cost a connection
# less often, and COMMIT has them all (to die before it is to die before another statement). With
# SOAK each way has every statement.
EVERY: tuple[How, ...] = ()
BY_TURNS = (How.DIES, How.INSTEAD, How.LOST, How.INSTEAD, How.INSTEAD)
TURNS = EVERY if rounds(0, 1) else BY_TURNS
DYING = frozenset({How.DIES, How.DIES_AFTER})


@dataclass(frozen=True)
class Whole:
    """A complete run: its statements, its status, and the trace after each of its commits."""

    sent: tuple[str, ...]
    status: int
    stages: tuple[Trace, ...]

    def numbers(self, how: How, turns: tuple[How, ...]) -> list[int]:
        """Give the statements that this way has to try."""
        following = (*self.sent[1:], COMMIT)
        return [
            number
            for number, pair in enumerate(zip(self.sent, following, strict=True), 1)
            if not turns
            or how is _turn(turns[number % len(turns)], *pair)
            or (pair[0] == COMMIT and how is not How.DIES)
        ]


def _turn(turn: How, statement: str, after: str) -> How:
    # Of reads in a row PostgreSQL keeps nothing: only what our code makes of an error may differ.
    return How.INSTEAD if READS.match(statement) and READS.match(after) else turn


async def exhaust(
    world: World, deed: Deed, *hows: How, turns: tuple[How, ...] = EVERY
) -> tuple[int, list[str]]:
    """
    Try every statement of a deed in each of these ways; gives how many, and what was wrong.

    The ways in `turns` share the statements.
    """
    sent = await prepared(world, deed)
    whole, faults = await complete(world, deed, sent)
    trial = Trial(world, deed, whole)
    points = [(how, number) for how in hows for number in whole.numbers(how, turns)]
    await trial.run(await again(world, deed, sent), points)
    return len(points), faults + trial.faults


async def prepared(world: World, deed: Deed) -> Sent:
    """Make what a deed needs; what it leaves counts from here on."""
    sent = await deed.prepare(world)
    await world.camera.forget()
    return sent


async def again(world: World, deed: Deed, sent: Sent) -> Sent:
    """Let the deed be possible again: what is done cannot be tried."""
    if deed.uses_up:
        return await prepared(world, deed)
    await world.camera.undo()
    return sent


async def complete(world: World, deed: Deed, sent: Sent) -> tuple[Whole, list[str]]:
    """Run a deed without a fault; gives what it does, and what is wrong about that."""
    stages = [NOTHING]

    async def note() -> None:
        stages.append(await world.camera.left())

    with armed(FailPoint(at_commit=note)) as point:
        status = (await world.request(sent)).status_code
    left, faults = await world.camera.left(), []
    if status != deed.status:
        faults.append(f"{deed.name}: answers {status}")
    if left != stages[-1]:
        faults.append(f"{deed.name}: writes outside a transaction: {told(left - stages[-1])}")
    changes = sum(one != other for one, other in pairwise(stages))
    if changes != deed.changes:
        faults.append(f"{deed.name}: {changes} transactions write, not {deed.changes}")
    return Whole(tuple(point.sent), status, tuple(stages)), faults


class Trial:
    """One deed on one thing, going wrong in turn at all that may go wrong."""

    def __init__(self, world: World, deed: Deed, whole: Whole) -> None:
        self.world, self.deed, self.whole = world, deed, whole
        self.faults: list[str] = []

    async def run(self, sent: Sent, points: list[tuple[How, int]]) -> None:
        """Try these, and in the end the deed itself."""
        for how, number in points:
            commits, status = await self._attempt(sent, how, number)
            await all_back(bound_engine())
            if await self._judge(how, number, commits, status):
                sent = await again(self.world, self.deed, sent)
        await self._succeeds_at_last(sent)

    async def _attempt(self, sent: Sent, how: How, number: int) -> tuple[int, int]:
        point = FailPoint(number, how)
        if how not in DYING:
            with armed(point):
                status = (await self.world.request(sent)).status_code
            if not point.was_reached:
                self._fault(how, number, "was not reached")
            return point.commits, status
        died = in_a_child(self.world.app, sent, point)
        if died != DIED:
            self._fault(how, number, f"was not reached: the process ended with {died}")
        passed = number if how is How.DIES_AFTER else number - 1
        return self.whole.sent[:passed].count(COMMIT), 0

    async def _judge(self, how: How, number: int, commits: int, status: int) -> bool:
        left = await self.world.camera.left()
        if left != self.whole.stages[min(commits, len(self.whole.stages) - 1)]:
            self._fault(how, number, f"left {told(left)} after {commits} commits")
        if 0 < status < SERVER_ERROR and left != self.whole.stages[-1]:
            self._fault(how, number, f"answered {status} and left {told(left)}")
        if how is How.LOST and status not in {AWAY, self.whole.status}:
            self._fault(how, number, f"answered {status} without a database")
        return left != NOTHING

    async def _succeeds_at_last(self, sent: Sent) -> None:
        status = (await self.world.request(sent)).status_code
        left = await self.world.camera.left()
        if (status, left) != (self.whole.status, self.whole.stages[-1]):
            self.faults.append(
                f"{self.deed.name}: afterwards it answers {status} and leaves {told(left)}"
            )

    def _fault(self, how: How, number: int, what: str) -> None:
        statement = " ".join(self.whole.sent[number - 1].split())[:60]
        self.faults.append(f"{self.deed.name}, {how.name} {number} ({statement}): {what}")


def in_a_child(app: Litestar, sent: Sent, point: FailPoint) -> int:
    """
    Send a request in a copy of this process, with a pool of its own; give how the copy ended.

    DIED is at the fail-point, 0 after the answer.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads that only wait stay behind
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(LONGEST_LIFE)
    # The loop of this thread belongs to the parent; another thread can have its own.
    life = threading.Thread(target=lambda: run(_live(app, sent, point)))
    life.start()
    life.join()
    os._exit(0)


async def _live(app: Litestar, sent: Sent, point: FailPoint) -> None:
    gc.disable()  # it would touch, and so copy, all that the parent ever made
    async with opened(app.state.settings.database_url):
        with armed(point):
            await requested(app, sent)
    os._exit(0)
