"""Opening the file behind one thing that lies at the practice: found, decided and on record."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from consent import access
from consent.access import Item, Look
from consent.model import Denied, Grant, Right

T = TypeVar("T", bound=Item)


async def open_thing(
    look: Look, right: Right, find: Callable[[], Awaitable[T | None]]
) -> tuple[T, Grant] | Denied | None:
    """
    Find a thing and open its file for work with the right, in the caller's transaction.

    The line is written in every case. None: no such thing here, or a file that is not ours.
    """
    found = await find()
    grant = await access.open_review(look, right, found.patient if found else None)
    if found is None or not isinstance(grant, Grant):
        return grant if isinstance(grant, Denied) else None
    return found, grant
