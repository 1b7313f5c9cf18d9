"""
Taking back what was shared by mistake: gone for the patient at once, on record for good.

What belongs to somebody else is never shared again; what was shared too early waits anew. Who
read it meanwhile is in the access log, and told to whoever takes it back. Source: AVG art. 33.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, Function, Grant, Reason, Right
from consent.statements import hold
from publishing import inbox, letters
from publishing.intake.model import LetterStatus
from publishing.model import ReportState
from publishing.queries import recalls as queries


class RecallReason(StrEnum):
    """Why something is taken back."""

    MISTAKE = "mistake"
    WRONG_PATIENT = "wrong_patient"


class Thing(StrEnum):
    """What can be taken back."""

    LETTER = "letter"
    REPORT = "report"


RIGHTS = {Thing.LETTER: Right.LETTERS_PUBLISH, Thing.REPORT: Right.RESULTS_PUBLISH}
ACTIONS = {Thing.LETTER: Action.LETTER_RECALL, Thing.REPORT: Action.RESULT_RECALL}
READING = {
    Thing.LETTER: (Action.LETTER_VIEW, Action.LETTER_DOWNLOAD),
    Thing.REPORT: (Action.RESULT_VIEW,),
}


BACK_TO = {
    RecallReason.MISTAKE: (ReportState.RECEIVED, LetterStatus.CURRENT),
    RecallReason.WRONG_PATIENT: (ReportState.RECALLED, LetterStatus.ENTERED_IN_ERROR),
}
"""What a report and a letter become when they are taken back."""


class Wanted(msgspec.Struct, frozen=True):
    """What is to be taken back and why; `explanation` is for colleagues."""

    kind: Thing
    id: UUID
    reason: RecallReason
    explanation: str = ""


class Recalled(msgspec.Struct, frozen=True):
    """
    What was taken back and when; times in UTC.

    `read` are the moments at which somebody opened it while it was shared, the first one first.
    """

    kind: Thing
    reason: RecallReason
    explanation: str
    shared_at: datetime
    recalled_at: datetime
    role: Function
    read: tuple[accesslog.Reading, ...]

    @property
    def was_seen(self) -> bool:
        """Whether it had become visible before it was taken back."""
        return self.shared_at < self.recalled_at


async def recall(employee: Actor, wanted: Wanted, at: datetime) -> None:
    """
    Take a report or letter back, with its line.

    Raises:
        NotFound: no such thing in this practice.
        Refused: the right to share such things is missing.
        AlreadyDecided: it is not shared, or no longer.

    """
    thing = await _here(employee, wanted)
    await hold(thing.patient)
    if not employee.may(RIGHTS[wanted.kind]):
        raise Refused(Reason.NO_RIGHT, thing.person, thing.practice)
    shared = await _shared(wanted.kind, wanted.id)
    if shared is None:
        raise AlreadyDecided(Reason.ALREADY_DECIDED, thing.person, thing.practice)
    await _take_back(wanted, at)
    await queries.add(_row(employee, wanted, thing.patient, shared, at))
    event = Event(
        ACTIONS[wanted.kind], at, person=thing.person, practice=thing.practice, object_id=wanted.id
    )
    await accesslog.record(employee, event)


async def shared_since(grant: Grant, kind: Thing, thing: UUID) -> datetime | None:
    """
    Tell since when the patient sees a thing of this file, or will (UTC); None: it is not shared.

    Of what only invites, it is the invitation that is shared.
    """
    row = await _shared(kind, thing)
    return row["since"] if row and row["patient"] == grant.patient else None


async def last_recall(grant: Grant, thing: UUID) -> Recalled | None:
    """Tell of the last time that a thing of this file was taken back; None: it never was."""
    row = await queries.last(thing)
    if row is None or row["patient"] != grant.patient:
        return None
    kind = Thing(row["kind"])
    return Recalled(
        kind=kind,
        reason=RecallReason(row["reason"]),
        explanation=row["explanation"],
        shared_at=row["shared_at"],
        recalled_at=row["recalled_at"],
        role=Function(row["role"]),
        read=tuple(
            await accesslog.readings(thing, READING[kind], row["shared_at"], row["recalled_at"])
        ),
    )


async def _here(employee: Actor, wanted: Wanted) -> inbox.InboxReport | letters.DeskLetter:
    find = letters.letter_here if wanted.kind is Thing.LETTER else inbox.report_here
    thing = await find(employee, wanted.id)
    if thing is None:
        raise NotFound
    return thing


async def _shared(kind: Thing, thing: UUID) -> Any | None:
    find = queries.accord if kind is Thing.LETTER else queries.publication
    return await find(thing)


async def _take_back(wanted: Wanted, at: datetime) -> None:
    state, status = BACK_TO[wanted.reason]
    if wanted.kind is Thing.LETTER:
        await queries.take_back_letter(wanted.id, status.value)
    else:
        await queries.take_back_report(wanted.id, state.value, at)


def _row(
    employee: Actor, wanted: Wanted, patient: UUID, shared: Any, at: datetime
) -> dict[str, object]:
    return {
        "id": new_id(at),
        "patient": patient,
        "kind": wanted.kind.value,
        "object_id": wanted.id,
        "reason": wanted.reason.value,
        "explanation": wanted.explanation.strip(),
        "shared_at": shared["since"],
        "shared_by": shared["by"],
        "recalled_at": at,
        "recalled_by": employee.id,
    }
