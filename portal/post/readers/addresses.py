"""Mail addresses: given by their owner, sealed, and in use once a link in a mail was followed.

The link opens nothing: it shows one button, and pressing it says that the address is theirs.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from itsdangerous import BadData, URLSafeSerializer

from consent.ids import new_id
from portal.frame.links import link
from portal.post.address import checked_address
from portal.post.model import Kind, Message
from portal.post.outbox import put
from portal.post.readers import queries
from portal.post.readers.model import InUse, Reader
from portal.vault import Vault

COLUMN = "post_address.address"
PURPOSE = "post-address"
GOOD_FOR = timedelta(hours=24)
# So that nobody can have us fill somebody else's mail box.
MOST_A_DAY = 5


class TooMany(Exception):  # noqa: N818 - it reads as what happened
    """Somebody gave more addresses in a day than anybody needs."""


class Confirmed(msgspec.Struct, frozen=True):
    """An address that was confirmed: whose it is."""

    owner: UUID
    is_employee: bool


async def in_use(vault: Vault, owner: UUID, at: datetime) -> InUse:
    """Give the addresses of a person or employee."""
    current = await queries.address_in_use(owner)
    waiting = await queries.address_to_check(owner, at - GOOD_FOR)
    return InUse(_opened(vault, current), _opened(vault, waiting))


async def give(vault: Vault, reader: Reader, address: str, at: datetime) -> None:
    """
    Keep an address and write a mail to it with the link that confirms it.

    Until then nothing else is sent there, and the address in use stays.

    Raises:
        MessageRefused: it is not one mail address.
        TooMany: a fifth one within a day.

    """
    checked_address(address)
    if await queries.given_since(reader.id, at - timedelta(days=1)) >= MOST_A_DAY:
        raise TooMany
    row = new_id(at)
    await queries.end_addresses(reader.id, at, verified=False)
    await queries.add_address(_row(vault, reader, row, address, at))
    check = _message(reader, Kind.ADDRESS_CHECK, str(row), checked_address(address))
    path = link("public.address", bewijs=_signer(vault).dumps(row.hex))
    ends = at + GOOD_FOR
    await put(vault, msgspec.structs.replace(check, path=path, ends_at=ends), at)


async def bring(vault: Vault, reader: Reader, address: str, at: datetime) -> None:
    """Put an address into use that was confirmed elsewhere; nobody is told."""
    row = new_id(at)
    await queries.end_addresses(reader.id, at, verified=True)
    await queries.add_address(_row(vault, reader, row, address, at) | {"verified_at": at})


def address_of(vault: Vault, token: str) -> UUID | None:
    """Give the address that a link speaks of; None when we did not write the link."""
    try:
        return UUID(hex=_signer(vault).loads(token))
    except (BadData, ValueError, TypeError, AttributeError):
        return None


async def may_confirm(address: UUID, at: datetime) -> bool:
    """Tell whether a link still works."""
    return await queries.unconfirmed(address, at - GOOD_FOR) is not None


async def confirm(vault: Vault, address: UUID, language: str, at: datetime) -> Confirmed | None:
    """
    Put an address into use in place of the one before; None when the link works no more.

    The one before is told in this language, and so is the new one; not when there was none.
    """
    row = await queries.unconfirmed(address, at - GOOD_FOR)
    if row is None:
        return None
    owner = row["person"] or row["employee"]
    before = _opened(vault, await queries.address_in_use(owner))
    await queries.end_addresses(owner, at, verified=True)
    await queries.confirm(address, at)
    if before:
        reader = Reader(id=owner, is_employee=row["employee"] is not None, language=language)
        await _tell(vault, reader, address, {"old": before, "new": _opened(vault, row)}, at)
    return Confirmed(owner, row["employee"] is not None)


async def remove(vault: Vault, reader: Reader, at: datetime) -> None:
    """Use no address of somebody any more, and tell the last one so."""
    row = await queries.address_in_use(reader.id)
    for verified in (False, True):
        await queries.end_addresses(reader.id, at, verified=verified)
    if row:
        await _tell(vault, reader, row["id"], {"removed": _opened(vault, row)}, at)


async def _tell(
    vault: Vault, reader: Reader, row: UUID, addresses: dict[str, str], at: datetime
) -> None:
    for which, address in addresses.items():
        subject = f"{row}/{which}"
        await put(vault, _message(reader, Kind.ADDRESS_CHANGED, subject, address), at)


def _row(vault: Vault, reader: Reader, row: UUID, address: str, at: datetime) -> dict[str, Any]:
    return {
        "id": row,
        "employee" if reader.is_employee else "person": reader.id,
        "address_sealed": vault.seal(checked_address(address).encode(), COLUMN, row),
        "given_at": at,
    }


def _message(reader: Reader, kind: Kind, subject: str, address: str) -> Message:
    return Message(
        kind=kind,
        subject=subject,
        address=address,
        language=reader.language,
        practice=reader.practice,
        practice_name=reader.practice_name,
        person=None if reader.is_employee else reader.id,
        employee=reader.id if reader.is_employee else None,
    )


def _opened(vault: Vault, row: Any | None) -> str:
    return vault.open(row["address_sealed"], COLUMN, row["id"]).decode() if row else ""


def _signer(vault: Vault) -> URLSafeSerializer:
    # The library signs with the last key and accepts all; ours are newest first.
    return URLSafeSerializer(list(reversed(vault.secrets(PURPOSE))), salt=PURPOSE)
