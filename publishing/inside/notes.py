"""
Notes beside a file: a working note is its author's alone and ends; a shared one is the practice's.

Neither is ever in the portal. From the moment it is shared a note belongs to the full copy of the
file that a patient can ask for. Source: KNMG, medical records. Their lines are in the
practice's own log: that there is a note, no patient's log tells.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.errors import NotFound
from consent.files import facts_of_patient
from consent.ids import new_id
from consent.model import Actor, Grant
from publishing.queries import notes as queries

WORKING_DAYS = 30
"""So long a working note stays; what has to stay longer is shared, or belongs in the file."""


class Note(msgspec.Struct, frozen=True):
    """One note; `expires_on` is the last day of a working note, None for one that is shared."""

    id: UUID
    body: str
    author: str
    written_at: datetime
    expires_on: date | None


class Text(msgspec.Struct, frozen=True):
    """What is written, and whether colleagues may read it from the start."""

    body: str
    shared: bool = False


async def notes_of(grant: Grant) -> list[Note]:
    """Give the notes beside a file opened for review that its reviewer may read."""
    if not grant.preview:
        return []
    rows = await queries.readable(grant.patient, grant.reader.id, today(grant.at))
    return [
        Note(row["id"], row["body"], row["name"], row["written_at"], row["expires_on"])
        for row in rows
    ]


async def write(author: Actor, patient: UUID, text: Text, at: datetime) -> UUID:
    """
    Write a note beside a file; those that have expired are wiped with it.

    Raises:
        NotFound: there is no such file here.
    """
    file = await facts_of_patient(patient)
    if file is None or file.patient.practice != author.practice:
        raise NotFound
    note = new_id(at)
    await queries.wipe_expired(today(at), at)
    await queries.add(
        {
            "id": note,
            "patient": patient,
            "author": author.id,
            "body": text.body,
            "written_at": at,
            "expires_on": None if text.shared else today(at) + timedelta(days=WORKING_DAYS),
            "shared_at": at if text.shared else None,
        }
    )
    await _log(author, Action.NOTE_WRITE, note, at)
    return note


async def share(author: Actor, note: UUID, at: datetime) -> None:
    """
    Let colleagues read a working note; this cannot be taken back.

    Raises:
        NotFound: it is no working note of theirs, or no longer.
    """
    if not await queries.share(note, author.id, today(at), at):
        raise NotFound
    await _log(author, Action.NOTE_SHARE, note, at)


async def remove(author: Actor, note: UUID, at: datetime) -> None:
    """
    Wipe a working note.

    Raises:
        NotFound: it is no working note of theirs, or no longer.
    """
    if not await queries.remove(note, author.id, at):
        raise NotFound
    await _log(author, Action.NOTE_REMOVE, note, at)


async def _log(actor: Actor, action: Action, note: UUID, at: datetime) -> None:
    line = Event(action, at, practice=actor.practice, object_id=note)
    await accesslog.record(actor, line)
