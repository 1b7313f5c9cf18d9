"""Statements of sessions and of logins that are under way."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.register.people import ALONG, COLUMNS_ALONG
from consent.statements import fetch, fetch_one, require_transaction
from portal.identity.tables import PendingLogin, Session

COLUMNS = """
select s.id, s.kind, s.person, s.membership, s.memberships, s.subject, s.stated, s.level,
       s.language, s.device, s.proved, s.started_at, s.last_seen_at"""
SESSION = f"{COLUMNS} from session s"
# Every page asks this, so that who comes is read in the same statement.
VISIT = f"{COLUMNS}, {COLUMNS_ALONG} from session s {ALONG} s.person where s.token_hash = $1"


async def add_pending(row: dict[str, Any]) -> None:
    """Write a login that goes to the provider."""
    require_transaction()
    await PendingLogin.insert(PendingLogin(**row))


async def take_pending(
    state_hash: bytes, browser_hash: bytes, client: str
) -> dict[str, Any] | None:
    """Remove the login under way of this browser and give it; whoever comes second gets None."""
    require_transaction()
    rows: Sequence[dict[str, Any]] = (
        await PendingLogin.delete()
        .where(
            (PendingLogin.state_hash == state_hash)
            & (PendingLogin.browser_hash == browser_hash)
            & (PendingLogin.client == client)
        )
        .returning(
            PendingLogin.state_hash,
            PendingLogin.nonce,
            PendingLogin.verifier,
            PendingLogin.next_path,
            PendingLogin.started_at,
            PendingLogin.anew,
        )
    )
    return rows[0] if rows else None


async def remove_pending(before: datetime) -> None:
    """Remove the logins under way that began before a moment."""
    require_transaction()
    await PendingLogin.delete().where(PendingLogin.started_at < before)


async def is_crowded(most: int) -> bool:
    """Tell whether as many logins are under way as there is room for; counts no further."""
    row = await fetch_one(
        "select count(*) as here from (select from pending_login limit $1) as found", most
    )
    return row is not None and row["here"] >= most


async def make_room(from_key: bytes, most: int) -> None:
    """Remove the oldest logins under way from one place beyond so many."""
    require_transaction()
    await fetch(
        "delete from pending_login where id in (select id from pending_login where from_key = $1"
        " order by started_at desc, id desc offset $2)",
        from_key,
        most,
    )


async def add_session(row: dict[str, Any]) -> None:
    """Write a new session."""
    require_transaction()
    await Session.insert(Session(**row))


async def session_under(token_hash: bytes) -> Any | None:
    """Find the session under the hash of its token, with the person who logged in."""
    return await fetch_one(VISIT, token_hash)


async def sessions_of_person(person: UUID) -> Sequence[Any]:
    """Give the sessions of a patient."""
    return await fetch(SESSION + " where person = $1", person)


async def sessions_of_memberships(memberships: Sequence[UUID]) -> Sequence[Any]:
    """Give the sessions at one of these memberships, or in which one of them can be chosen."""
    return await fetch(
        SESSION + " where membership = any($1::uuid[]) or memberships && $1::uuid[]",
        list(memberships),
    )


async def sessions_among(found: Sequence[UUID]) -> Sequence[Any]:
    """Give those of these sessions that are there."""
    return await fetch(SESSION + " where id = any($1::uuid[])", list(found))


async def touch(session: UUID, at: datetime, before: datetime) -> None:
    """Write when a session was last seen, unless that was written after `before`."""
    require_transaction()
    await Session.update({Session.last_seen_at: at}).where(
        (Session.id == session) & (Session.last_seen_at <= before)
    )


async def set_language(session: UUID, language: str) -> None:
    """Keep the language of a session."""
    require_transaction()
    await Session.update({Session.language: language}).where(Session.id == session)


async def remove_session(session: UUID) -> bool:
    """Remove a session; False when it was gone already."""
    require_transaction()
    return bool(await Session.delete().where(Session.id == session).returning(Session.id))


async def remove_under(token_hash: bytes) -> None:
    """Remove the session under the hash of a token, where there is one."""
    require_transaction()
    await Session.delete().where(Session.token_hash == token_hash)


async def remove_among(found: Sequence[UUID]) -> list[UUID]:
    """Remove these sessions, and give the ids of those that were there."""
    require_transaction()
    rows = await Session.delete().where(Session.id.is_in(list(found))).returning(Session.id)
    return [row["id"] for row in rows]


async def remove_of_person(person: UUID) -> list[UUID]:
    """Remove the sessions of a patient, and give their ids."""
    require_transaction()
    rows = await Session.delete().where(Session.person == person).returning(Session.id)
    return [row["id"] for row in rows]


async def remove_at(membership: UUID) -> list[UUID]:
    """Remove the sessions under a membership, and give their ids."""
    require_transaction()
    rows = await Session.delete().where(Session.membership == membership).returning(Session.id)
    return [row["id"] for row in rows]


async def remove_old(kind: str, seen_before: datetime, started_before: datetime) -> None:
    """Remove the sessions of a kind that were idle, or that lasted, for too long."""
    require_transaction()
    await Session.delete().where(
        (Session.kind == kind)
        & ((Session.last_seen_at < seen_before) | (Session.started_at < started_before))
    )
