"""Opening what a provider encrypted for us, and checking what it signed."""

from datetime import datetime
from typing import Any

import msgspec
from joserfc import jwe, jws, jwt
from joserfc.errors import JoseError

from portal.identity.errors import misconfigured, rejected
from portal.identity.oidc.configuration import ClientKeys
from portal.identity.oidc.jwks import PublicKey, PublicKeys
from portal.identity.oidc.provider import Provider

JWS_PARTS = 3
JWE_PARTS = 5
LARGEST_HEADER = 16 * 1024
MOST_TRIES = 10
# With these a sender chooses the key or the meaning of its own signature.
FORBIDDEN_HEADERS = frozenset({"crit", "b64", "jwk", "jku", "x5u"})


class SignedToken(msgspec.Struct, frozen=True):
    """A token whose signature was checked; its claims are not yet."""

    header: dict[str, Any]
    claims: dict[str, Any]


def is_encrypted(token: str) -> bool:
    """Tell whether this has the form of an encrypted token."""
    return token.count(".") == JWE_PARTS - 1


def decrypted(what: str, token: str, provider: Provider, keys: ClientKeys) -> str:
    """
    Open an encrypted token with one of our keys; the key id is not looked at, some send none.

    Raises:
        LoginFailed: no key of ours opens it, or it is compressed.

    """
    if not keys.decrypting:
        raise misconfigured(f"{what}_no_decryption_key")
    registry = _encryption(provider)
    for key in keys.decrypting:
        try:
            opened = jwe.decrypt_compact(token, key, registry=registry)
            text = (opened.plaintext or b"").decode("ascii")
        except (JoseError, ValueError, TypeError, KeyError, RecursionError):
            continue
        return text
    raise rejected(f"{what}_decrypt")


class SignatureCheck:
    """Checks signatures of one provider against the keys that it publishes."""

    def __init__(self, provider: Provider, keys: PublicKeys) -> None:
        self._provider = provider
        self._keys = keys

    async def verified(self, what: str, token: str, at: datetime) -> SignedToken:
        """
        Check the signature; keys are fetched once more when those at hand do not fit.

        Raises:
            LoginFailed: not signed by this provider in a way we accept.

        """
        header = _header(what, token, self._provider)
        known, version = await self._keys.known(at)
        found = _checked(token, header, known)
        if found is None:
            found = _checked(token, header, await self._keys.newer(at, version))
        if found is None:
            raise rejected(f"{what}_signature")
        return found


def _header(what: str, token: str, provider: Provider) -> dict[str, Any]:
    try:
        header = jws.extract_compact(token.encode("ascii"), registry=_signatures(None)).headers()
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        raise rejected(f"{what}_malformed") from None
    if header.get("alg") not in provider.id_token_algs:
        raise rejected(f"{what}_alg")
    if not isinstance(header.get("kid", ""), str):
        raise rejected(f"{what}_kid")
    if not FORBIDDEN_HEADERS.isdisjoint(header):
        raise rejected(f"{what}_header")
    return dict(header)


def _checked(token: str, header: dict[str, Any], keys: tuple[PublicKey, ...]) -> SignedToken | None:
    registry = _signatures(header["alg"])
    fitting = [key for key in keys if key.fits(header.get("kid"), header["alg"])]
    for candidate in fitting[:MOST_TRIES]:
        try:
            found = jwt.decode(token, candidate.key, registry=registry)
        except (JoseError, ValueError, TypeError, RecursionError):
            continue
        return SignedToken(dict(found.header), dict(found.claims))
    return None


def _signatures(algorithm: str | None) -> jws.JWSRegistry:
    # Strict header checking would refuse what a provider may add, such as x5t or its own names.
    allowed = [algorithm] if algorithm else None
    registry = jws.JWSRegistry(algorithms=allowed, strict_check_header=False)
    registry.max_header_length = LARGEST_HEADER
    return registry


def _encryption(provider: Provider) -> jwe.JWERegistry:
    allowed = [*provider.jwe_algs, *provider.jwe_encs]
    # Compression (DEF) is not in the list, so a token that swells is refused.
    registry = jwe.JWERegistry(algorithms=allowed, strict_check_header=False)
    registry.max_protected_header_length = LARGEST_HEADER
    return registry
