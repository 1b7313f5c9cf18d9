"""Proving anew who one is: asked for, seen in the answer, and never assumed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest

from portal.identity.errors import LoginFailed
from portal.identity.oidc.departure import request_of
from portal.identity.oidc.relying_party import Login, RelyingParty
from portal.identity.oidc.returning import returned
from unit.identity.hostile import Hostile, party
from unit.identity.stand_in import AT, StandIn

NOW = int(AT.timestamp())


@pytest.fixture
def provider() -> Hostile:
    """Give a provider that says what it is told to."""
    return Hostile()


async def entered(provider: Hostile, ours: RelyingParty, *, anew: bool) -> Login:
    departure = await ours.begin(AT, anew=anew)
    asked = parse_qs(departure.url.partition("?")[2])
    provider.nonce = asked["nonce"][0]
    back = returned([("state", asked["state"][0]), ("code", "c")])
    return await ours.finish(back, departure.pending, AT)


def saying(provider: Hostile, **claims: Any) -> None:
    def change(made: Mapping[str, Any]) -> dict[str, Any]:
        return {**made, **claims}

    provider.change = change


async def test_whoever_has_to_prove_anew_is_asked_at_the_provider(provider: Hostile) -> None:
    agreed = party(provider, max_auth_age=3600).provider
    assert request_of(agreed, AT, "nl")[1]["max_age"] == "3600"
    pending, asked = request_of(agreed, AT, "nl", anew=True)
    assert pending.anew
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")


@pytest.mark.parametrize("claims", [{}, {"auth_time": NOW - 61}, {"auth_time": 0}])
async def test_a_login_from_before_is_no_proof(provider: Hostile, claims: dict[str, int]) -> None:
    saying(provider, **claims)
    assert not (await entered(provider, party(provider), anew=False)).proved
    with pytest.raises(LoginFailed, match="login_not_anew"):
        await entered(provider, party(provider), anew=True)


async def test_a_login_of_this_minute_is_proof(provider: Hostile) -> None:
    saying(provider, auth_time=NOW - 59)
    assert (await entered(provider, party(provider), anew=True)).proved
    assert (await entered(provider, party(provider), anew=False)).proved


async def test_a_provider_that_remembers_nobody_needs_no_moment(provider: Hostile) -> None:
    assert (await entered(provider, party(provider, always_anew=True), anew=True)).proved


async def test_the_stand_in_asks_again_and_says_when(stand_in: StandIn) -> None:
    departure = await stand_in.people.begin(AT, anew=True)
    choice = {"person": "0", "level": "25", "login": "1"}
    back = await stand_in.choose(departure, choice)
    assert (await stand_in.people.finish(back, departure.pending, AT)).proved
