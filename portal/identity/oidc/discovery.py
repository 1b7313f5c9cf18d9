"""Where a provider says its addresses are, and which of them we are prepared to use."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec

from portal.identity.errors import misconfigured, unavailable
from portal.identity.oidc.kept import Kept
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.transport import OK, Transport, json_object

WELL_KNOWN = "/.well-known/openid-configuration"


class Addresses(msgspec.Struct, frozen=True):
    """The part of a discovery document that a login needs; None where the provider has none."""

    authorization: str
    token: str
    jwks: str
    userinfo: str | None = None
    par: str | None = None
    end_session: str | None = None
    names_issuer: bool = False
    """Whether the provider promises its name (`iss`) with every answer. Source: RFC 9207 §3."""


class Discovery:
    """The addresses of one provider, kept as `kept` says."""

    def __init__(self, provider: Provider, transport: Transport) -> None:
        self._provider = provider
        self._transport = transport
        self._kept = Kept(self._fetch)

    async def addresses(self, at: datetime) -> Addresses:
        """
        Give the addresses.

        Raises:
            LoginFailed: they cannot be had, or name another issuer.

        """
        return await self._kept.get(at)

    async def _fetch(self, _at: datetime, share: float) -> Addresses:
        url = self._provider.issuer.rstrip("/") + WELL_KNOWN
        answer = await self._transport.get("discovery", url, share=share)
        if answer.status != OK:
            raise unavailable("discovery_status", str(answer.status))
        return read(json_object("discovery", answer.body), self._provider.issuer)


def read(document: dict[str, Any], issuer: str) -> Addresses:
    """
    Read a discovery document of this issuer.

    Raises:
        LoginFailed: it is another's, or lacks an address, or names one that is not safe.

    """
    if document.get("issuer") != issuer:
        raise misconfigured("discovery_issuer")
    scheme = urlsplit(issuer).scheme
    return Addresses(
        authorization=_needed(document, "authorization_endpoint", scheme),
        token=_needed(document, "token_endpoint", scheme),
        jwks=_needed(document, "jwks_uri", scheme),
        userinfo=_address(document, "userinfo_endpoint", scheme),
        par=_address(document, "pushed_authorization_request_endpoint", scheme),
        end_session=_address(document, "end_session_endpoint", scheme),
        names_issuer=document.get("authorization_response_iss_parameter_supported") is True,
    )


def _needed(document: dict[str, Any], name: str, scheme: str) -> str:
    found = _address(document, name, scheme)
    if found is None:
        raise misconfigured("discovery_lacks", name)
    return found


def _address(document: dict[str, Any], name: str, scheme: str) -> str | None:
    found = document.get(name)
    if found is None:
        return None
    if not isinstance(found, str) or not _is_safe(found, scheme):
        raise misconfigured("discovery_address", name)
    return found


def _is_safe(url: str, scheme: str) -> bool:
    try:
        parts = urlsplit(url)
        port_is_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    # An issuer on https may not send anybody to a plain address.
    schemes = {"https"} if scheme == "https" else {"http", "https"}
    clean = url.isascii() and url.isprintable() and " " not in url and not parts.fragment
    return parts.scheme in schemes and bool(parts.hostname) and port_is_number and clean
