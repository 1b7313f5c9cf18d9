"""The address to which a sending comes back: its own, and only we can have written it.

It names the message and proves the sending; so nothing that a report says is taken on trust.
"""

import hmac
import re
from base64 import b32decode, b32encode
from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

import msgspec

from portal.vault import Vault

PLACE = "{token}"
PURPOSE = "post-return"
PROOF_BYTES = 10
# Letters of one case and digits: servers on the way may change the case of an address.
TOKEN_SIGNS = 42
_TOKEN = f"([a-z2-7]{{{TOKEN_SIGNS}}})"


class Returned(msgspec.Struct, frozen=True):
    """Which message an address names, and its proof, not yet looked at."""

    message: UUID
    proof: bytes


def return_address(vault: Vault, template: str, message: UUID, sending: UUID) -> str:
    """Give the address to which one sending of a message comes back."""
    proof = _proof(vault.secret(PURPOSE), message, sending)
    token = b32encode(message.bytes + proof).decode().rstrip("=").lower()
    return template.replace(PLACE, token)


def named_in(template: str, texts: Iterable[str]) -> Returned | None:
    """Find the first return address of ours in texts such as the headers of a report."""
    before, after = template.split(PLACE)
    address = re.compile(re.escape(before) + _TOKEN + re.escape(after), re.IGNORECASE)
    found = next(filter(None, map(address.search, texts)), None)
    if found is None:
        return None
    told = b32decode(found[1].upper() + "=" * (-TOKEN_SIGNS % 8))
    return Returned(UUID(bytes=told[:-PROOF_BYTES]), told[-PROOF_BYTES:])


def is_proven(vault: Vault, returned: Returned, sending: UUID) -> bool:
    """Tell whether we wrote this address for this sending, under any key that is still here."""
    wanted = (_proof(key, returned.message, sending) for key in vault.secrets(PURPOSE))
    return any(hmac.compare_digest(returned.proof, one) for one in wanted)


def _proof(key: bytes, message: UUID, sending: UUID) -> bytes:
    return hmac.digest(key, message.bytes + sending.bytes, sha256)[:PROOF_BYTES]
