"""Statements by which one person, and one file at a practice, go on in another."""

from datetime import datetime
from uuid import UUID

from consent.queries import sharing
from consent.statements import fetch, fetch_one, require_transaction
from consent.tables import Episode, Person, VisibilityChange

# Whoever is kept out of the double is kept out here; once is enough.
KEPT_OUT = """
update representation_block b set patient = $2 where b.patient = $1
  and not exists (select from representation_block o where o.patient = $2
                  and o.representative = b.representative
                  and o.lifted_at is null and b.lifted_at is null)
"""


async def has_looked(person: UUID) -> bool:
    """Tell whether a person ever asked, looked, or has numbered lines in their log."""
    row = await fetch_one(
        "select exists (select from access_request where reader = $1)"
        " or exists (select from access_number where person = $1)"
        " or exists (select from access_entry where person = $1 and user_kind = 'person')"
        " or exists (select from representation where representative = $1)"
        " or exists (select from representation_block where representative = $1) as looked",
        person,
    )
    return bool(row and row["looked"])


async def move(double: UUID, into: UUID, at: datetime) -> None:
    """
    Let what one file holds go on in another: episodes, what was hidden, who is kept out.

    What was stated about sharing is copied, because statements are never changed.
    """
    require_transaction()
    await Episode.update({Episode.patient: into}).where(Episode.patient == double)
    await VisibilityChange.update({VisibilityChange.patient: into}).where(
        VisibilityChange.patient == double
    )
    await fetch(KEPT_OUT, double, into)
    await sharing.copy(double, into, at)


async def end_representation(patient: UUID, at: datetime) -> None:
    """End who may act for somebody in a file that goes on in another."""
    require_transaction()
    await fetch(
        "update representation set ended_at = $2, ended_by = 'practice'"
        " where patient = $1 and ended_at is null",
        patient,
        at,
    )


async def join(double: UUID, into: UUID) -> None:
    """Let a double person go on as another; the number they were found by is forgotten."""
    require_transaction()
    await Person.update({Person.merged_into: into}).where(Person.merged_into == double)
    await Person.update(
        {Person.merged_into: into, Person.bsn_key: None, Person.bsn_sealed: None}
    ).where(Person.id == double)
