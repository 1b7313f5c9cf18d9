"""
Taking in a message: its bytes first, then item by item, each to an end of its own.

The caller opens the transactions: one for `keep`, then one per item for `take`; when that raises
or the database refuses, nothing of the item is left and `put_aside` says why. Nothing that came
in is without an end, and nothing is taken twice.
"""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.files import facts_of_patient
from consent.ids import new_id
from consent.register.sources import Source
from consent.vault import Vault
from publishing.filing import links
from publishing.filing.aside import Aside
from publishing.filing.desk import Desk, Paper, Terms
from publishing.filing.dispatch import file
from publishing.filing.outcome import Filed
from publishing.filing.owner import owner
from publishing.filing.survey import in_order, survey
from publishing.intake.faults import Fault, FaultReason, Faulty
from publishing.intake.items import Item
from publishing.intake.reads import AuditRead
from publishing.queries import intake as queries

BODY_COLUMN, ITEM_COLUMN = "intake_message.body", "intake_item.body"
BY_STATEMENT = "patient-stated/1"
QUARANTINED = "quarantined"
# The index that lets every item of a message have one end, whoever else comes back to it.
ONE_END = "intake_item_end_key"


class Delivery(msgspec.Struct, frozen=True):
    """
    What came in, from whom.

    `stated` is the file that an employee (`stated_by`) says it belongs to; None: nobody said.
    """

    source: Source
    body: bytes
    content_type: str = ""
    stated: UUID | None = None
    stated_by: str = ""
    request_id: str = ""
    terms: Terms = Terms()


class Ending(msgspec.Struct, frozen=True):
    """How one item ended, and in whose file; `filed` is None when it was put aside."""

    filed: Filed | None
    patient: UUID | None = None
    fault: Fault | None = None


async def keep(delivery: Delivery, vault: Vault, at: datetime) -> UUID:
    """Keep the bytes of a message, sealed, before anything is read; give its number."""
    message = new_id(at)
    await queries.add_message(
        {
            "id": message,
            "source": delivery.source.id,
            "received_at": at,
            "content_type": delivery.content_type[:100],
            "sha256": sha256(delivery.body).digest(),
            "body_sealed": vault.seal(delivery.body, BODY_COLUMN, message),
            "stated_patient": delivery.stated,
            "stated_by": delivery.stated_by[:200],
        }
    )
    return message


async def note_unreadable(message: UUID, reason: FaultReason, at: datetime) -> None:
    """Write down why nothing of a message could be read."""
    await queries.note_unreadable(message, reason.value, at)


async def finish(desk: Desk, note: str, *, refused: bool) -> None:
    """
    Write down that all of a message had an end, and what was odd about it ("": nothing).

    `refused`: the practice's own log tells that it was about others' patients.
    """
    if refused:
        await _refuse(desk)
    await queries.finish_message(desk.message, note, desk.at)


def open_desk(
    delivery: Delivery, message: UUID, items: list[Item], vault: Vault, at: datetime
) -> tuple[Desk, list[Item]]:
    """Lay a message that was read on the desk; gives its items in the order of filing."""
    desk = Desk(
        message=message,
        source=delivery.source,
        vault=vault,
        survey=survey(items),
        at=at,
        stated=delivery.stated,
        stated_by=delivery.stated_by,
        request_id=delivery.request_id,
        terms=delivery.terms,
    )
    return desk, in_order(items)


async def take(desk: Desk, item: Item) -> Ending:
    """
    File one item in the open transaction, with the log line of the file it is the first to reach.

    Raises:
        Faulty: it cannot be filed; the transaction has to be given up, and `put_aside` follows.

    """
    if item.is_test and not desk.terms.takes_tests:
        raise Faulty(item.path, FaultReason.TEST_MESSAGE)
    if item.fault is not None:
        raise Faulty(item.fault.path, item.fault.reason)
    await queries.take_turn(desk.source.id)
    paper = Paper(desk, item, await owner(desk, item))
    if item.path in desk.survey.repeated:
        raise paper.refuse(FaultReason.KEY_REPEATED)
    what = (item.kind, item.key, content_hash(desk, item))
    known = queries.was_last if item.may_return else queries.was_taken
    if await known(desk.source.id, what, paper.patient, has_rows=item.has_rows):
        filed = Filed.DUPLICATE
    else:
        await links.remember(paper)
        filed = await file(paper)
    await _end(paper, filed)
    # A line of another system's log is its own line, and leaves that of other items to them.
    return Ending(filed, None if isinstance(item.read, AuditRead) else paper.patient)


def settle(desk: Desk, ending: Ending) -> None:
    """Note, when the transaction of `take` has been committed, whose log has its line."""
    if ending.patient is not None and ending.filed is not Filed.DUPLICATE:
        desk.reached.add(ending.patient)


async def put_aside(desk: Desk, item: Item, fault: Fault) -> Ending:
    """Write down, in the open transaction, that an item was not accepted and why."""
    row = _row(Paper(desk, item, None)) | {
        "outcome": QUARANTINED,
        "reason": fault.reason.value,
        "fault_path": fault.path,
    }
    await queries.add_item(row | _sealed(desk, item, row["id"]))
    return Ending(None, fault=fault)


async def ended(desk: Desk, item: Item) -> Ending:
    """Give how an item ended to which somebody else came first."""
    row = await queries.end_of(desk.message, item.path)
    if row["outcome"] == QUARANTINED:
        return Ending(None, fault=Fault(row["fault_path"], FaultReason(row["reason"])))
    filed = Filed.KEPT if row["is_kept"] else Filed(row["outcome"])
    return Ending(filed, row["patient"])


def opened(found: Aside, source: Source, vault: Vault) -> Delivery:
    """Give a message that waits as it was delivered."""
    return Delivery(
        source=source,
        body=vault.open(found.body, BODY_COLUMN, found.id),
        content_type=found.content_type,
        stated=found.stated,
        stated_by=found.stated_by,
    )


def content_hash(desk: Desk, item: Item) -> bytes:
    """Give the hash of an item as it was sent, with how far the report is that it belongs to."""
    together = desk.survey.reports.get(item.path)
    status = together.status.value if together and together.status else ""
    return sha256(item.raw + status.encode()).digest()


async def _refuse(desk: Desk) -> None:
    event = Event(
        Action.INTAKE_RECEIVE,
        desk.at,
        practice=desk.source.practice,
        object_id=desk.message,
        refused=FaultReason.PATIENT_NOT_HERE.value,
    )
    await accesslog.record(desk.source.actor(desk.request_id), event)


async def _end(paper: Paper, filed: Filed) -> None:
    row = _row(paper) | {
        "outcome": Filed.ACCEPTED.value if filed is Filed.KEPT else filed.value,
        "is_kept": filed is Filed.KEPT,
        "patient": paper.patient,
    }
    if filed is Filed.KEPT:
        row |= _sealed(paper.desk, paper.item, row["id"])
    await queries.add_item(row)
    if filed is not Filed.DUPLICATE and not isinstance(paper.item.read, AuditRead):
        await _log(paper)


async def _log(paper: Paper) -> None:
    desk = paper.desk
    if paper.patient is None or paper.patient in desk.reached:
        return
    facts = await facts_of_patient(paper.patient)
    if facts is None:
        raise paper.refuse(FaultReason.PATIENT_NOT_HERE)
    event = Event(
        Action.INTAKE_RECEIVE,
        desk.at,
        person=facts.patient.person,
        practice=desk.source.practice,
        object_id=desk.message,
        protocol=BY_STATEMENT if desk.stated else "",
    )
    actor = msgspec.structs.replace(desk.source.actor(desk.request_id), name=desk.stated_by)
    await accesslog.record(actor, event)


def _row(paper: Paper) -> dict[str, object]:
    item = paper.item
    return {
        "id": new_id(paper.desk.at),
        "message": paper.desk.message,
        "source": paper.desk.source.id,
        "path": item.path,
        "kind": item.kind,
        "item_key": item.key,
        "content_hash": content_hash(paper.desk, item),
    }


def _sealed(desk: Desk, item: Item, row: object) -> dict[str, object]:
    if not isinstance(row, UUID):
        raise TypeError
    return {"body_sealed": desk.vault.seal(item.raw, ITEM_COLUMN, row)}
