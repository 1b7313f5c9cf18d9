"""The practice's worklist of requests: what waits, what was decided, what the rules advise."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from consent.age import AgeBand, age_rule
from consent.dates import age, today
from consent.model import Actor, RequestStatus
from consent.queries import requests as queries
from consent.requests.model import PAGE, AccessRequest, read_request


class Advice(msgspec.Struct, frozen=True):
    """What the rules advise who decides; `age` is None when the birth date is unknown."""

    can_release: bool
    band: AgeBand
    age: int | None


async def worklist(
    reviewer: Actor, statuses: Sequence[RequestStatus], after: UUID | None = None
) -> list[AccessRequest]:
    """Give a page of the active practice's requests, the oldest first, after the one last seen."""
    if reviewer.practice is None:
        return []
    wanted = [status.value for status in statuses]
    rows = await queries.worklist(reviewer.practice, wanted, after, PAGE)
    return [read_request(row) for row in rows]


async def counts(reviewer: Actor) -> dict[RequestStatus, int]:
    """Count the active practice's requests per state; states without any are left out."""
    if reviewer.practice is None:
        return {}
    rows = await queries.counts(reviewer.practice)
    return {RequestStatus(row["status"]): row["number"] for row in rows}


async def request_here(reviewer: Actor, request_id: UUID) -> AccessRequest | None:
    """Give a request of the active practice; None when there is none. Logs nothing."""
    row = await queries.request(request_id)
    if row is None or row["practice"] != reviewer.practice:
        return None
    return read_request(row)


def advice(born: str, at: datetime) -> Advice:
    """Say what the age rule advises about somebody who asks for their own file."""
    years = age(born, today(at))
    rule = age_rule(years)
    return Advice(can_release=rule.automatic, band=rule.band, age=years)
