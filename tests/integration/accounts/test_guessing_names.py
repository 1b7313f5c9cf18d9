"""
Known and unknown names take the same time: interleaved tries, compared by Mann-Whitney.

A few by default, which only finds what is far apart; two thousand in a soak, with the figures told.
"""

import logging
import time

from consent.statements import fetch
from integration.accounts.visiting import NAME, Visiting
from soak import rounds
from support.guessing import Apart, apart

NAMES = {"known": NAME, "unknown": "niemand@example.nl"}
# Medians, and the chance that a known name takes longer than an unknown one.
FAR, TELLING, MANY = 0.2, 0.2, 100
CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}

log = logging.getLogger(__name__)


async def tried(visiting: Visiting, path: str, times: int, **values: str) -> dict[str, Apart]:
    """Try known and unknown names in turns, none of them stopped; compare by each clock."""
    took: dict[str, dict[str, list[float]]] = {one: {kind: [] for kind in NAMES} for one in CLOCKS}
    said: dict[str, set[tuple[int, int]]] = {kind: set() for kind in NAMES}
    for turn in range(times + 1):
        for kind in sorted(NAMES, reverse=bool(turn % 2)):
            await fetch("delete from account_attempt")
            name = NAMES[kind]
            start = {one: clock() for one, clock in CLOCKS.items()}
            answer = await visiting.client.post(path, data={"name": name, **values})
            for one, clock in CLOCKS.items():
                took[one][kind].append(clock() - start[one])
            said[kind].add((answer.status_code, len(answer.text.replace(name, ""))))
    assert said["known"] == said["unknown"]
    # The first of each finds everything cold.
    found = {one: apart(took[one]["known"][1:], took[one]["unknown"][1:]) for one in CLOCKS}
    for one, figures in found.items():
        log.info("%s, %s, %d tries: %s", path, one, times * 2, figures)
    return found


async def test_time_does_not_tell_whether_there_is_an_account(
    visiting: Visiting, link: str
) -> None:
    await visiting.open(link)
    times = rounds(8, 1000)
    found = await tried(visiting, "/medewerkers/account", times, password="verkeerd")
    check(found["processor"], times)


async def test_a_forgotten_password_takes_as_long_for_nobody(visiting: Visiting, link: str) -> None:
    await visiting.open(link)
    times = rounds(3, 300)
    found = await tried(visiting, "/medewerkers/account/vergeten", times)
    check(found["wall"], times)


def check(found: Apart, times: int) -> None:
    """Fail where the two kinds are far apart; many tries also where they can be told apart."""
    assert abs(found.first - found.second) < FAR * max(found.first, found.second), found
    assert abs(found.chance - 0.5) < TELLING or times < MANY, found
