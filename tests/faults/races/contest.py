"""A race: several people act at the same instant, each on a database connection of their own.

Every round has a new patient, so that thousands of rounds share one database. What must hold after
a round is said by its test; what holds after every race is said here: whoever does not win meets a
refusal of the rules and nothing else, and every connection is back in the pool.
"""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from consent.errors import ConsentError
from portal.database import SafeEngine

Act = Callable[[], Awaitable[object]]
# Seconds over which the starts are spread: also whoever needs longer has to win at times.
SPREADS = (0.0, 0.002, 0.01)
# Seconds within which what arrives has the file to itself.
ARRIVAL = 0.012
BACK_SECONDS = 1.0


class Refusal:
    """What somebody met who was too late, by the code of its reason."""

    def __init__(self, error: ConsentError) -> None:
        self.reason = error.reason.value

    def __repr__(self) -> str:
        """Say why."""
        return self.reason


async def race(engine: SafeEngine, chance: Random, *acts: Act) -> list[object]:
    """
    Let all begin together; give, per act, what it gave, or the Refusal it met.

    Often some start a little later, so that they meet at another statement. Whatever goes wrong
    in another way is raised.
    """
    gate, spread = asyncio.Barrier(len(acts)), chance.choice(SPREADS)

    async def run(act: Act, late: float) -> object:
        await gate.wait()
        await asyncio.sleep(late)
        try:
            return await act()
        except ConsentError as error:
            return Refusal(error)

    starts = [chance.uniform(0, spread) for _ in acts]
    ended = await asyncio.gather(*map(run, acts, starts))
    await all_back(engine)
    return ended


def later(chance: Random, act: Act) -> Act:
    """Let an act begin half of the times when an arrival that it meets may have the file."""
    late = chance.choice((0.0, chance.uniform(0, ARRIVAL)))

    async def begun() -> object:
        await asyncio.sleep(late)
        return await act()

    return begun


async def all_back(engine: SafeEngine) -> None:
    """Wait until every connection is in the pool again; one that stays away is a fault."""
    pool = engine.pool
    assert pool is not None
    async with asyncio.timeout(BACK_SECONDS):
        while pool.get_idle_size() != pool.get_size():  # noqa: ASYNC110 - a pool tells nobody
            await asyncio.sleep(0)
    assert engine.current_transaction.get() is None
