"""Whether two kinds of tries can be told apart by how long they take."""

import logging
import math
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import httpx

CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}
# How far medians may lie apart, and the chance from one half; the second from so many tries on.
FAR, TELLING, MANY = 0.2, 0.2, 100

log = logging.getLogger(__name__)
Try = Callable[[], Awaitable[httpx.Response]]


@dataclass(frozen=True)
class Apart:
    """
    What somebody with a clock learns of two kinds of tries.

    `first` and `second` are medians in milliseconds. `chance` is that of a try of the first kind
    taking longer than one of the second: one half tells nothing. `p` is how often tries of one kind
    alone would look as different (Mann-Whitney, both sides, normal approximation).
    """

    first: float
    second: float
    chance: float
    p: float


def apart(first: Sequence[float], second: Sequence[float]) -> Apart:
    """Compare the times, in seconds, of two kinds of tries."""
    ordered = sorted([(one, 0) for one in first] + [(one, 1) for one in second])
    ranks = sum(rank for rank, (_, kind) in enumerate(ordered, 1) if kind == 0)
    here, there = len(first), len(second)
    above = ranks - here * (here + 1) / 2
    spread = math.sqrt(here * there * (here + there + 1) / 12)
    z = (above - here * there / 2) / spread
    medians = (median(first) * 1000, median(second) * 1000)
    return Apart(*medians, above / (here * there), math.erfc(abs(z) / math.sqrt(2)))


async def in_turns(name: str, kinds: Mapping[str, Try], times: int) -> dict[str, Apart]:
    """
    Try both kinds in turns and compare them by each clock; fail where they answer differently.

    What differs by itself, such as what was typed and comes back, has to be as long in both.
    """
    took: dict[str, dict[str, list[float]]] = {one: {kind: [] for kind in kinds} for one in CLOCKS}
    said: dict[str, set[tuple[int, int]]] = {kind: set() for kind in kinds}
    for turn in range(times + 1):
        for kind in sorted(kinds, reverse=bool(turn % 2)):
            start = {one: clock() for one, clock in CLOCKS.items()}
            answer = await kinds[kind]()
            for one, clock in CLOCKS.items():
                took[one][kind].append(clock() - start[one])
            said[kind].add((answer.status_code, len(answer.text)))
    assert len({frozenset(one) for one in said.values()}) == 1, said
    # The first of each finds everything cold.
    found = {one: apart(*(took[one][kind][1:] for kind in kinds)) for one in CLOCKS}
    for one, figures in found.items():
        log.info("%s, %s, %d tries: %s", name, one, times * 2, figures)
    return found


def check(found: Apart, times: int) -> None:
    """Fail where the two kinds are far apart; many tries also where they can be told apart."""
    assert abs(found.first - found.second) < FAR * max(found.first, found.second), found
    assert abs(found.chance - 0.5) < TELLING or times < MANY, found
