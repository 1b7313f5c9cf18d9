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
from consent.facts import FileFacts
from consent.files import facts_for, facts_of_patient, facts_of_registration, facts_of_request
from consent.model import Actor, Denied, Grant, Patient, Reason, Right
from consent.requests.model import AccessRequest


class Look(msgspec.Struct, frozen=True):
    """
    A look somebody wants to take: who, at what, when; `object_id` for one item.

    `reason` are the words of somebody who has to say why.
    """

    reader: Actor
    action: Action
    at: datetime
    object_id: UUID | None = None
    reason: str = ""


class Files(msgspec.Struct, frozen=True):
    """
    What opening gave: a grant per open file and a refusal per closed one.

    `patients` are all files of the person, open or not, ordered by practice; `nowhere` says why
    there are none.
    """

    patients: tuple[Patient, ...]
    grants: tuple[Grant, ...]
    denied: tuple[Denied, ...]
    nowhere: Reason = Reason.NOT_ENROLLED

    @property
    def reason(self) -> Reason | None:
        """Why nothing is open; None when something is."""
        if self.grants:
            return None
        return self.denied[0].reason if self.denied else self.nowhere


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
    return _decide(reader, await facts_for(reader, at), at)


async def open_files(look: Look) -> Files:
    """Open every file of the reader and write a line for each, also for those that stay closed."""
    facts = await facts_for(look.reader, look.at)
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
    facts = await facts_for(look.reader, look.at)
    files = _decide(look.reader, facts, look.at)
    if not files.grants:
        await accesslog.record(look.reader, *_events(look, facts, files))
        return files, None
    item = await find(files.grants)
    await accesslog.record(look.reader, _item_event(look, files, item))
    return files, item


async def glance_log(reader: Actor, at: datetime) -> Grant | None:
    """Decide about the reader's own log without a line, for a question about what they read."""
    decisions = [policy.open_log(reader, one, at) for one in await facts_for(reader, at)]
    return next((one for one in decisions if isinstance(one, Grant)), None)


async def open_log(look: Look) -> Grant | None:
    """Open the reader's own log, itself a line, and number the new ones; None: it stays closed."""
    facts = await facts_for(look.reader, look.at)
    grants = [policy.open_log(look.reader, one, look.at) for one in facts]
    grant = next((one for one in grants if isinstance(one, Grant)), None)
    if grant is None:
        denied = next((one for one in grants if isinstance(one, Denied)), None)
        await accesslog.record(look.reader, _nowhere(look, denied.reason if denied else None))
        return None
    event = Event(look.action, look.at, person=grant.person, object_id=grant.person)
    await accesslog.record(look.reader, event)
    await accesslog.number_lines(grant)
    return grant


async def open_review(look: Look, right: Right, patient: UUID | None) -> Grant | Denied | None:
    """
    Open a file for work at the practice and write the line.

    `patient` is None when the thing does not exist in this practice; the answer is then None and
    the line belongs to the practice, with the object's number only.
    """
    facts = await facts_of_patient(patient) if patient else None
    decision = policy.review_file(look.reader, facts, right, look.at) if facts else None
    await accesslog.record(look.reader, _review_event(look, facts, decision))
    return decision


async def open_request(
    look: Look, asked: AccessRequest | None
) -> tuple[Grant | Denied | None, Reason | None]:
    """
    Open the file that a request is about, as who asked would see it, and write the line.

    With it comes why the request cannot be approved as things are now; None: it can. As
    `open_review` where the request is not there.
    """
    facts = (
        await facts_of_request(asked.patient, asked.reader, asked.representation, look.at)
        if asked
        else None
    )
    decision = (
        policy.review_file(look.reader, facts, Right.REQUESTS_SEE, look.at) if facts else None
    )
    await accesslog.record(look.reader, _review_event(look, facts, decision))
    barrier = policy.may_release(facts, asked.reader, look.at) if asked and facts else None
    return decision, barrier


async def open_registration(look: Look, patient: UUID) -> Grant | Denied | None:
    """Open what is registered of somebody here, also after they died; as `open_review`."""
    facts = await facts_of_registration(patient)
    decision = policy.review_registration(look.reader, facts, look.at) if facts else None
    await accesslog.record(look.reader, _review_event(look, facts, decision))
    return decision


def _decide(reader: Actor, facts: Sequence[FileFacts], at: datetime) -> Files:
    decisions = [policy.open_file(reader, one, at) for one in facts]
    return Files(
        patients=tuple(one.patient for one in facts),
        grants=tuple(one for one in decisions if isinstance(one, Grant)),
        denied=tuple(one for one in decisions if isinstance(one, Denied)),
        nowhere=policy.why_nowhere(reader),
    )


def _events(look: Look, facts: Sequence[FileFacts], files: Files) -> list[Event]:
    if not facts:
        return [_nowhere(look)]
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


def _nowhere(look: Look, reason: Reason | None = None) -> Event:
    reader = look.reader
    refused = reason or policy.why_nowhere(reader)
    # Whom somebody tried to act for, reads that they tried.
    return Event(
        look.action,
        look.at,
        person=reader.subject,
        object_id=look.object_id,
        refused=refused.value,
    )


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


def _review_event(look: Look, facts: FileFacts | None, decision: Grant | Denied | None) -> Event:
    if facts is None:
        return _stray(look, look.reader.practice)
    if isinstance(decision, Denied) and decision.reason is Reason.NOT_YOUR_PRACTICE:
        return _stray(look, look.reader.practice)
    return Event(
        look.action,
        look.at,
        person=facts.patient.person,
        practice=facts.patient.practice,
        object_id=look.object_id,
        refused=decision.reason.value if isinstance(decision, Denied) else "",
        reason=look.reason,
    )
