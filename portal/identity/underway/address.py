"""From where somebody comes, as a keyed hash: enough to count by, and nothing to trace."""

import hashlib
import hmac
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from litestar.connection import ASGIConnection

FORWARDED = "x-forwarded-for"
# Who has one address of version 6 has all of its network.
NETWORK_BITS = 64

Networks = Sequence[IPv4Network | IPv6Network]


def from_key(connection: ASGIConnection[Any, Any, Any, Any]) -> bytes:
    """Give the keyed hash of where this request comes from."""
    state = connection.app.state
    peer = connection.client.host if connection.client else ""
    said = connection.headers.get(FORWARDED, "")
    found = _network(origin(peer, said, state.settings.proxies))
    secret: bytes = state.vault.secret("pending/address")
    return hmac.digest(secret, found.encode(), hashlib.sha256)


def origin(peer: str, forwarded: str, proxies: Networks) -> str:
    """
    Give the address a request came from: of the peer, or what a proxy of ours says of it.

    Only what the last proxy that is ours wrote counts; what came before it anybody can write.
    """
    hops = [*(one.strip() for one in forwarded.split(",") if one.strip()), peer]
    strangers = [hop for hop in hops if not _is_among(hop, proxies)]
    return strangers[-1] if strangers and _is_among(peer, proxies) else peer


def _is_among(address: str, networks: Networks) -> bool:
    try:
        return any(ip_address(address) in network for network in networks)
    except ValueError:
        return False


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network((found, NETWORK_BITS), strict=False))
    return str(found)
