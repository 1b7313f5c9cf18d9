"""Emptying the outbox: one message at a time, and never the same one twice by itself.

Before the byte that makes a message sent, it is written down as unsure; after the answer, as sent.
Whoever is killed in between leaves it unsure, and a person decides whether to send it again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import msgspec

from portal.database import transaction
from portal.post import queries
from portal.post.address import MessageRefused
from portal.post.compose import Sender, envelope, mail_of
from portal.post.courier import Answer, Courier, Envelope, Line, Outcome, Unreachable
from portal.post.model import Kind, Status
from portal.post.outbox import ADDRESS_COLUMN, words_of
from portal.post.returns.proof import return_address
from portal.vault import Vault

# Longer than any message can take, so that nobody else takes it in the meantime.
TAKEN = timedelta(minutes=10)
MINUTES = (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60)
GAVE_UP = "gave_up"
# Longer than servers try (RFC 5321: 4 to 5 days); until then the practice can send it again.
MAY_COME_BACK = timedelta(days=10)


class Office(msgspec.Struct, frozen=True):
    """
    What sending needs: the keys, the way out, in whose name, and what time it is.

    `back_to` is the address to which messages come back, with `{token}` in it; empty when nobody
    reads what comes back, and then a message is forgotten as soon as it is sent.
    """

    vault: Vault
    courier: Courier
    sender: Sender
    clock: Callable[[], datetime]
    back_to: str = ""


class Tally(msgspec.Struct, frozen=True):
    """How many messages a round brought where."""

    sent: int = 0
    failed: int = 0
    unsure: int = 0
    later: int = 0


async def send_due(office: Office) -> Tally:
    """
    Send what may be sent now.

    Raises:
        Unreachable: the server cannot be used; what was not sent waits.

    """
    counts = dict.fromkeys(Status, 0)
    async with transaction():
        await queries.end_old(office.clock())
        await queries.forget_sent(office.clock() - MAY_COME_BACK)
    status: Status | None = Status.WAITING
    while status and await queries.is_any_due(office.clock()):
        async with office.courier.line() as line:
            while status := await _send_next(office, line):
                counts[status] += 1
                # A server that gave no answer is left; the next message gets a new connection.
                if status is Status.UNSURE:
                    break
    return Tally(
        sent=counts[Status.SENT],
        failed=counts[Status.FAILED],
        unsure=counts[Status.UNSURE],
        later=counts[Status.WAITING],
    )


async def _send_next(office: Office, line: Line) -> Status | None:
    taker, at = uuid4(), office.clock()
    async with transaction():
        row = await queries.take(taker, at, at + TAKEN)
    if row is None:
        return None
    try:
        ready = _envelope(office, row, taker, at)
    except MessageRefused as refusal:
        return await _end(row["id"], taker, Status.WAITING, str(refusal), at)
    try:
        answer = await line.hand_over(ready, partial(_doubt, row["id"], taker))
    except Unreachable as down:
        # It is not to blame by itself, but one that breaks every connection has to stand back.
        await _wait(row, taker, down.code, office.clock())
        raise
    if answer.outcome is Outcome.ACCEPTED:
        # Only a practice can do something about what comes back.
        return await _sent(
            row["id"], taker, office.clock(), keep=bool(office.back_to and row["practice"])
        )
    return await _note(row, taker, answer, office.clock())


def _envelope(office: Office, row: Any, sending: UUID, at: datetime) -> Envelope:
    words = words_of(office.vault, row["words_sealed"], row["id"])
    to = office.vault.open(row["address_sealed"], ADDRESS_COLUMN, row["id"]).decode()
    mail = mail_of(Kind(row["kind"]), words, row["language"], office.sender.base_url)
    ready = envelope(mail, to, office.sender, row["id"], at)
    if not office.back_to:
        return ready
    back_to = return_address(office.vault, office.back_to, row["id"], sending)
    return msgspec.structs.replace(ready, back_to=back_to)


async def _doubt(message: UUID, taker: UUID) -> bool:
    async with transaction():
        moved = await queries.move(
            message, taker, Status.WAITING, {"status": Status.UNSURE.value, "fault": "no_answer"}
        )
    return bool(moved)


async def _note(row: Any, taker: UUID, answer: Answer, at: datetime) -> Status:
    match answer.outcome:
        case Outcome.REFUSED:
            return await _refused(row["id"], taker, answer.code, at)
        case Outcome.LATER | Outcome.UNSENT:
            return await _wait(row, taker, answer.code, at)
        case _:
            return Status.UNSURE


async def _sent(message: UUID, taker: UUID, at: datetime, *, keep: bool) -> Status:
    values: dict[str, Any] = {"status": Status.SENT.value, "fault": "", "done_at": at}
    if not keep:
        values |= {"address_sealed": None, "words_sealed": None}
    async with transaction():
        await queries.move(message, taker, Status.UNSURE, values)
    return Status.SENT


async def _refused(message: UUID, taker: UUID, code: str, at: datetime) -> Status:
    # The address was refused before the last byte, or the message after it.
    ended = await _end(message, taker, Status.WAITING, code, at)
    await _end(message, taker, Status.UNSURE, code, at)
    return ended


async def _end(message: UUID, taker: UUID, before: Status, code: str, at: datetime) -> Status:
    values = {"status": Status.FAILED.value, "fault": code, "done_at": at}
    async with transaction():
        await queries.move(message, taker, before, values)
    return Status.FAILED


async def _wait(row: Any, taker: UUID, code: str, at: datetime) -> Status:
    attempts = row["attempts"] + 1
    if attempts > len(MINUTES):
        return await _refused(row["id"], taker, GAVE_UP, at)
    values = {
        "status": Status.WAITING.value,
        "fault": code,
        "attempts": attempts,
        "next_try_at": at + timedelta(minutes=MINUTES[attempts - 1]),
        "taken_by": None,
        "taken_until": None,
    }
    async with transaction():
        for before in (Status.WAITING, Status.UNSURE):
            await queries.move(row["id"], taker, before, values)
    return Status.WAITING
