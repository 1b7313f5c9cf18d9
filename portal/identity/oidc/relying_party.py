"""The two steps of a login at one provider, each within the time agreed for it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import httpx
import msgspec

from portal.identity.claims.level import level_of
from portal.identity.errors import rejected, unavailable
from portal.identity.oidc import departure
from portal.identity.oidc.client_authentication import proof_of
from portal.identity.oidc.configuration import ClientKeys
from portal.identity.oidc.departure import Departure, Pending
from portal.identity.oidc.discovery import Addresses, Discovery
from portal.identity.oidc.exchange import Code, Tokens, exchanged
from portal.identity.oidc.id_token import Expected, is_proved, require_valid
from portal.identity.oidc.jwks import PublicKeys
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.returning import Returned, code_of, require_issuer, under_way
from portal.identity.oidc.tokens import SignatureCheck, decrypted, is_encrypted
from portal.identity.oidc.transport import Transport
from portal.identity.oidc.userinfo import UserInfo

CALL_SHARE = 0.5


class Login(msgspec.Struct, frozen=True):
    """
    A login that succeeded: at which level, and what was stated of whom.

    The statements are the claims of the ID token and of userinfo; they may hold a BSN and are not
    kept. The subject is no key to a person: some providers give everybody the same. `proved` is
    off where the provider may have known them from before.
    """

    issuer: str
    subject: str
    level: int
    statements: tuple[Mapping[str, Any], ...]
    proved: bool = False

    def __repr__(self) -> str:
        """Show nothing of the person."""
        return f"Login(level={self.level})"


class RelyingParty:
    """Logs people in at one provider; holds what the provider publishes, and nobody's login."""

    def __init__(self, provider: Provider, keys: ClientKeys, http: httpx.AsyncClient) -> None:
        self.provider = provider
        self._keys = keys
        self._transport = Transport(http, provider.timeout * CALL_SHARE, provider.max_bytes)
        self._discovery = Discovery(provider, self._transport)
        self._check = SignatureCheck(provider, PublicKeys(self._discovery, self._transport))
        self._userinfo = UserInfo(provider, keys, self._transport, self._check)

    async def begin(self, at: datetime, language: str = "nl", *, anew: bool = False) -> Departure:
        """
        Begin a login and give the address to send the browser to; `anew` as in `request_of`.

        Raises:
            LoginFailed: the provider cannot be reached or does not take the request.

        """
        async with self._in_time():
            addresses = await self._discovery.addresses(at)
            pending, asked = departure.request_of(self.provider, at, language, anew=anew)
            if departure.pushes(self.provider, addresses):
                proof = proof_of(self.provider, self._keys, addresses, at)
                asked = await departure.pushed(self._transport, str(addresses.par), asked, proof)
            return Departure(departure.with_query(addresses.authorization, asked), pending)

    async def finish(self, back: Returned, pending: Pending | None, at: datetime) -> Login:
        """
        Finish the login that this return belongs to; the caller has taken `pending` away already.

        Raises:
            LoginFailed: nobody is logged in.

        """
        login = under_way(back, pending, at)
        async with self._in_time():
            addresses = await self._discovery.addresses(at)
            require_issuer(back, self.provider, addresses)
            proof = proof_of(self.provider, self._keys, addresses, at)
            code = Code(code_of(back), login.verifier)
            tokens = await exchanged(self._transport, self.provider, addresses, code, proof)
            claims = await self._identified(tokens, Expected(login.nonce, tokens.access, at))
            info = await self._userinfo.about(claims["sub"], tokens, addresses, at)
        return self._login(claims, info, login)

    async def end_session_url(self, back_to: str, state: str, at: datetime) -> str | None:
        """
        Give the address that ends the session at the provider; None where it has none.

        Raises:
            LoginFailed: the provider's addresses cannot be had.

        """
        async with self._in_time():
            addresses: Addresses = await self._discovery.addresses(at)
        if addresses.end_session is None:
            return None
        asked = {"client_id": self.provider.client_id, "post_logout_redirect_uri": back_to}
        return departure.with_query(addresses.end_session, {**asked, "state": state})

    async def _identified(self, tokens: Tokens, expected: Expected) -> dict[str, Any]:
        token = tokens.id
        if is_encrypted(token):
            token = decrypted("id_token", token, self.provider, self._keys)
        elif self.provider.id_token_encrypted:
            raise rejected("id_token_not_encrypted")
        found = await self._check.verified("id_token", token, expected.at)
        require_valid(found, self.provider, expected)
        return found.claims

    def _login(self, claims: Mapping[str, Any], info: Mapping[str, Any], begun: Pending) -> Login:
        level = level_of(self.provider, (claims, info))
        if level < self.provider.min_level:
            raise rejected("level_too_low", str(level))
        proved = is_proved(claims, self.provider, begun.started_at)
        if begun.anew and not proved:
            raise rejected("login_not_anew")
        return Login(self.provider.issuer, claims["sub"], level, (claims, info), proved)

    @asynccontextmanager
    async def _in_time(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self.provider.timeout):
                yield
        except TimeoutError:
            raise unavailable("deadline") from None
