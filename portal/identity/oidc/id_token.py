"""What an ID token must say before anybody is believed: by whom, for whom, which login, when."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

from portal.identity.errors import rejected
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.tokens import SignedToken

OLDEST_SECONDS = 600
LONGEST_LIFE_SECONDS = 2 * 3600
LONGEST_SUBJECT = 255
# Far beyond any date, and false for infinity and for no number at all.
LATEST = 2**53


class Expected(msgspec.Struct, frozen=True):
    """What this login started with, at the moment of checking."""

    nonce: str
    access_token: str
    at: datetime


def require_valid(token: SignedToken, provider: Provider, expected: Expected) -> None:
    """
    Check every claim of an ID token: Authlib's checks of the standard, and stricter ones of ours.

    Raises:
        LoginFailed: one of them does not hold.

    """
    now = expected.at.timestamp()
    require_for_us("id_token", token.claims, provider)
    require_in_time("id_token", token.claims, provider, now)
    _require_standard(token, provider, expected)
    subject = token.claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise rejected("id_token_sub")
    issued, expires = token.claims["iat"], token.claims["exp"]
    if issued < now - OLDEST_SECONDS - provider.leeway:
        raise rejected("id_token_old")
    if expires > now + LONGEST_LIFE_SECONDS + provider.leeway:
        raise rejected("id_token_exp_far")
    _require_recent_login(token.claims, provider, now)


def is_proved(claims: Mapping[str, Any], provider: Provider, since: datetime) -> bool:
    """Tell whether somebody proved who they are in a login that began `since`, not before it."""
    began = int(since.timestamp()) - provider.leeway
    return provider.always_anew or bool(claims.get("auth_time", -math.inf) >= began)


def require_for_us(what: str, claims: Mapping[str, Any], provider: Provider) -> None:
    """
    Require this issuer, and us as the only audience.

    Raises:
        LoginFailed: another's, or also meant for somebody else.

    """
    if claims.get("iss") != provider.issuer:
        raise rejected(f"{what}_iss")
    audience = claims.get("aud")
    if (audience if isinstance(audience, list) else [audience]) != [provider.client_id]:
        raise rejected(f"{what}_aud")


def require_in_time(what: str, claims: Mapping[str, Any], provider: Provider, now: float) -> None:
    """
    Require that the times that are given (seconds since 1970) are numbers and hold now.

    Raises:
        LoginFailed: expired, not yet valid, or no time at all.

    """
    for name in ("exp", "nbf", "iat", "auth_time"):
        if name in claims and not _is_moment(claims[name]):
            raise rejected(f"{what}_{name}")
    if claims.get("exp", math.inf) <= now - provider.leeway:
        raise rejected(f"{what}_exp")
    for name in ("nbf", "iat", "auth_time"):
        if claims.get(name, -math.inf) > now + provider.leeway:
            raise rejected(f"{what}_{name}")


def _require_standard(token: SignedToken, provider: Provider, expected: Expected) -> None:
    essential: Any = {name: {"essential": True} for name in ("iss", "sub", "aud", "exp", "iat")}
    ours = {
        "nonce": expected.nonce,
        "client_id": provider.client_id,
        "access_token": expected.access_token,
    }
    claims = CodeIDToken(token.claims, token.header, essential, ours)
    try:
        claims.validate(now=int(expected.at.timestamp()), leeway=provider.leeway)
    except (JoseError, ValueError, TypeError, AttributeError) as error:
        raise rejected("id_token_claims", type(error).__name__) from None


def _require_recent_login(claims: Mapping[str, Any], provider: Provider, now: float) -> None:
    if provider.max_auth_age is None:
        return
    oldest = now - provider.max_auth_age - provider.leeway
    if claims.get("auth_time", -math.inf) < oldest:
        raise rejected("id_token_auth_time")


def _is_moment(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < LATEST
