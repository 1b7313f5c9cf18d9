"""What a login has to survive: nobody comes in by a statement that is not good enough."""

import base64
import hmac
import json
import random
import string
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from portal.identity.claims.bsn import bsn_of
from portal.identity.errors import Kind, LoginFailed
from soak import rounds
from unit.identity.hostile import (
    CLIENT,
    FOREIGN,
    ISSUER,
    NOW,
    SMARTCARD,
    STRANGER,
    THEIRS,
    Claims,
    Hostile,
    for_us,
    log_in,
    party,
)
from unit.identity.stand_in import ANNA, BRAM

Change = Callable[[Claims], Claims]


def with_claim(name: str, value: Any) -> Change:
    return lambda claims: {**claims, name: value}


def without(name: str) -> Change:
    return lambda claims: {n: v for n, v in claims.items() if n != name}


def encoded(part: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


@pytest.fixture
def hostile() -> Hostile:
    return Hostile()


async def citizen(hostile: Hostile, **choices: Any) -> str:
    login = await log_in(hostile, party(hostile, **choices))
    return bsn_of(("bsn",), login.statements)


async def refusal(hostile: Hostile, **choices: Any) -> LoginFailed:
    with pytest.raises(LoginFailed) as failed:
        await citizen(hostile, **choices)
    assert ANNA not in str(failed.value)
    return failed.value


async def test_an_honest_provider_lets_its_citizen_in(hostile: Hostile) -> None:
    login = await log_in(hostile, party(hostile))
    assert bsn_of(("bsn",), login.statements) == ANNA


@pytest.mark.parametrize(
    "change",
    [
        with_claim("iss", "https://other.example"),
        with_claim("iss", ISSUER + "/"),
        with_claim("iss", [ISSUER]),
        without("iss"),
        with_claim("aud", "other"),
        with_claim("aud", [CLIENT, "other"]),
        with_claim("aud", []),
        with_claim("aud", {CLIENT: 1}),
        without("aud"),
        with_claim("azp", "other"),
        with_claim("azp", 1),
        with_claim("sub", ""),
        with_claim("sub", 7),
        with_claim("sub", "s" * 256),
        without("sub"),
        with_claim("nonce", "other"),
        with_claim("nonce", None),
        with_claim("nonce", ["other"]),
        without("nonce"),
        with_claim("iat", NOW - 661),
        with_claim("iat", NOW + 61),
        with_claim("iat", str(NOW)),
        with_claim("iat", True),
        without("iat"),
        with_claim("nbf", NOW + 61),
        with_claim("nbf", "now"),
        with_claim("exp", NOW - 60),
        with_claim("exp", NOW + 86400),
        with_claim("exp", 1e300),
        with_claim("exp", float("inf")),
        with_claim("exp", float("nan")),
        with_claim("exp", None),
        without("exp"),
        with_claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"),
        with_claim("at_hash", 5),
        with_claim("auth_time", "yesterday"),
        with_claim("auth_time", NOW + 3600),
    ],
)
async def test_an_id_token_with_a_wrong_claim_is_refused(hostile: Hostile, change: Change) -> None:
    hostile.change = change
    assert (await refusal(hostile)).kind is Kind.REJECTED


@pytest.mark.parametrize(
    "change",
    [
        with_claim("aud", [CLIENT]),
        with_claim("azp", CLIENT),
        with_claim("iat", NOW + 59),
        with_claim("exp", NOW - 59),
        with_claim("nbf", NOW + 59),
        with_claim("amr", ["pwd"]),
    ],
)
async def test_what_the_standard_allows_comes_in(hostile: Hostile, change: Change) -> None:
    hostile.change = change
    assert (await log_in(hostile, party(hostile))).level == 25


def tampered(token: str) -> str:
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "==")) | {"sub": "other"}
    return f"{header}.{encoded(claims)}.{signature}"


def signed_with(key: Any, **header: Any) -> Callable[[Claims], str]:
    names = {"alg": "RS256", "kid": "theirs", **header}
    return lambda claims: jwt.encode(names, claims, key, algorithms=[names["alg"]])


def by_secret(secret: bytes) -> Callable[[Claims], str]:
    # By hand: the library refuses to sign with somebody's public key.
    def sign(claims: Claims) -> str:
        told = f"{encoded({'alg': 'HS256', 'kid': 'theirs'})}.{encoded(claims)}"
        made = hmac.digest(secret, told.encode(), "sha256")
        return f"{told}.{base64.urlsafe_b64encode(made).decode().rstrip('=')}"

    return sign


JWK = FOREIGN.as_dict(private=False)


@pytest.mark.parametrize(
    "sign",
    [
        signed_with(FOREIGN),
        signed_with(THEIRS, kid="unknown"),
        signed_with(FOREIGN, kid="unknown"),
        lambda claims: tampered(signed_with(THEIRS)(claims)),
        lambda claims: signed_with(THEIRS)(claims).rpartition(".")[0] + ".",
        lambda claims: f"{encoded({'alg': 'none'})}.{encoded(claims)}.",
        lambda claims: f"{encoded({'alg': 'None', 'kid': 'theirs'})}.{encoded(claims)}.",
        lambda claims: f"{encoded({'kid': 'theirs'})}.{encoded(claims)}.AAAA",
        lambda claims: f"{encoded({'alg': ['RS256']})}.{encoded(claims)}.AAAA",
        lambda claims: f"{encoded(['RS256'])}.{encoded(claims)}.AAAA",
        lambda claims: f"{encoded({'alg': 'RS256', 'kid': 7})}.{encoded(claims)}.AAAA",
        lambda claims: signed_with(THEIRS)(claims) + ".x",
        lambda _: "not a token",
        lambda _: "",
        lambda _: "é.é.é",
        lambda _: f"{encoded({'alg': 'RS256'})}.{'[' * 100_000}.AAAA",
    ],
)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
async def test_a_token_that_they_did_not_sign_is_refused(
    hostile: Hostile, sign: Callable[[Claims], str]
) -> None:
    hostile.sign = sign
    hostile.document["id_token_signing_alg_values_supported"] = ["RS256", "none", "HS256"]
    assert (await refusal(hostile)).kind is Kind.REJECTED


@pytest.mark.parametrize("secret", [THEIRS.as_pem(private=False), b"secret", b""])
async def test_a_public_key_or_the_secret_signs_nothing(hostile: Hostile, secret: bytes) -> None:
    hostile.sign = by_secret(secret)
    assert (await refusal(hostile)).code == "id_token_alg"


@pytest.mark.parametrize(
    "header",
    [
        {"jwk": JWK},
        {"jku": "https://evil.example/jwks"},
        {"x5u": "https://evil.example/cert"},
    ],
)
@pytest.mark.parametrize("key", [FOREIGN, THEIRS])
async def test_a_token_does_not_bring_its_own_key(
    hostile: Hostile, header: Claims, key: RSAKey
) -> None:
    hostile.sign = signed_with(key, **header)
    assert (await refusal(hostile)).code == "id_token_header"


@pytest.mark.parametrize("crit", [["exp"], ["unknown"], []])
async def test_a_critical_header_is_refused(hostile: Hostile, crit: list[str]) -> None:
    token = lambda claims: signed_with(THEIRS)(claims).split(".", 1)[1]  # noqa: E731
    head = encoded({"alg": "RS256", "kid": "theirs", "crit": crit, "unknown": 1})
    hostile.sign = lambda claims: f"{head}.{token(claims)}"
    assert (await refusal(hostile)).kind is Kind.REJECTED


@pytest.mark.parametrize(
    "levels",
    [
        {"acr": None, "loa_authn": None},
        {"acr": SMARTCARD[:-9] + "MobileTwoFactorContract", "loa_authn": None},
        {"acr": "unknown", "loa_authn": None},
        {"acr": 25, "loa_authn": None},
        {"acr": [SMARTCARD], "loa_authn": None},
        {"acr": SMARTCARD, "loa_authn": "http://eidas.europa.eu/LoA/low"},
        {"acr": "http://eidas.europa.eu/LoA/low", "loa_authn": SMARTCARD},
        {"acr": SMARTCARD, "loa_authn": "unknown"},
        {"acr": "", "loa_authn": SMARTCARD},
    ],
)
async def test_the_lowest_statement_of_the_level_counts(hostile: Hostile, levels: Claims) -> None:
    def said(name: str) -> Change:
        return without(name) if levels[name] is None else with_claim(name, levels[name])

    hostile.change = said("acr")
    hostile.about = said("loa_authn")(hostile.about)
    assert (await refusal(hostile)).code == "level_too_low"


@pytest.mark.parametrize(
    ("bsn", "code"),
    [
        ("999990018", "bsn_invalid"),
        ("000000000", "bsn_invalid"),
        ("99999001", "bsn_invalid"),
        (" 999990019", "bsn_invalid"),
        ("999990019\n", "bsn_invalid"),
        ("٩٩٩٩٩٠٠١٩", "bsn_invalid"),
        ("s00000001:999990019", "bsn_invalid"),
        ("S00000000:999990019", "bsn_invalid"),
        ("", "bsn_invalid"),
        (999990019, "bsn_type"),
        (None, "bsn_type"),
        (["999990019"], "bsn_type"),
    ],
)
async def test_an_impossible_bsn_lets_nobody_in(hostile: Hostile, bsn: Any, code: str) -> None:
    hostile.about["bsn"] = bsn
    assert (await refusal(hostile)).code == code


async def test_no_bsn_lets_nobody_in(hostile: Hostile) -> None:
    del hostile.about["bsn"]
    assert (await refusal(hostile)).code == "bsn_missing"


async def test_two_different_bsns_let_nobody_in(hostile: Hostile) -> None:
    hostile.change = with_claim("bsn", BRAM)
    assert (await refusal(hostile)).code == "bsn_contradiction"


@pytest.mark.parametrize("written", [ANNA, f"s00000000:{ANNA}"])
async def test_a_bsn_may_name_its_sector(hostile: Hostile, written: str) -> None:
    hostile.about["bsn"] = written
    login = await log_in(hostile, party(hostile))
    assert bsn_of(("bsn",), login.statements) == ANNA


@pytest.mark.parametrize(
    "name", ["represents", "act", "acting_nin", "urn:nl-eid-gdi:1.0:LegalSubjectID"]
)
@pytest.mark.parametrize("in_id_token", [True, False])
async def test_somebody_who_acts_for_another_is_refused(
    hostile: Hostile, name: str, in_id_token: bool
) -> None:
    if in_id_token:
        hostile.change = with_claim(name, {"sub": "child"})
    else:
        hostile.about[name] = {"sub": "child"}
    assert (await refusal(hostile)).code == "representation"


async def test_a_subject_that_is_the_same_for_everybody_makes_nobody_another(
    hostile: Hostile,
) -> None:
    ours = party(hostile)
    first = await log_in(hostile, ours)
    hostile.about["bsn"] = BRAM
    second = await log_in(hostile, ours)
    assert first.subject == second.subject
    assert [bsn_of(("bsn",), login.statements) for login in (first, second)] == [ANNA, BRAM]


def signed_userinfo(hostile: Hostile, key: RSAKey = THEIRS, **change: Any) -> str:
    claims = {"iss": ISSUER, "aud": CLIENT, "exp": NOW + 60, "nbf": NOW - 10, **hostile.about}
    told = {name: value for name, value in (claims | change).items() if value is not None}
    return signed_with(key)(told)


async def test_userinfo_signed_and_encrypted_comes_in(hostile: Hostile) -> None:
    hostile.userinfo = lambda _: for_us(signed_userinfo(hostile)).encode()
    assert (await log_in(hostile, party(hostile, userinfo="encrypted"))).level == 25


@pytest.mark.parametrize(
    "made",
    [
        signed_userinfo,
        lambda h: json.dumps(h.about),
        lambda h: for_us(json.dumps(h.about)),
        lambda h: for_us(f"{encoded({'alg': 'none'})}.{encoded(h.about)}."),
        lambda h: for_us(signed_userinfo(h, FOREIGN)),
        lambda h: for_us(signed_userinfo(h), STRANGER),
        lambda h: for_us(signed_userinfo(h), zip="DEF"),
        lambda _: for_us(b"\xff\xfe"),
        lambda h: for_us(signed_userinfo(h, aud="other")),
        lambda h: for_us(signed_userinfo(h, aud=None)),
        lambda h: for_us(signed_userinfo(h, aud=[CLIENT, "other"])),
        lambda h: for_us(signed_userinfo(h, iss="https://other.example")),
        lambda h: for_us(signed_userinfo(h, exp=NOW - 61)),
        lambda h: for_us(signed_userinfo(h, exp="soon")),
        lambda h: for_us(signed_userinfo(h, nbf=NOW + 61)),
        lambda h: for_us(signed_userinfo(h, sub="other")),
        lambda h: for_us(signed_userinfo(h, sub=None)),
        lambda _: "a.b.c.d.e",
    ],
)
async def test_userinfo_that_is_not_sealed_as_agreed_is_refused(
    hostile: Hostile, made: Callable[[Hostile], str]
) -> None:
    hostile.userinfo = lambda _: made(hostile).encode()
    failed = await refusal(hostile, userinfo="encrypted")
    assert failed.kind is Kind.REJECTED


async def test_plain_userinfo_about_somebody_else_is_refused(hostile: Hostile) -> None:
    hostile.about["sub"] = "other"
    assert (await refusal(hostile)).code == "userinfo_sub"
    del hostile.about["sub"]
    assert (await refusal(hostile)).code == "userinfo_sub"


async def test_a_plain_id_token_is_refused_where_encryption_is_agreed(hostile: Hostile) -> None:
    assert (await refusal(hostile, id_token_encrypted=True)).code == "id_token_not_encrypted"
    hostile.sign = lambda claims: for_us(hostile.signed(claims))
    assert (await log_in(hostile, party(hostile, id_token_encrypted=True))).level == 25


async def test_a_login_too_long_ago_is_refused_where_that_was_asked(hostile: Hostile) -> None:
    assert (await refusal(hostile, max_auth_age=60)).code.startswith("id_token_")
    hostile.change = with_claim("auth_time", NOW - 121)
    assert (await refusal(hostile, max_auth_age=60)).code == "id_token_auth_time"
    hostile.change = with_claim("auth_time", NOW - 119)
    assert (await log_in(hostile, party(hostile, max_auth_age=60))).level == 25


async def test_the_provider_has_to_name_itself_where_it_promised(hostile: Hostile) -> None:
    hostile.document["authorization_response_iss_parameter_supported"] = True
    assert (await refusal(hostile)).code == "response_iss"
    assert (await log_in(hostile, party(hostile), iss=ISSUER)).level == 25
    with pytest.raises(LoginFailed, match="response_iss"):
        await log_in(hostile, party(hostile), iss="https://other.example")


@pytest.mark.parametrize("with_id", [True, False])
async def test_odd_keys_beside_the_right_one_do_no_harm(hostile: Hostile, with_id: bool) -> None:
    good = THEIRS.as_dict(private=False)
    if not with_id:
        good = {name: good[name] for name in ("kty", "n", "e")}
        hostile.header = {"alg": "RS256"}
    curve = ECKey.generate_key("P-256", {"kid": "theirs", "use": "sig"}).as_dict(private=False)
    small = {**FOREIGN.as_dict(private=False), "n": good["n"][:170]}
    odd = [{"kty": "AKP"}, 7, "key", None, {}, {"kty": "RSA"}, {"kty": "oct", "k": "AAAA"}, small]
    hostile.published = {"keys": [*odd, curve, FOREIGN.as_dict(private=False), good]}
    assert (await log_in(hostile, party(hostile))).level == 25


async def test_no_change_of_a_token_gets_anybody_in(hostile: Hostile) -> None:
    ours, chance = party(hostile), random.Random(7)
    for _ in range(rounds(100, 10_000)):
        hostile.sign = lambda claims: changed(hostile.signed(claims), chance)
        with pytest.raises(LoginFailed) as failed:
            await log_in(hostile, ours)
        assert failed.value.kind is Kind.REJECTED


def changed(token: str, chance: random.Random) -> str:
    # Not the last sign: of some of its bits the signature does not depend.
    place = chance.randrange(len(token) - 1)
    new = chance.choice([sign for sign in string.ascii_letters + ".-_=é" if sign != token[place]])
    return token[:place] + chance.choice(["", new, new * 3]) + token[place + 1 :]
