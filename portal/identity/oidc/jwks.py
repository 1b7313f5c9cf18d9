"""The public keys of a provider; odd members of the set are passed over, not fatal."""

from datetime import datetime
from typing import Any

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey, import_key

from portal.identity.errors import unavailable
from portal.identity.oidc.discovery import Discovery
from portal.identity.oidc.kept import Kept
from portal.identity.oidc.transport import OK, Transport, json_object

MOST_KEYS = 50
SMALLEST_RSA = 2048


class PublicKey(msgspec.Struct, frozen=True):
    """One key that can check a signature; `id` and `algorithm` are None where not said."""

    key: Key
    id: str | None
    algorithm: str | None

    def fits(self, key_id: str | None, algorithm: str) -> bool:
        """Tell whether a token that names this key id (None: none) may be signed with this key."""
        named = key_id is None or self.id in {None, key_id}
        return named and self.algorithm in {None, algorithm}


class PublicKeys:
    """The keys of one provider, kept as `kept` says."""

    def __init__(self, discovery: Discovery, transport: Transport) -> None:
        self._discovery = discovery
        self._transport = transport
        self._kept = Kept(self._fetch)

    async def known(self, at: datetime) -> tuple[tuple[PublicKey, ...], int]:
        """
        Give the keys at hand and their version.

        Raises:
            LoginFailed: they cannot be had.

        """
        return await self._kept.get(at), self._kept.version

    async def newer(self, at: datetime, than: int) -> tuple[PublicKey, ...]:
        """
        Give keys fetched after version `than`, for a token that those did not fit.

        One request for a token that the provider itself gave us, so there is no pause between them:
        with one, a key that was just replaced would lock everybody out.

        Raises:
            LoginFailed: they cannot be had.

        """
        return await self._kept.newer(at, than)

    async def _fetch(self, at: datetime, share: float) -> tuple[PublicKey, ...]:
        addresses = await self._discovery.addresses(at)
        answer = await self._transport.get("jwks", addresses.jwks, share=share)
        if answer.status != OK:
            raise unavailable("jwks_status", str(answer.status))
        return read(json_object("jwks", answer.body))


def read(document: dict[str, Any]) -> tuple[PublicKey, ...]:
    """
    Read the usable keys of a set.

    Raises:
        LoginFailed: it is no set, or an unlikely large one.

    """
    members = document.get("keys")
    if not isinstance(members, list) or len(members) > MOST_KEYS:
        raise unavailable("jwks_shape")
    found = (_public_key(member) for member in members if isinstance(member, dict))
    return tuple(key for key in found if key is not None)


def _public_key(member: dict[str, Any]) -> PublicKey | None:
    if member.get("kty") not in {"RSA", "EC"} or member.get("use", "sig") != "sig":
        return None
    key_id, algorithm = member.get("kid"), member.get("alg")
    # Only what checks a signature: odd or private members may not decide what the key can do.
    material: dict[str, Any] = {
        name: member[name] for name in ("kty", "n", "e", "crv", "x", "y") if name in member
    }
    try:
        key = import_key(material)
        if isinstance(key, RSAKey) and key.raw_value.key_size < SMALLEST_RSA:
            return None
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    if not isinstance(key, RSAKey | ECKey):
        return None
    return PublicKey(key, key_id if isinstance(key_id, str) else None, _text(algorithm))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
