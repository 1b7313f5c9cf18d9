"""Texts to begin with, of a practice and of each clinician; a change is a version, none is lost."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, Reason, Right
from consent.statements import hold
from publishing.phrasing import queries, rows
from publishing.phrasing.model import Change, Template


async def here(employee: Actor, publication: UUID | None = None) -> list[Template]:
    """
    Give the texts of the active practice and one's own, each in its last version.

    With a publication also the versions that it was begun with, marked as used.
    """
    if employee.practice is None:
        return []
    found = await queries.templates(employee.practice, employee.id, publication)
    return [rows.template(row) for row in found]


async def one(employee: Actor, template: UUID, *, own: bool) -> Template | None:
    """Give the last version of a text, of oneself or of the practice; None: no such text."""
    if employee.practice is None:
        return None
    row = await queries.template(employee.practice, employee.id, template)
    found = rows.template(row) if row else None
    return found if found and (found.owner is not None) == own else None


async def earlier(employee: Actor, template: UUID) -> list[Template]:
    """Give the versions of a text before the last one, the latest first."""
    if employee.practice is None:
        return []
    found = await queries.versions(employee.practice, employee.id, template)
    return [rows.template(row) for row in found]


async def save(
    author: Actor, template: UUID | None, change: Change, at: datetime, *, own: bool
) -> bool:
    """
    Write a text, or a new version of one, with a line in the practice's log; False: the same.

    What was published with an earlier version stays as it is.

    Raises:
        NotFound: no such text of theirs.
        Refused: a text of the practice is for who may change its agreements, one's own for who
            may publish results.
        AlreadyDecided: somebody changed it since it was looked at.

    """
    practice = author.practice
    if practice is None:
        raise NotFound
    if not author.may(Right.RESULTS_PUBLISH if own else Right.AGREEMENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, practice=practice)
    await hold(practice)
    before = await one(author, template, own=own) if template else None
    if template is not None and before is None:
        raise NotFound
    if before is not None and before.version != change.version:
        raise AlreadyDecided(Reason.LIST_CHANGED, practice=practice)
    if before is not None and _same(before, change):
        return False
    row = _row(author, before, change, at)
    await queries.add_template(row | {"owner": author.id if own else None})
    event = Event(Action.TEMPLATE_CHANGE, at, practice=practice, object_id=row["template"])
    await accesslog.record(author, event)
    return True


async def note_use(
    clinician: Actor, publication: UUID, texts: Collection[UUID], at: datetime
) -> None:
    """Keep with which versions a publication was begun; what is not theirs is left out."""
    if clinician.practice is None or not texts:
        return
    usable = await queries.usable(clinician.practice, clinician.id, sorted(texts))
    await queries.add_uses(
        [{"id": new_id(at), "publication": publication, "text": row["id"]} for row in usable]
    )


def _same(before: Template, change: Change) -> bool:
    now = (change.title, change.wording, change.is_on)
    return (before.title, before.wording, before.is_on) == now


def _row(author: Actor, before: Template | None, change: Change, at: datetime) -> dict[str, Any]:
    made = new_id(at)
    return {
        "id": made,
        "template": before.template if before else made,
        "version": before.version + 1 if before else 1,
        "practice": author.practice,
        "title": change.title,
        "conclusion": change.wording.conclusion,
        "meaning": change.wording.meaning,
        "what_to_do": change.wording.what_to_do,
        "is_on": change.is_on,
        "written_by": author.id,
        "written_at": at,
    }
