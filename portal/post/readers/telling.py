"""Telling one person of one act, inside its transaction: to their address, on paper, or not."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from consent.dates import today
from consent.model import Right
from consent.register import employees, people
from consent.register.employees import Membership
from consent.register.people import Person
from consent.requests.model import AccessRequest
from portal.post.address import MessageRefused, checked_line
from portal.post.model import Kind, Message
from portal.post.outbox import put
from portal.post.readers import addresses, choices
from portal.post.readers.model import Reader
from portal.vault import Vault

# What reaches people without an address on paper; the rest they read when they log in.
ON_PAPER = frozenset({Kind.REQUEST_DECIDED, Kind.RIGHTS_CHANGE})


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is told: its kind, what it is about (once ever), and its words."""

    kind: Kind
    subject: str
    values: Mapping[str, str] = {}


async def tell(vault: Vault, reader: Reader, told: Told, at: datetime) -> bool:
    """Write one message to one reader, where they want it and have an address or need paper."""
    if told.kind in reader.kinds and told.kind not in await choices.wanted(reader):
        return False
    address = (await addresses.in_use(vault, reader.id, at)).current
    if not address and told.kind not in ON_PAPER:
        return False
    return await put(vault, message(reader, told, address), at)


def message(reader: Reader, told: Told, address: str) -> Message:
    """Give the message; a name that cannot stand on one line is left out, the act goes on."""
    return Message(
        kind=told.kind,
        subject=told.subject,
        address=address,
        name=_line(reader.name),
        practice_name=_line(reader.practice_name),
        language=reader.language,
        values=told.values,
        practice=reader.practice,
        person=None if reader.is_employee else reader.id,
        employee=reader.id if reader.is_employee else None,
    )


async def request_decided(vault: Vault, decided: AccessRequest, at: datetime) -> None:
    """Tell the patient that there is a decision, not which."""
    person = await people.person_by_id(decided.reader)
    if person is None:
        return
    reader = patient(person, decided.practice, decided.practice_name)
    await tell(vault, reader, Told(kind=Kind.REQUEST_DECIDED, subject=str(decided.id)), at)


async def request_waiting(vault: Vault, practice: UUID, at: datetime) -> None:
    """Tell those who decide at a practice that something waits, each at most once a day."""
    for holder in await employees.holders(practice, Right.REQUESTS_DECIDE, at):
        subject = f"{practice.hex}/{holder.employee.hex}/{today(at)}"
        told = Told(kind=Kind.REQUEST_WAITING, subject=subject)
        await tell(vault, employee(holder), told, at)


def patient(person: Person, practice: UUID | None = None, practice_name: str = "") -> Reader:
    """Give a person as somebody to write to, in the name of one practice or of none."""
    return Reader(
        id=person.id,
        name=person.name.full,
        language=person.language,
        practice=practice,
        practice_name=practice_name,
    )


def employee(membership: Membership) -> Reader:
    """Give an employee as somebody to write to, in the name of one practice."""
    return Reader(
        id=membership.employee,
        is_employee=True,
        name=membership.name,
        language=membership.language,
        practice=membership.practice,
        practice_name=membership.practice_name,
    )


def _line(text: str) -> str:
    try:
        return checked_line(text)
    except MessageRefused:
        return ""
