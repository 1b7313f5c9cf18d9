"""Practices: a new one starts closed, every agreement on its strict side. Source: OPEN toolkit."""

from datetime import datetime
from uuid import UUID

import msgspec

from consent.errors import NotFound
from consent.ids import new_id
from consent.model import Actor
from consent.queries import practices as queries


class NewPractice(msgspec.Struct, frozen=True):
    """What has to be known of a practice; `ura` is its subscriber number, None when it has none."""

    name: str
    phone: str = ""
    ura: str | None = None


async def open_practice(new: NewPractice, at: datetime) -> UUID:
    """Add a practice. Nobody can ask anything there until it has switched both facilities on."""
    practice = new_id(at)
    await queries.add_practice(
        {"id": practice, "name": new.name, "phone": new.phone, "ura": new.ura}
    )
    return practice


class PracticeContact(msgspec.Struct, frozen=True):
    """How a practice is reached, for everybody to read."""

    id: UUID
    name: str
    phone: str


async def contacts() -> list[PracticeContact]:
    """Give how every practice is reached, by name."""
    rows = await queries.contacts()
    return [PracticeContact(row["id"], row["name"], row["phone"]) for row in rows]


async def find_practice(reference: str) -> UUID | None:
    """Find a practice by its id or its subscriber number; None when there is none."""
    row = await queries.by_reference(reference.strip().lower())
    return row["id"] if row else None


def practice_of(employee: Actor) -> UUID:
    """
    Give the practice at which an employee is active.

    Raises:
        NotFound: there is none.

    """
    if employee.practice is None:
        raise NotFound
    return employee.practice
