"""Sending somebody to the provider: what is asked there, and what is kept until they are back."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

import msgspec
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from portal.identity.errors import misconfigured, unavailable
from portal.identity.oidc.client_authentication import Proof
from portal.identity.oidc.discovery import Addresses
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.transport import Transport, json_object

CREATED = 201


class Pending(msgspec.Struct, frozen=True):
    """
    A login under way. Kept on our side, taken once; `state` is only there as its hash.

    `anew` asks for proof again from somebody who may be logged in at the provider still.
    """

    state_hash: bytes
    nonce: str
    verifier: str
    started_at: datetime
    anew: bool = False


class Departure(msgspec.Struct, frozen=True):
    """The address to send the browser to, and what has to be there when it returns."""

    url: str
    pending: Pending


def state_hash(state: str) -> bytes:
    """Give the form in which the state of a login is kept and looked up (32 bytes)."""
    return hashlib.sha256(state.encode("utf-8", "surrogatepass")).digest()


def request_of(
    provider: Provider, at: datetime, language: str, *, anew: bool = False
) -> tuple[Pending, dict[str, str]]:
    """
    Make the request of a new login; `language` is that of our page, "nl" or "en".

    `anew` asks the provider to let nobody in whom it still knew. Source: OIDC Core 3.1.2.1.
    """
    state, nonce, verifier = (secrets.token_urlsafe(size) for size in (32, 32, 48))
    asked = {
        "ui_locales": language,
        **provider.extra_authorize,
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": provider.redirect_uri,
        "scope": " ".join(provider.scopes),
        "state": state,
        "nonce": nonce,
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
    }
    if provider.acr_values:
        asked["acr_values"] = " ".join(provider.acr_values)
    if provider.max_auth_age is not None:
        asked["max_age"] = str(provider.max_auth_age)
    if anew:
        asked |= {"prompt": "login", "max_age": "0"}
    return Pending(state_hash(state), nonce, verifier, at, anew), asked


def pushes(provider: Provider, addresses: Addresses) -> bool:
    """
    Tell whether the request is handed over beforehand. Source: RFC 9126.

    Raises:
        LoginFailed: it must be, and the provider has no address for it.

    """
    if provider.par == "require" and addresses.par is None:
        raise misconfigured("no_par")
    return provider.par != "never" and addresses.par is not None


async def pushed(
    transport: Transport, url: str, asked: Mapping[str, str], proof: Proof
) -> dict[str, str]:
    """
    Hand the request over and give what is left to send with the browser.

    Raises:
        LoginFailed: the provider does not take it.

    """
    answer = await transport.post("par", url, {**asked, **proof.form}, proof.headers)
    if answer.status not in {200, CREATED}:
        refusal = misconfigured if answer.is_refusal else unavailable
        raise refusal("par_status", str(answer.status))
    reference = json_object("par", answer.body).get("request_uri")
    if not isinstance(reference, str) or not reference:
        raise unavailable("par_shape")
    return {"client_id": asked["client_id"], "request_uri": reference}


def with_query(url: str, parameters: Mapping[str, str]) -> str:
    """Add parameters to an address that may have some already."""
    return url + ("&" if "?" in url else "?") + urlencode(parameters)
