"""
A letter that somebody at the practice adds to a file.

It is told in the words of FHIR and comes in as a message of the practice's own desk: the same
gate, the same filing, and nothing of it lost. Who added it knows at once how it ended, so what was
refused does not wait for anybody.
"""

from base64 import b64encode
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Reason, Refused
from consent.files import facts_of_patient
from consent.model import Actor, Agreements, LetterCategory, Patient, Right
from consent.register.sources import desk_of
from publishing.filing import aside
from publishing.filing.categories import is_transfer
from publishing.filing.desk import Terms
from publishing.intake.fhir.coding import LETTER_CATEGORY
from publishing.letters import queries
from publishing.receive import Delivery

IDENTIFIER = "urn:online-inzage:letter"
# The print of a file in letters alone: among figures nine might look like somebody's number.
_IN_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


class NewLetter(msgspec.Struct, frozen=True):
    """A letter as it is added; `written_on` is None when nobody says."""

    file: bytes
    title: str
    category: LetterCategory
    author: str = ""
    written_on: date | None = None


class Prepared(msgspec.Struct, frozen=True):
    """A letter ready to come in: the message, whose it is, and its key at the desk."""

    delivery: Delivery
    patient: Patient
    key: str


async def prepare(
    employee: Actor, patient: UUID, new: NewLetter, terms: Terms, at: datetime
) -> Prepared:
    """
    Make the message of a letter.

    Raises:
        NotFound: no such file in this practice.
        Refused: the right is missing, or patients do not see this sort of letter.
        AlreadyDecided: this very file is there as a letter.

    """
    facts = await facts_of_patient(patient)
    if facts is None or facts.patient.practice != employee.practice:
        raise NotFound
    file, reason = facts.patient, _why_not(employee, new, facts.agreements)
    if reason is not None:
        raise Refused(reason, file.person, file.practice)
    source = await desk_of(file.practice, file.practice_name, at)
    # Of the dossier too: two registrations of one person may be merged with the same file in both.
    name = sha256(patient.bytes + new.file).hexdigest().translate(_IN_LETTERS)
    there = await queries.added(patient, source.id, f"{IDENTIFIER}|{name}")
    if any(row["status"] == "current" for row in there):
        raise AlreadyDecided(Reason.LETTER_KNOWN, file.person, file.practice)
    # What was taken back may come again, as a letter of its own.
    name = f"{name}.{len(there)}" if there else name
    delivery = Delivery(
        source=source,
        body=_message(new, name),
        content_type="application/fhir+json",
        stated=patient,
        stated_by=employee.name,
        request_id=employee.request_id,
        terms=terms,
    )
    return Prepared(delivery, file, f"{IDENTIFIER}|{name}")


async def note_added(employee: Actor, added: Prepared, explanation: str, at: datetime) -> UUID:
    """Write who added a letter, keep their explanation with it, and give its number."""
    row = await queries.by_key(added.patient.id, added.delivery.source.id, added.key)
    if row is None:
        raise NotFound
    letter: UUID = row["id"]
    if explanation:
        await queries.explain(letter, explanation)
    await _log(employee, added, letter, at)
    return letter


async def note_refused(employee: Actor, added: Prepared, message: UUID, at: datetime) -> None:
    """Write that a letter was refused; it waits for nobody, its bytes stay as they were sent."""
    found = await aside.aside(message)
    for item in found.items if found else ():
        await aside.settle(item.id, at)
    await _log(employee, added, None, at)


def _why_not(employee: Actor, new: NewLetter, agreements: Agreements) -> Reason | None:
    if not employee.may(Right.PATIENTS_CHANGE):
        return Reason.NO_RIGHT
    if is_transfer(new.title) or not new.category.can_be_shared:
        return Reason.LETTER_TRANSFER
    shares = new.category in agreements.letter_categories
    return None if shares else Reason.LETTER_NOT_SHARED


async def _log(employee: Actor, added: Prepared, letter: UUID | None, at: datetime) -> None:
    event = Event(
        Action.LETTER_ADD,
        at,
        person=added.patient.person,
        practice=added.patient.practice,
        object_id=letter or added.patient.id,
        refused="" if letter else Reason.FILE_REFUSED.value,
    )
    await accesslog.record(employee, event)


def _message(new: NewLetter, name: str) -> bytes:
    attachment = {"contentType": "application/pdf", "data": b64encode(new.file).decode()}
    coded = {"system": LETTER_CATEGORY, "code": new.category.value}
    letter = {
        "resourceType": "DocumentReference",
        "identifier": [{"system": IDENTIFIER, "value": name}],
        "status": "current",
        "category": [{"coding": [coded]}],
        "description": new.title,
        "author": [{"display": new.author}] if new.author else [],
        "date": new.written_on.isoformat() if new.written_on else None,
        "content": [{"attachment": attachment}],
    }
    return msgspec.json.encode({name: value for name, value in letter.items() if value})
