"""What setting an agreement takes: the right, the practice to oneself, a row and a line each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.ids import new_id
from consent.model import Actor, Reason, Right
from consent.queries import practices as queries
from consent.register.practices import practice_of
from consent.statements import hold


def allowed(employee: Actor) -> UUID:
    """
    Give the active practice of somebody who may change its agreements.

    Raises:
        NotFound: the employee has no active practice.
        Refused: the right to change agreements is missing.

    """
    practice = practice_of(employee)
    if not employee.may(Right.AGREEMENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, practice=practice)
    return practice


async def held(employee: Actor) -> UUID:
    """Give it as `allowed` does, and keep others from changing it until the transaction ends."""
    practice = allowed(employee)
    await hold(practice)
    return practice


async def enter(
    employee: Actor, stored: Mapping[str, object], values: Mapping[str, str], at: datetime
) -> None:
    """
    Store agreements of the active practice, with a row and a line per value that changed.

    `stored` is what holds from now on, by column; `values` are as the history keeps them, by name.
    """
    if not values:
        return
    practice = practice_of(employee)
    rows = [_row(employee, practice, name, value, at) for name, value in values.items()]
    await queries.set_agreements(practice, dict(stored), rows)
    await note(employee, values, at)


async def note(employee: Actor, names: Iterable[str], at: datetime) -> None:
    """Write a line in the practice's own log for each agreement that changed."""
    practice = practice_of(employee)
    lines = (
        Event(Action.AGREEMENTS_CHANGE, at, practice=practice, object_id=practice, detail=name)
        for name in names
    )
    await accesslog.record(employee, *lines)


def _row(employee: Actor, practice: UUID, name: str, value: str, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(at),
        "practice": practice,
        "agreement": name,
        "value": value,
        "changed_by": employee.id,
        "changed_at": at,
    }
