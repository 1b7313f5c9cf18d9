"""
Known and unknown names take the same time: interleaved tries, compared by Mann-Whitney.

A few by default, which only finds what is far apart; two thousand in a soak, with the figures told.
"""

from functools import partial

import httpx
import pytest

from consent.statements import fetch
from integration.accounts.visiting import NAME, Visiting
from soak import rounds
from support.guessing import check, in_turns

# As long as each other: an answer repeats the name.
NAMES = {"known": NAME, "unknown": "o.nieuw@example.nl"}


@pytest.fixture
def hasher() -> None:
    """Let passwords be hashed as slowly as the product does: that is what it hides behind."""


async def sent(visiting: Visiting, path: str, **values: str) -> httpx.Response:
    """Send a form, stopped by nothing that was tried before."""
    await fetch("delete from account_attempt")
    return await visiting.client.post(path, data=values)


async def test_time_does_not_tell_whether_there_is_an_account(
    visiting: Visiting, link: str
) -> None:
    await visiting.open(link)
    tries = {
        kind: partial(sent, visiting, "/medewerkers/account", name=name, password="verkeerd")
        for kind, name in NAMES.items()
    }
    times = rounds(8, 1000)
    found = await in_turns("a wrong password", tries, times)
    check(found["processor"], times)


async def test_a_forgotten_password_takes_as_long_for_nobody(visiting: Visiting, link: str) -> None:
    await visiting.open(link)
    path = "/medewerkers/account/vergeten"
    tries = {kind: partial(sent, visiting, path, name=name) for kind, name in NAMES.items()}
    times = rounds(3, 300)
    found = await in_turns("a forgotten password", tries, times)
    check(found["wall"], times)
