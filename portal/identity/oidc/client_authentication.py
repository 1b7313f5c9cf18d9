"""How we prove to a provider that it is us: an assertion, a secret, or our name alone."""

import base64
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote_plus

import msgspec
from authlib.oauth2.rfc7523 import private_key_jwt_sign

from portal.identity.errors import misconfigured
from portal.identity.oidc.configuration import ClientKeys
from portal.identity.oidc.discovery import Addresses
from portal.identity.oidc.provider import Provider

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 60


class Proof(msgspec.Struct, frozen=True):
    """What goes with a request to the provider: form fields and headers."""

    form: Mapping[str, str]
    headers: Mapping[str, str] = {}


def proof_of(provider: Provider, keys: ClientKeys, addresses: Addresses, at: datetime) -> Proof:
    """
    Make a new proof; an assertion lives a minute and its jti is never used again.

    The client id is in the form in every method but Basic: nl-rdo-max asks for it there too.

    Raises:
        LoginFailed: the configuration lacks the key.

    """
    ours = {"client_id": provider.client_id}
    secret = provider.client_secret or ""
    match provider.token_auth:
        case "client_secret_basic":
            return Proof({}, {"authorization": _basic(provider.client_id, secret)})
        case "client_secret_post":
            return Proof({**ours, "client_secret": secret})
        case "private_key_jwt":
            signed = _assertion(provider, keys, addresses, at)
            return Proof(
                {**ours, "client_assertion_type": ASSERTION_TYPE, "client_assertion": signed}
            )
    return Proof(ours)


def _basic(client_id: str, secret: str) -> str:
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def _assertion(provider: Provider, keys: ClientKeys, addresses: Addresses, at: datetime) -> str:
    if keys.signing is None:
        raise misconfigured("no_signing_key")
    by_issuer = provider.assertion_audience == "issuer"
    return str(
        private_key_jwt_sign(
            keys.signing,
            client_id=provider.client_id,
            token_endpoint=provider.issuer if by_issuer else addresses.token,
            alg=provider.signing_alg,
            header={"kid": keys.signing.kid} if keys.signing.kid else {},
            issued_at=int(at.timestamp()),
            expires_in=ASSERTION_SECONDS,
        )
    )
