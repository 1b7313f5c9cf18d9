"""The value before a value, as far as the same patient may see it, and which way it went."""

from datetime import datetime
from enum import StrEnum

from consent.model import Grant
from publishing import rows
from publishing.model import Result
from publishing.phrasing import queries
from publishing.policy import number


class Direction(StrEnum):
    """Which way a value went since the one before it."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"


async def previous(grant: Grant, result: Result, taken_at: datetime | None) -> Result | None:
    """
    Give the last value of this determination from before `taken_at` that the patient may see.

    None without a code or a moment, and when nothing came before.
    """
    if not result.code or taken_at is None:
        return None
    row = await queries.previous(grant, result.id, taken_at)
    return rows.result(row) if row else None


def direction(result: Result, before: Result | None) -> Direction | None:
    """
    Say which way a value went; None where nobody can say.

    Two plain numbers with one unit are compared, nothing else: no comparator, no text.
    """
    if before is None or result.comparator or before.comparator or result.unit != before.unit:
        return None
    now, then = number(result.value), number(before.value)
    if now is None or then is None:
        return None
    if now == then:
        return Direction.SAME
    return Direction.HIGHER if now > then else Direction.LOWER
