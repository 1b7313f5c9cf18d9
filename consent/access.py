"""
Opening files: the decision and the log line in one step, so that nothing is read unlogged.

Every function here runs inside the caller's transaction and reads one moment, `at`.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

import msgspec

from consent import accesslog, policy
from consent.accesslog import Event
from consent.actions import Action
from consent.files import facts_of_patient, facts_of_person
from consent.model import Actor, Denied, Grant, Patient, Reason, Right
from consent.policy import FileFacts


class Look(msgspec.Struct, frozen=True):
    """A look somebody wants to take: who, at what, when; `object_id` for one item."""

    reader: Actor
    action: Action
    at: datetime
    object_id: UUID | None = None


class Files(msgspec.Struct, frozen=True):
    """
    What opening gave: a grant per open file and a refusal per closed one.

    `patients` are all files of the person, open or not, ordered by practice.
    """

    patients: tuple[Patient, ...]
    grants: tuple[Grant, ...]
    denied: tuple[Denied, ...]

    @property
    def reason(self) -> Reason | None:
        """Why nothing is open; None when something is."""
        if self.grants:
            return None
        return self.denied[0].reason if self.denied else Reason.NOT_ENROLLED


class Item(Protocol):
    """One thing out of a file; it says which file it belongs to."""

    @property
    def patient(self) -> UUID:
        """The file."""
        ...


T = TypeVar("T", bound=Item)


async def glance(reader: Actor, at: datetime) -> Files:
    """
    Decide without a line, for pages that show no content: the home page and empty forms.

    What is read with these grants may be counted and named by kind, never shown.
    """
    return _decide(reader, await _files_of(reader), at)


async def open_files(look: Look) -> Files:
    """Open every file of the reader and write a line for each, also for those that stay closed."""
    facts = await _files_of(look.reader)
    files = _decide(look.reader, facts, look.at)
    await accesslog.record(look.reader, *_events(look, facts, files))
    return files


async def open_item(
    look: Look, find: Callable[[Sequence[Grant]], Awaitable[T | None]]
) -> tuple[Files, T | None]:
    """
    Open the reader's files for one thing in them, found by `find`.

    One line is written: in the person's log when the thing is there. When it is not (or not for
    this reader), the line names nobody and belongs to the practice of the reader.
    """
    facts = await _files_of(look.reader)
    files = _decide(look.reader, facts, look.at)
    if not files.grants:
        await accesslog.record(look.reader, *_events(look, facts, files))
        return files, None
    item = await find(files.grants)
    await accesslog.record(look.reader, _item_event(look, files, item))
    return files, item


async def open_log(look: Look) -> Grant | None:
    """Open the reader's own log, which is itself a line; None when they are enrolled nowhere."""
    facts = await _files_of(look.reader)
    grants = [policy.open_log(look.reader, one, look.at) for one in facts]
    grant = next((one for one in grants if isinstance(one, Grant)), None)
    person = grant.person if grant else None
    refused = "" if grant else Reason.NOT_ENROLLED.value
    await accesslog.record(
        look.reader, Event(look.action, look.at, person=person, object_id=person, refused=refused)
    )
    return grant


async def open_review(look: Look, right: Right, patient: UUID | None) -> Grant | Denied | None:
    """
    Open a file for work at the practice and write the line.

    `patient` is None when the thing does not exist in this practice; the answer is then None and
    the line belongs to the practice, with the object's number only.
    """
    facts = await facts_of_patient(patient) if patient else None
    if facts is None:
        await accesslog.record(look.reader, _stray(look, look.reader.practice))
        return None
    decision = policy.review_file(look.reader, facts, right, look.at)
    await accesslog.record(look.reader, _review_event(look, facts, decision))
    return decision


async def _files_of(reader: Actor) -> list[FileFacts]:
    return await facts_of_person(reader.id) if reader.id else []


def _decide(reader: Actor, facts: Sequence[FileFacts], at: datetime) -> Files:
    decisions = [policy.open_file(reader, one, at) for one in facts]
    return Files(
        patients=tuple(one.patient for one in facts),
        grants=tuple(one for one in decisions if isinstance(one, Grant)),
        denied=tuple(one for one in decisions if isinstance(one, Denied)),
    )


def _events(look: Look, facts: Sequence[FileFacts], files: Files) -> list[Event]:
    if not facts:
        refused = Reason.NOT_ENROLLED.value
        return [Event(look.action, look.at, object_id=look.object_id, refused=refused)]
    closed = {one.practice: one.reason.value for one in files.denied}
    return [
        Event(
            look.action,
            look.at,
            person=one.patient.person,
            practice=one.patient.practice,
            object_id=look.object_id or one.patient.id,
            release=one.release,
            refused=closed.get(one.patient.practice, ""),
        )
        for one in facts
    ]


def _item_event(look: Look, files: Files, item: Item | None) -> Event:
    if item is None:
        return _stray(look, files.grants[0].practice)
    grant = next(one for one in files.grants if one.patient == item.patient)
    return Event(
        look.action,
        look.at,
        person=grant.person,
        practice=grant.practice,
        object_id=look.object_id,
        release=grant.release,
    )


def _stray(look: Look, practice: UUID | None) -> Event:
    return Event(
        look.action,
        look.at,
        practice=practice,
        object_id=look.object_id,
        refused=Reason.NOT_FOUND.value,
    )


def _review_event(look: Look, facts: FileFacts, decision: Grant | Denied) -> Event:
    if isinstance(decision, Denied) and decision.reason is Reason.NOT_YOUR_PRACTICE:
        return _stray(look, look.reader.practice)
    return Event(
        look.action,
        look.at,
        person=facts.patient.person,
        practice=facts.patient.practice,
        object_id=look.object_id,
        refused=decision.reason.value if isinstance(decision, Denied) else "",
    )
