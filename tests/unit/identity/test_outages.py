"""A provider that is out of order: people are told to come back later, and soon."""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from portal.identity.errors import Kind, LoginFailed
from portal.identity.oidc.relying_party import RelyingParty
from unit.identity.hostile import FOREIGN, Answer, Hostile, log_in, party
from unit.identity.stand_in import AT

HTML = "text/html"
DEEP = b"[" * 100_000


@pytest.fixture
def hostile() -> Hostile:
    return Hostile()


def answering(status: int, body: bytes = b"{}", kind: str = "application/json") -> Answer:
    return status, body, kind


async def failure(hostile: Hostile, ours: RelyingParty | None = None) -> LoginFailed:
    with pytest.raises(LoginFailed) as failed:
        await log_in(hostile, ours or party(hostile))
    return failed.value


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks", "/token"])
@pytest.mark.parametrize(
    "answer",
    [
        answering(500),
        answering(503, b"<h1>Storing</h1>", HTML),
        answering(429),
        answering(302),
        answering(200, b"<h1>Onderhoud</h1>", HTML),
        answering(200, b""),
        answering(200, b"null"),
        answering(200, b"[]"),
        answering(200, DEEP),
        answering(200, b'{"a":' * 100_000),
        answering(200, b'"' + b"x" * 300_000 + b'"'),
        answering(200, b"\xff\xfe\x00"),
    ],
    ids=range(12),
)
async def test_an_answer_that_is_none_is_an_outage(
    hostile: Hostile, path: str, answer: Answer
) -> None:
    hostile.answers[path] = lambda: answer
    assert (await failure(hostile)).kind is Kind.UNAVAILABLE


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Kind.REJECTED), (401, Kind.MISCONFIGURED), (403, Kind.REJECTED)],
)
async def test_a_refused_code_is_no_outage(hostile: Hostile, status: int, kind: Kind) -> None:
    hostile.answers["/token"] = lambda: answering(status, b"<p>nee</p>", HTML)
    assert (await failure(hostile)).kind is kind


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://other.example"},
        {"issuer": None},
        {"jwks_uri": None},
        {"token_endpoint": 7},
        {"token_endpoint": "http://provider.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://provider.example/a b"},
        {"userinfo_endpoint": "https://provider.example:port/"},
        {"end_session_endpoint": "//provider.example/logout"},
    ],
)
async def test_a_discovery_document_that_is_not_right_is_not_used(
    hostile: Hostile, change: dict[str, Any]
) -> None:
    hostile.document |= change
    assert (await failure(hostile)).kind is Kind.MISCONFIGURED
    assert hostile.called == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("keys", [None, {}, "keys", [{}] * 51])
async def test_a_key_set_that_is_none_is_an_outage(hostile: Hostile, keys: Any) -> None:
    hostile.published = {"keys": keys}
    assert (await failure(hostile)).kind is Kind.UNAVAILABLE


@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/token", "/jwks", "/userinfo"]
)
async def test_a_slow_provider_is_not_waited_for(hostile: Hostile, path: str) -> None:
    ours = party(hostile, timeout=0.2)
    hostile.slow[path] = 60
    began = time.monotonic()
    assert (await failure(hostile, ours)).kind is Kind.UNAVAILABLE
    assert time.monotonic() - began < 30


async def test_many_answers_that_are_each_in_time_are_not_waited_for_either(
    hostile: Hostile,
) -> None:
    ours = party(hostile, timeout=0.4)
    await ours.begin(AT)
    hostile.slow = dict.fromkeys(("/token", "/jwks", "/userinfo"), 0.19)
    # Each answer alone would be in time on a machine that is not busy; together they are not.
    assert (await failure(hostile, ours)).kind is Kind.UNAVAILABLE


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks"])
@pytest.mark.parametrize(
    "broken",
    [
        lambda hostile, path: hostile.answers.update({path: lambda: answering(500)}),
        lambda hostile, path: hostile.answers.update({path: lambda: answering(200, b"[]")}),
        lambda hostile, path: hostile.slow.update({path: 60}),
    ],
    ids=["status", "shape", "slow"],
)
async def test_what_was_published_before_serves_for_a_day(
    hostile: Hostile, path: str, broken: Callable[[Hostile, str], None]
) -> None:
    ours = party(hostile, timeout=0.8)
    assert (await log_in(hostile, ours)).level == 25
    broken(hostile, path)
    hostile.later = timedelta(hours=23)
    assert (await log_in(hostile, ours)).level == 25
    # Not asked for again at every login while it does not answer.
    asked = hostile.called.count(path)
    assert (await log_in(hostile, ours)).level == 25
    assert hostile.called.count(path) == asked
    hostile.later = timedelta(hours=25)
    assert (await failure(hostile, ours)).kind is Kind.UNAVAILABLE


@pytest.mark.parametrize("flood", [0, 30])
async def test_a_new_key_works_at_once_also_after_a_flood_of_bad_tokens(
    hostile: Hostile, flood: int
) -> None:
    ours = party(hostile)
    assert (await log_in(hostile, ours)).level == 25
    hostile.key = FOREIGN
    for _ in range(flood):
        assert (await failure(hostile, ours)).kind is Kind.REJECTED
    new = RSAKey.generate_key(2048, {"use": "sig", "kid": "new"})
    hostile.key, hostile.header = new, {"alg": "RS256", "kid": "new"}
    hostile.published = {"keys": [new.as_dict(private=False)]}
    assert (await log_in(hostile, ours)).level == 25


async def test_a_new_key_under_the_old_name_works_at_once(hostile: Hostile) -> None:
    ours = party(hostile)
    assert (await log_in(hostile, ours)).level == 25
    hostile.key, hostile.published = FOREIGN, {"keys": [FOREIGN.as_dict(private=False)]}
    assert (await log_in(hostile, ours)).level == 25


async def test_many_logins_at_the_start_ask_for_everything_once(hostile: Hostile) -> None:
    ours = party(hostile)
    hostile.slow = {"/.well-known/openid-configuration": 0.02}
    await asyncio.gather(*(ours.begin(AT) for _ in range(20)))
    assert hostile.called == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("temporarily_unavailable", Kind.UNAVAILABLE),
        ("server_error", Kind.UNAVAILABLE),
        ("access_denied", Kind.CANCELLED),
        ("invalid_request", Kind.RETRY),
        ("<script>", Kind.RETRY),
    ],
)
async def test_what_the_provider_says_is_understood(
    hostile: Hostile, error: str, kind: Kind
) -> None:
    with pytest.raises(LoginFailed) as failed:
        await log_in(hostile, party(hostile), code="", error=error)
    assert failed.value.kind is Kind.REJECTED
    with pytest.raises(LoginFailed) as failed:
        await log_in(hostile, party(hostile), without="code", error=error)
    assert failed.value.kind is kind
    assert "<" not in str(failed.value)


@pytest.mark.parametrize(
    "answer", [answering(500), answering(400), answering(201), answering(201, b'{"request_uri":7}')]
)
async def test_a_request_that_cannot_be_handed_over_is_not_begun(
    hostile: Hostile, answer: Answer
) -> None:
    hostile.document["pushed_authorization_request_endpoint"] = "https://provider.example/par"
    hostile.answers["/par"] = lambda: answer
    failed = await failure(hostile)
    assert failed.kind in {Kind.UNAVAILABLE, Kind.MISCONFIGURED}
    assert json.dumps(hostile.called).count("token") == 0


async def test_handing_over_is_required_where_agreed(hostile: Hostile) -> None:
    assert (await failure(hostile, party(hostile, par="require"))).code == "no_par"
