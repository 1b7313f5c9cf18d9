"""What the provider tells about the person: plain, signed, or signed and encrypted for us."""

from datetime import datetime
from typing import Any

import msgspec

from portal.identity.errors import misconfigured, rejected
from portal.identity.oidc.configuration import ClientKeys
from portal.identity.oidc.discovery import Addresses
from portal.identity.oidc.exchange import Tokens
from portal.identity.oidc.id_token import require_for_us, require_in_time
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.tokens import SignatureCheck, decrypted, is_encrypted
from portal.identity.oidc.transport import Transport, json_object, require_ok


class UserInfo(msgspec.Struct, frozen=True):
    """Asks one provider about the person of a login."""

    provider: Provider
    keys: ClientKeys
    transport: Transport
    check: SignatureCheck

    async def about(
        self, subject: str, tokens: Tokens, addresses: Addresses, at: datetime
    ) -> dict[str, Any]:
        """
        Ask; empty where the provider is not asked.

        Raises:
            LoginFailed: about somebody else, or not in the agreed form.

        """
        if self.provider.userinfo == "none":
            return {}
        found = await self._asked(tokens, addresses, at)
        if "sub" in found or self.provider.userinfo_needs_sub:
            _require_subject(found, subject)
        return found

    async def _asked(self, tokens: Tokens, addresses: Addresses, at: datetime) -> dict[str, Any]:
        if addresses.userinfo is None:
            raise misconfigured("no_userinfo")
        headers = {
            "authorization": f"Bearer {tokens.access}",
            "accept": "application/jwt, application/json",
        }
        answer = await self.transport.get("userinfo", addresses.userinfo, headers=headers)
        require_ok("userinfo", answer)
        if self.provider.userinfo == "json":
            return json_object("userinfo", answer.body)
        return await self._signed(answer.body, at)

    async def _signed(self, body: bytes, at: datetime) -> dict[str, Any]:
        # Some providers send the token as a JSON text.
        token = body.decode("ascii", "replace").strip().strip('"')
        if is_encrypted(token):
            token = decrypted("userinfo", token, self.provider, self.keys)
        elif self.provider.userinfo == "encrypted":
            raise rejected("userinfo_not_encrypted")
        found = await self.check.verified("userinfo", token, at)
        require_for_us("userinfo", found.claims, self.provider)
        require_in_time("userinfo", found.claims, self.provider, at.timestamp())
        return found.claims


def _require_subject(found: dict[str, Any], subject: str) -> None:
    if found.get("sub") != subject:
        raise rejected("userinfo_sub")
