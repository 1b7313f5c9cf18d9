"""One message from its first byte to its answer: kept, read, and filed item by item.

The bytes are committed before anything is read, and every item has a transaction of its own, so
that what is wrong with one leaves the others alone.
"""

import asyncio
from collections.abc import Mapping
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
from publishing.filing.aside import Aside
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

    `message` is its number here, which its sender is not told; None: it was not kept just now.
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
    message: UUID | None = None

    def told(self) -> dict[str, object]:
        """Give what is told to the sender."""
        whole = msgspec.structs.asdict(self)
        return {name: whole[name] for name in TOLD}


class Kept(msgspec.Struct, frozen=True):
    """
    A message whose bytes are kept; `found` is what became of it before, None: nothing yet.

    `whole` are the rows of items, by their place, that were kept whole and may be filed now.
    """

    message: UUID
    delivery: Delivery
    found: Aside | None = None
    whole: Mapping[str, UUID] = {}

    def row(self, item: Item) -> UUID | None:
        """Give the row of an item that is to be tried again; None when it has none."""
        waits = {one.path: one.id for one in self.found.items} if self.found else {}
        return waits.get(item.path) or (self.whole.get(item.path) if item.has_rows else None)

    @property
    def ended(self) -> frozenset[str]:
        """The places of its items that had an end."""
        return self.found.known if self.found else frozenset()

    @property
    def is_filed(self) -> bool:
        """Whether all of it had an end before."""
        return self.found is not None and self.found.is_filed


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
    receipt = await file_kept(Kept(message, delivery), vault, at, file=file, language=language)
    return msgspec.structs.replace(receipt, message=message)


async def file_kept(kept: Kept, vault: Vault, at: datetime, *, file: str, language: str) -> Receipt:
    """Read a message that was kept, and bring to an end what of it had none or waits."""
    delivery, found = kept.delivery, kept.found
    items, note = await asyncio.to_thread(_looked_at, delivery)
    if isinstance(items, Unreadable):
        if found is None or not found.known:
            async with transaction():
                await receive.note_unreadable(kept.message, items.reason, at)
        return unread(file, items, language)
    desk, ordered = receive.open_desk(delivery, kept.message, items, vault, at)
    tried = [item for item in ordered if kept.row(item) or item.path not in kept.ended]
    endings = [await one(desk, item, kept.row(item)) for item in tried]
    refused = len(tried) == len(items) and _is_refused(tried, endings)
    async with transaction():
        if found is not None:
            gone = [one.id for one in found.items if one.path not in desk.survey.positions]
            await aside.read_differently(kept.message, gone, at)
        await receive.finish(desk, note, refused=refused and not kept.is_filed)
    return receipt_of(file, endings, language, refused=refused)


async def one(desk: Desk, item: Item, old: UUID | None = None) -> Ending:
    """
    Bring one item to its end, in transactions of its own.

    `old` is the row of an item that was put aside before and is read again: it is dealt with now,
    or still waits, with the reason that holds now. What somebody else brought to its end
    meanwhile keeps that end.
    """
    try:
        return await _filed(desk, item, old)
    except Faulty as error:
        fault = error.fault
    except asyncpg.IntegrityConstraintViolationError as error:
        if error.constraint_name == receive.ONE_END:
            return await receive.ended(desk, item)
        fault = Fault(item.path, FaultReason.CONTENT_REFUSED)
    except asyncpg.DataError:
        # A value the readers let through and the tables do not: nothing of the item is left.
        fault = Fault(item.path, FaultReason.CONTENT_REFUSED)
    return await _put_aside(desk, item, old, fault)


async def _filed(desk: Desk, item: Item, old: UUID | None) -> Ending:
    async with transaction():
        if old is not None:
            await aside.settle(old, desk.at)
        ending = await receive.take(desk, item)
    receive.settle(desk, ending)
    return ending


async def _put_aside(desk: Desk, item: Item, old: UUID | None, fault: Fault) -> Ending:
    try:
        async with transaction():
            if old is None:
                return await receive.put_aside(desk, item, fault)
            await aside.still_waits(old, fault)
            return Ending(None, fault=fault)
    except asyncpg.UniqueViolationError:
        return await receive.ended(desk, item)


def _looked_at(delivery: Delivery) -> tuple[Unreadable | list[Item], str]:
    """Read in a thread: a large message would keep everybody else waiting."""
    found = read(delivery.body, delivery.content_type)
    return found, "" if isinstance(found, Unreadable) else note_on(delivery.body)


def _is_refused(items: list[Item], endings: list[Ending]) -> bool:
    """Tell whether all that is about patients is about patients of other practices."""
    about = [ending for item, ending in zip(items, endings, strict=True) if item.is_about_patient]
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
