"""Statements that remove lines past their term; the owner of the tables alone may run them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from consent.statements import fetch, require_transaction

# $1 is the day: a line is kept through the last day of its term.
PAST = "select id from access_entry where retain_until < $1 and person is not distinct from $2"


async def whose(on: date, limit: int) -> Sequence[Any]:
    """Give whose lines are past their term, with who they are now; None where nobody is named."""
    return await fetch(
        "select distinct e.person, coalesce(p.merged_into, e.person) as now"
        " from access_entry e left join person p on p.id = e.person"
        " where e.retain_until < $1 order by 1 limit $2",
        on,
        limit,
    )


async def remove(person: UUID | None, on: date) -> int:
    """Remove this person's lines that are past their term on a day; the numbers are not reused."""
    require_transaction()
    await fetch("select set_config('portal.prune_on', $1, true)", on.isoformat())
    await fetch(f"delete from access_number where entry in ({PAST})", on, person)  # noqa: S608
    removed = await fetch(f"delete from access_entry where id in ({PAST}) returning id", on, person)  # noqa: S608
    return len(removed)
