"""A whole login at the stand-in provider: who comes in, and what happens when they do not."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.identity.claims.bsn import bsn_of
from portal.identity.claims.employee import Relation, employee_of
from portal.identity.errors import Kind, LoginFailed
from portal.identity.oidc.departure import Departure
from portal.identity.oidc.relying_party import Login
from portal.identity.oidc.returning import Returned, returned
from unit.identity.stand_in import ANNA, AT, BRAM, PORTAL, StandIn, returned_with

Parameters = list[tuple[str, str]]


def bsn(login: Login) -> str:
    return bsn_of(("bsn",), login.statements)


async def finished(stand_in: StandIn, departure: Departure, parameters: Parameters) -> Login:
    return await stand_in.people.finish(returned(parameters), departure.pending, AT)


async def test_a_citizen_logs_in_with_their_bsn(stand_in: StandIn) -> None:
    login = await stand_in.log_in(stand_in.people)
    assert bsn(login) == ANNA
    assert login.level == 25


async def test_two_people_stay_two(stand_in: StandIn) -> None:
    first = await stand_in.log_in(stand_in.people, 0)
    second = await stand_in.log_in(stand_in.people, 1, 30)
    assert (bsn(first), bsn(second)) == (ANNA, BRAM)
    assert second.level == 30


async def test_an_employee_logs_in_with_number_and_organisations(stand_in: StandIn) -> None:
    login = await stand_in.log_in(stand_in.staff)
    employee = employee_of(("uzi_id",), login.statements)
    assert employee.uzi_id == "900000001"
    assert employee.name == "C. van Jansen"
    linde = Relation("90000101", "Huisartsenpraktijk De Linde", ("01.015",))
    assert employee.relations == (linde,)


async def test_a_login_shows_nothing_of_the_person(stand_in: StandIn) -> None:
    login = await stand_in.log_in(stand_in.people)
    assert ANNA not in f"{login!r} {login}"
    assert repr(login) == "Login(level=25)"


async def test_the_address_at_the_provider_says_nothing_of_the_request(stand_in: StandIn) -> None:
    departure = await stand_in.people.begin(AT)
    assert "request_uri=" in departure.url
    for secret in (departure.pending.nonce, departure.pending.verifier, "state="):
        assert secret not in departure.url


async def test_every_login_has_secrets_of_its_own(stand_in: StandIn) -> None:
    first, second = [(await stand_in.people.begin(AT)).pending for _ in range(2)]
    assert first.nonce != second.nonce
    assert first.verifier != second.verifier
    assert first.state_hash != second.state_hash


async def test_whoever_cancels_is_told_so_kindly(stand_in: StandIn) -> None:
    departure = await stand_in.people.begin(AT)
    back = await stand_in.choose(departure, {"cancel": "1"})
    with pytest.raises(LoginFailed) as failed:
        await stand_in.people.finish(back, departure.pending, AT)
    assert failed.value.kind is Kind.CANCELLED


@pytest.mark.parametrize("error", ["access_denied", "login_required", "login_cancelled"])
def test_cancelling_without_state_is_no_alarm(error: str) -> None:
    with pytest.raises(LoginFailed) as failed:
        returned([("error", error), ("error_description", "Authentication cancelled")])
    assert failed.value.kind is Kind.CANCELLED


@pytest.mark.parametrize("level", [10, 20])
async def test_a_level_that_is_too_low_lets_nobody_in(stand_in: StandIn, level: int) -> None:
    with pytest.raises(LoginFailed, match="level_too_low") as failed:
        await stand_in.log_in(stand_in.people, level=level)
    assert failed.value.kind is Kind.REJECTED


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda back: [*back, ("state", "again")], Kind.REJECTED),
        (lambda back: [(n, v) for n, v in back if n != "state"], Kind.REJECTED),
        (lambda back: [(n, "x" * 43 if n == "state" else v) for n, v in back], Kind.REJECTED),
        (lambda back: [(n, "x" * 600 if n == "state" else v) for n, v in back], Kind.REJECTED),
        (lambda back: [(n, v) for n, v in back if n != "code"], Kind.REJECTED),
        (lambda back: [(n, "nonsense" if n == "code" else v) for n, v in back], Kind.REJECTED),
        (lambda back: [(n, "\x00" if n == "code" else v) for n, v in back], Kind.REJECTED),
        (lambda back: [(n, "x" * 9000 if n == "code" else v) for n, v in back], Kind.REJECTED),
        (lambda back: [*back, ("error", "access_denied")], Kind.REJECTED),
        (lambda back: [(n, v) for n, v in back if n != "iss"], Kind.REJECTED),
        (lambda back: [(n, "https://e.org" if n == "iss" else v) for n, v in back], Kind.REJECTED),
    ],
)
async def test_a_return_that_was_tampered_with_lets_nobody_in(
    stand_in: StandIn, change: Callable[[Parameters], Parameters], kind: Kind
) -> None:
    departure = await stand_in.people.begin(AT)
    answer = await stand_in.post(departure, {"person": "0", "level": "25", "login": "1"})
    parameters = change(returned_with(answer))
    with pytest.raises(LoginFailed) as failed:
        await finished(stand_in, departure, parameters)
    assert failed.value.kind is kind


async def test_a_return_counts_once(stand_in: StandIn) -> None:
    departure = await stand_in.people.begin(AT)
    back = await stand_in.choose(departure, {"person": "0", "level": "25", "login": "1"})
    assert bsn(await stand_in.people.finish(back, departure.pending, AT)) == ANNA
    with pytest.raises(LoginFailed, match="no_login_under_way"):
        await stand_in.people.finish(back, None, AT)
    # Also where the login under way had been kept, the provider refuses the code.
    with pytest.raises(LoginFailed, match="token_status"):
        await stand_in.people.finish(back, departure.pending, AT)


async def test_a_code_belongs_to_the_login_it_was_given_for(stand_in: StandIn) -> None:
    mine, other = await stand_in.people.begin(AT), await stand_in.people.begin(AT)
    theirs = await stand_in.choose(other, {"person": "1", "level": "25", "login": "1"})
    back = await stand_in.choose(mine, {"person": "0", "level": "25", "login": "1"})
    swapped = Returned(back.state, theirs.code, None, back.issuer)
    with pytest.raises(LoginFailed, match="token_status"):
        await stand_in.people.finish(swapped, mine.pending, AT)


async def test_two_logins_at_the_same_time_both_work(stand_in: StandIn) -> None:
    first, second = await stand_in.people.begin(AT), await stand_in.people.begin(AT)
    last = await stand_in.choose(second, {"person": "1", "level": "25", "login": "1"})
    assert bsn(await stand_in.people.finish(last, second.pending, AT)) == BRAM
    early = await stand_in.choose(first, {"person": "0", "level": "25", "login": "1"})
    assert bsn(await stand_in.people.finish(early, first.pending, AT)) == ANNA


@pytest.mark.parametrize("later", [timedelta(minutes=15, seconds=1), timedelta(days=1)])
async def test_a_login_that_took_too_long_is_begun_again(
    stand_in: StandIn, later: timedelta
) -> None:
    departure = await stand_in.people.begin(AT)
    back = await stand_in.choose(departure, {"person": "0", "level": "25", "login": "1"})
    with pytest.raises(LoginFailed, match="login_too_old") as failed:
        await stand_in.people.finish(back, departure.pending, AT + later)
    assert failed.value.kind is Kind.RETRY


async def test_the_provider_can_end_its_session_too(stand_in: StandIn) -> None:
    url = await stand_in.people.end_session_url(f"{PORTAL}/uitgelogd", "s1", AT)
    answer = await stand_in.browser.get(str(url))
    assert answer.headers["location"] == f"{PORTAL}/uitgelogd?state=s1"
