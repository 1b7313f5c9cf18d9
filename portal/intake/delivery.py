"""One message from its first byte to its answer: kept, read, and filed item by item.

The bytes are committed before anything is read, and every item has a transaction of its own, so
that what is wrong with one leaves the others alone.
"""

import asyncio
from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from portal.database import transaction
from portal.settings import Environment, Settings
from portal.texts import text
from portal.vault import Vault
from publishing import receive
from publishing.filing import aside
from publishing.filing.desk import Desk, Terms
from publishing.filing.outcome import Filed
from publishing.intake.faults import Fault, FaultReason, Faulty, Unreadable
from publishing.intake.items import Item
from publishing.intake.reader import note_on, read
from publishing.receive import Delivery, Ending


class ToldFault(msgspec.Struct, frozen=True):
    """What was wrong with one item: where, the code, and a sentence."""

    path: str
    reason: str
    text: str


class Receipt(msgspec.Struct, frozen=True):
    """
    How a message ended. `items` = `accepted` + `duplicate` + `quarantined`.

    `kept` is the part of `accepted` that has no page. `unreadable` is the reason when the message
    could not be read at all; `refused` when all of it is about another practice's patients.
    """

    file: str
    items: int = 0
    accepted: int = 0
    kept: int = 0
    duplicate: int = 0
    quarantined: int = 0
    faults: tuple[ToldFault, ...] = ()
    unreadable: FaultReason | None = None
    refused: bool = False

    def told(self) -> dict[str, object]:
        """Give what is told to the sender."""
        whole = msgspec.structs.asdict(self)
        return {name: whole[name] for name in TOLD}


TOLD = ("file", "items", "accepted", "kept", "duplicate", "quarantined", "faults")


def terms_of(settings: Settings) -> Terms:
    """Give the terms on which an installation with these settings takes things in."""
    is_real = settings.environment is Environment.PRODUCTION
    return Terms(takes_tests=not is_real, scanner=settings.letter_scanner or "")


async def deliver(
    delivery: Delivery, vault: Vault, at: datetime, *, file: str, language: str
) -> Receipt:
    """Take in one message; `file` is how its receipt names it."""
    async with transaction():
        message = await receive.keep(delivery, vault, at)
    # In a thread: a large message would keep everybody else waiting.
    found = await asyncio.to_thread(read, delivery.body, delivery.content_type)
    if isinstance(found, Unreadable):
        async with transaction():
            await receive.note_unreadable(message, found.reason)
        return unread(file, found, language)
    note = note_on(delivery.body)
    if note:
        async with transaction():
            await receive.note_odd(message, note)
    desk, items = receive.open_desk(delivery, message, found, vault, at)
    endings = [await one(desk, item) for item in items]
    refused = _is_refused(items, endings)
    if refused:
        async with transaction():
            await receive.refuse_message(desk)
    return receipt_of(file, endings, language, refused=refused)


async def one(desk: Desk, item: Item, old: UUID | None = None) -> Ending:
    """
    Bring one item to its end, in a transaction of its own.

    `old` is the row of an item that was put aside before and is read again: it is dealt with now,
    or still waits, with the reason that holds now.
    """
    try:
        async with transaction():
            ending = await receive.take(desk, item)
            if old is not None:
                await aside.settle(old, desk.at)
    except Faulty as error:
        fault = error.fault
    except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError):
        # A value the readers let through and the tables do not: nothing of the item is left.
        fault = Fault(item.path, FaultReason.CONTENT_REFUSED)
    else:
        receive.settle(desk, ending)
        return ending
    async with transaction():
        if old is not None:
            await aside.still_waits(old, fault)
            ending = Ending(None, fault=fault)
        else:
            ending = await receive.put_aside(desk, item, fault)
    return ending


def _is_refused(items: list[Item], endings: list[Ending]) -> bool:
    """Tell whether all that is about patients is about patients of other practices."""
    about = [
        ending
        for item, ending in zip(items, endings, strict=True)
        if receive.is_about_patient(item)
    ]
    return bool(about) and all(
        ending.fault is not None and ending.fault.reason is FaultReason.PATIENT_NOT_HERE
        for ending in about
    )


def receipt_of(
    file: str, endings: list[Ending], language: str, *, refused: bool = False
) -> Receipt:
    """Tell how the items of a message ended."""
    faults = [ending.fault for ending in endings if ending.fault is not None]
    filed = [ending.filed for ending in endings]
    return Receipt(
        file=file,
        items=len(endings),
        accepted=filed.count(Filed.ACCEPTED) + filed.count(Filed.KEPT),
        kept=filed.count(Filed.KEPT),
        duplicate=filed.count(Filed.DUPLICATE),
        quarantined=len(faults),
        faults=tuple(_told(fault, language) for fault in faults),
        refused=refused,
    )


def unread(file: str, found: Unreadable, language: str) -> Receipt:
    """Tell that nothing of a message could be read."""
    fault = _told(Fault(found.place, found.reason), language)
    return Receipt(file, faults=(fault,), unreadable=found.reason)


def _told(fault: Fault, language: str) -> ToldFault:
    told = text(language, f"intake.reason.{fault.reason}")
    return ToldFault(fault.path, fault.reason.value, told)
