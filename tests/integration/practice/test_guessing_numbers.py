"""A number of somebody elsewhere is answered as a number of nobody, in words and in time."""

from functools import partial

import httpx

from consent.model import Actor
from integration.practice.registering import SEARCH, sent
from soak import rounds
from support.guessing import check, in_turns
from support.stage import Stage, bsn


async def test_a_practice_learns_nothing_of_patients_elsewhere(
    client: httpx.AsyncClient, clerk: Actor
) -> None:
    elsewhere = await Stage.set(name="De Molen")
    await elsewhere.patient(7)
    numbers = {"elsewhere": bsn(7), "nobody": bsn(8)}
    tries = {
        kind: partial(sent, client, SEARCH, SEARCH, bsn=number) for kind, number in numbers.items()
    }
    times = rounds(8, 1000)
    found = await in_turns("a search by number", tries, times)
    check(found["wall"], times)
