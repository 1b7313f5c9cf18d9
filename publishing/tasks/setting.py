"""
Setting, handing over and finishing the task of a result; every change stays to be read.

A result has one task at a time. Its words are for the practice: they are in no patient's file and
log, and its lines stand in the practice's own log.
"""

from datetime import date, datetime
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, Grant, Reason, Right
from consent.register import employees
from consent.statements import hold
from publishing.inbox import report_here
from publishing.tasks import queries


class Task(msgspec.Struct, frozen=True):
    """
    How a task stands: who has it, what is to be done, by when, when it was talked about.

    `owner` is None in a wish alone: whoever had it.
    """

    owner: UUID | None
    body: str = ""
    due_on: date | None = None
    discussed_on: date | None = None
    is_done: bool = False


class Version(msgspec.Struct, frozen=True):
    """A task as somebody set it (UTC); the newest is how it stands."""

    id: UUID
    task: Task
    owner_name: str
    set_by: str
    set_at: datetime


async def history(grant: Grant, report: UUID) -> list[Version]:
    """Give how the task of a report in an opened file stood, the newest first."""
    return await _history(report) if grant.preview else []


async def set_task(
    clinician: Actor, report: UUID, wanted: Task, seen: UUID | None, at: datetime
) -> tuple[Action, ...]:
    """
    Let the task of a report stand so from now on, and give what changed: a line each.

    `seen` is the version that the form showed, None when there was none.

    Raises:
        NotFound: no such report in this practice.
        Refused: no right.
        AlreadyDecided: somebody changed it meanwhile, or its owner can no longer have it.

    """
    await hold(report)
    found = await report_here(clinician, report)
    if found is None:
        raise NotFound
    if not clinician.may(Right.RESULTS_PUBLISH):
        raise Refused(Reason.NO_RIGHT, practice=found.practice)
    versions = await _history(report)
    current = versions[0] if versions else None
    if seen != (current.id if current else None):
        raise AlreadyDecided(Reason.LIST_CHANGED, practice=found.practice)
    if wanted.owner is None and current is not None:
        wanted = msgspec.structs.replace(wanted, owner=current.task.owner)
    changed = changes(current.task if current else None, wanted)
    if not changed:
        return ()
    if not wanted.is_done and wanted.owner not in await owners(clinician, at):
        raise AlreadyDecided(Reason.LIST_CHANGED, practice=found.practice)
    await queries.end(report, at)
    row = {**msgspec.structs.asdict(wanted), "id": new_id(at), "report": report}
    await queries.add({**row, "set_by": clinician.id, "set_at": at})
    lines = (Event(one, at, practice=found.practice, object_id=report) for one in changed)
    await accesslog.record(clinician, *lines)
    return changed


async def owners(clinician: Actor, at: datetime) -> dict[UUID, str]:
    """Give who can have a task at the active practice, by name."""
    if clinician.practice is None:
        return {}
    found = await employees.holders(clinician.practice, Right.RESULTS_PUBLISH, at)
    return {one.id: one.name for one in found}


def changes(before: Task | None, after: Task) -> tuple[Action, ...]:
    """Say what is different, as the log names it; empty when nothing is."""
    if before is None or (before.is_done and not after.is_done):
        opened = after.discussed_on is not None and (before is None or _talked(before, after))
        return (Action.TASK_SET, *((Action.TASK_DISCUSS,) if opened else ()))
    told = {
        Action.TASK_HAND_OVER: before.owner != after.owner,
        Action.TASK_CHANGE: (before.body, before.due_on) != (after.body, after.due_on),
        Action.TASK_DISCUSS: _talked(before, after),
        Action.TASK_DONE: after.is_done and not before.is_done,
    }
    return tuple(action for action, holds in told.items() if holds)


def _talked(before: Task, after: Task) -> bool:
    return before.discussed_on != after.discussed_on


async def _history(report: UUID) -> list[Version]:
    return [
        Version(
            id=row["id"],
            task=Task(
                owner=row["owner"],
                body=row["body"],
                due_on=row["due_on"],
                discussed_on=row["discussed_on"],
                is_done=row["is_done"],
            ),
            owner_name=row["owner_name"],
            set_by=row["set_by"],
            set_at=row["set_at"],
        )
        for row in await queries.history(report)
    ]
