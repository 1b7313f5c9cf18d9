"""Statements of access requests and releases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.model import RequestStatus
from consent.queries.ending import WAITING
from consent.statements import fetch, fetch_one, require_transaction
from consent.tables import AccessRequest, Release

REQUEST = """
select q.id, q.patient, q.reader, q.status, q.asked_at, q.decided_at, q.decided_rule,
       q.refusal_reason, q.explanation, q.note,
       f.practice, f.number, pr.name as practice_name, pr.phone as practice_phone,
       p.given, p.prefix, p.family, p.born, q.representation, x.kind as standing,
       a.given as reader_given, a.prefix as reader_prefix, a.family as reader_family
from access_request q
join patient f on f.id = q.patient
join practice pr on pr.id = f.practice
join person p on p.id = f.person
join person a on a.id = q.reader
left join representation x on x.id = q.representation
"""


class Decided(msgspec.Struct, frozen=True):
    """What a decision writes, by the names of the columns: who (or which rule), when, and why."""

    decided_at: datetime
    decided_by: UUID | None = None
    decided_rule: str = ""
    refusal_reason: str = ""
    explanation: str = ""
    note: str = ""


async def request(request_id: UUID) -> Any | None:
    """Give one request with its file."""
    return await fetch_one(REQUEST + " where q.id = $1", request_id)


async def of_reader(reader: UUID, person: UUID) -> Sequence[Any]:
    """Give everything that somebody asked to see of a person, the newest first."""
    return await fetch(
        REQUEST + " where q.reader = $1 and f.person = $2 order by q.id desc limit 20",
        reader,
        person,
    )


async def worklist(
    practice: UUID, statuses: Sequence[str], after: UUID | None, limit: int
) -> Sequence[Any]:
    """Give the requests of a practice in these states, the oldest first, after a request."""
    return await fetch(
        REQUEST + " where f.practice = $1 and q.status = any($2)"
        " and ($3::uuid is null or q.id > $3) order by q.id limit $4",
        practice,
        list(statuses),
        after,
        limit,
    )


async def counts(practice: UUID) -> Sequence[Any]:
    """Count the requests of a practice per state."""
    return await fetch(
        "select q.status, count(*) as number from access_request q"
        " join patient f on f.id = q.patient where f.practice = $1 group by q.status",
        practice,
    )


async def add(row: dict[str, Any]) -> bool:
    """Write a new request; False when the same person has one open already."""
    require_transaction()
    added = await AccessRequest.insert(AccessRequest(**row)).on_conflict(action="DO NOTHING")
    return bool(added)


async def move(
    request_id: UUID,
    to: RequestStatus,
    decided: Decided | None = None,
    expected: Sequence[str] = WAITING,
) -> bool:
    """Bring a request from one of the expected states to another; False: somebody was first."""
    require_transaction()
    values: dict[Any, Any] = msgspec.structs.asdict(decided) if decided else {}
    moved = (
        await AccessRequest.update(values | {AccessRequest.status: to.value})
        .where(AccessRequest.id == request_id, AccessRequest.status.is_in(list(expected)))
        .returning(AccessRequest.id)
    )
    return bool(moved)


async def release(row: dict[str, Any]) -> bool:
    """Write the stored right that follows from an approved request; False: it is there already."""
    require_transaction()
    return bool(await Release.insert(Release(**row)).on_conflict(action="DO NOTHING"))
