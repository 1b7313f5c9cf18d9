"""Closing one's account: nothing is open any more, nothing is deleted, and nobody logs in."""

from datetime import datetime
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound
from consent.ids import new_id
from consent.model import Actor
from consent.requests.ending import end_everything
from portal.details import queries, reports
from portal.details.model import Part, Told
from portal.post.readers import addresses
from portal.post.readers.model import Reader
from portal.vault import Vault


async def close(vault: Vault, reader: Actor, language: str, at: datetime) -> None:
    """
    Close the account of a person; every practice of theirs reads so in its worklist.

    Raises:
        NotFound: the person is enrolled nowhere.

    """
    files = await end_everything(reader, at)
    if reader.id is None or not files:
        raise NotFound
    await queries.close({"id": new_id(at), "person": reader.id, "closed_at": at})
    await addresses.remove(vault, Reader(id=reader.id, language=language), at)
    for file in files:
        await reports.send(vault, reader, file, Told(Part.ACCOUNT), at)


async def is_closed(person: UUID) -> bool:
    """Tell whether somebody closed their account and nobody opened it again."""
    return await queries.is_closed(person)


async def open_again(vault: Vault, employee: Actor, report: UUID, at: datetime) -> None:
    """
    Let somebody log in again who closed their account; access has to be asked for anew.

    Raises:
        NotFound, Refused, AlreadyDecided: as `reports.answer`.

    """
    found = await reports.answer(vault, employee, report, "", at)
    person, practice = found.report.person, found.report.practice
    if found.report.part is not Part.ACCOUNT:
        raise NotFound
    if await queries.open_again(person, employee.id, at):
        event = Event(Action.ACCOUNT_OPEN, at, person=person, practice=practice, object_id=report)
        await accesslog.record(employee, event)
