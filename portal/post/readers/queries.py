"""Statements of addresses, choices, devices and of what has been told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from portal.post.tables import PostAddress, PostChoice, PostDevice, PostTold

ADDRESS = "select id, person, employee, address_sealed, given_at, verified_at from post_address"
IN_USE = "verified_at is not null and ended_at is null"


async def add_address(row: dict[str, Any]) -> None:
    """Write an address that somebody gave."""
    require_transaction()
    await PostAddress.insert(PostAddress(**row))


async def address_in_use(owner: UUID) -> Any | None:
    """Give the address of a person or employee."""
    return await fetch_one(f"{ADDRESS} where (person = $1 or employee = $1) and {IN_USE}", owner)


async def addresses_in_use(owners: Sequence[UUID]) -> Sequence[Any]:
    """Give the addresses of these people or employees."""
    return await fetch(
        f"{ADDRESS} where (person = any($1) or employee = any($1)) and {IN_USE}", list(owners)
    )


async def address_to_check(owner: UUID, since: datetime) -> Any | None:
    """Give the address that was given since a moment and waits to be confirmed."""
    return await fetch_one(
        f"{ADDRESS} where (person = $1 or employee = $1) and verified_at is null"
        " and ended_at is null and given_at > $2 order by given_at desc limit 1",
        owner,
        since,
    )


async def given_since(owner: UUID, since: datetime) -> int:
    """Count the addresses that somebody gave since a moment."""
    row = await fetch_one(
        "select count(*) as number from post_address"
        " where (person = $1 or employee = $1) and given_at > $2",
        owner,
        since,
    )
    return int(row["number"]) if row else 0


async def unconfirmed(address: UUID, since: datetime) -> Any | None:
    """Give, for this transaction alone, an address that may still be confirmed."""
    return await fetch_one(
        f"{ADDRESS} where id = $1 and verified_at is null and ended_at is null and given_at > $2"
        " for update",
        address,
        since,
    )


async def confirm(address: UUID, at: datetime) -> None:
    """Put an address into use."""
    require_transaction()
    await PostAddress.update({PostAddress.verified_at: at}).where(PostAddress.id == address)


async def end_addresses(owner: UUID, at: datetime, *, verified: bool) -> None:
    """End the address in use of somebody, or those that wait to be confirmed."""
    require_transaction()
    state = PostAddress.verified_at.is_not_null() if verified else PostAddress.verified_at.is_null()
    await PostAddress.update({PostAddress.ended_at: at}).where(
        ((PostAddress.person == owner) | (PostAddress.employee == owner))
        & PostAddress.ended_at.is_null()
        & state
    )


async def choices(owner: UUID) -> Sequence[Any]:
    """Give what somebody chose, per kind."""
    return await fetch("select kind, wanted from post_choice where owner = $1", owner)


async def unwanted(owners: Sequence[UUID], kind: str) -> Sequence[Any]:
    """Give who of these does not want a kind."""
    return await fetch(
        "select owner from post_choice where owner = any($1) and kind = $2 and not wanted",
        list(owners),
        kind,
    )


async def choose(row: dict[str, Any]) -> None:
    """Write what somebody chose for a kind."""
    require_transaction()
    await PostChoice.insert(PostChoice(**row)).on_conflict(
        target=(PostChoice.owner, PostChoice.kind),
        action="DO UPDATE",
        values=[PostChoice.wanted, PostChoice.chosen_at],
    )


async def told(things: Sequence[UUID]) -> Sequence[Any]:
    """Give which of these have been told."""
    return await fetch("select person, thing from post_told where thing = any($1)", list(things))


async def tell(rows: Sequence[dict[str, Any]]) -> int:
    """Write what is told; give how much of it was not told before."""
    require_transaction()
    written = (
        await PostTold.insert(*(PostTold(**row) for row in rows))
        .on_conflict(target=(PostTold.person, PostTold.thing), action="DO NOTHING")
        .returning(PostTold.id)
    )
    return len(written)


async def has_device(owner: UUID) -> bool:
    """Tell whether somebody logged in before."""
    found = await fetch_one("select 1 from post_device where owner = $1 limit 1", owner)
    return found is not None


async def add_device(row: dict[str, Any]) -> bool:
    """Write a browser of somebody; False when it was known."""
    require_transaction()
    return bool(
        await PostDevice.insert(PostDevice(**row))
        .on_conflict(target=(PostDevice.owner, PostDevice.device_hash), action="DO NOTHING")
        .returning(PostDevice.id)
    )
