"""
At which pace a patient sees results: at once, warned first, or only after the talk.

A choice holds for what becomes visible from then on. It never shows more than a practice does,
and who acts for the patient waits with them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.ids import new_id
from consent.model import Actor, Grant, Reason, ResultCategory
from consent.statements import hold
from publishing.model import Pace
from publishing.showing import queries
from publishing.showing.expected import Expected, WaitsFor, waiting
from publishing.visibility import Wish


async def paces(person: UUID) -> dict[ResultCategory, Pace]:
    """Give what somebody chose per category; at once where they never did."""
    chosen = await _chosen(person)
    return {one: chosen[one].pace if one in chosen else Pace.AT_ONCE for one in ResultCategory}


async def choose(
    reader: Actor, wanted: Mapping[ResultCategory, Pace], at: datetime
) -> tuple[ResultCategory, ...]:
    """
    Write the reader's own choices, with a line for each that changed, and give those.

    Who changes from one way of waiting to the other has waited since the first: what is not
    opened yet stays closed.

    Raises:
        Refused: nobody chooses for somebody else.

    """
    if not wanted:
        return ()
    if reader.id is None or reader.subject is not None:
        raise Refused(Reason.NO_RELEASE)
    await hold(reader.id)
    before = await _chosen(reader.id)
    at_once = Wish(Pace.AT_ONCE, at)
    changed = tuple(
        one for one, pace in wanted.items() if before.get(one, at_once).pace is not pace
    )
    for one in changed:
        both_wait = Pace.AT_ONCE not in {before.get(one, at_once).pace, wanted[one]}
        row = {"id": new_id(at), "person": reader.id, "category": one.value}
        since = before[one].chosen_at if both_wait else at
        await queries.put_pace({**row, "pace": wanted[one].value, "chosen_at": since})
    if changed:
        events = [
            Event(Action.PACE_SET, at, person=reader.id, object_id=reader.id, detail=one.value)
            for one in changed
        ]
        await accesslog.record(reader, *events)
    return changed


async def _chosen(person: UUID) -> dict[ResultCategory, Wish]:
    return {
        ResultCategory(row["category"]): Wish(Pace(row["pace"]), row["chosen_at"])
        for row in await queries.paces(person)
    }


async def open_result(grants: Sequence[Grant], report: UUID) -> Expected | None:
    """
    Open a result of which the patient was warned first, and give what it was; None: nothing is.

    Only the patient opens it: who acts for them sees it from then on.
    """
    found = await waiting(grants, report)
    if found is None or not found.is_own or found.waits_for is not WaitsFor.OPENING:
        return None
    await queries.open_publication(grants, report)
    return found


async def at_once(grant: Grant, report: UUID) -> None:
    """Let a report be shown now, in a trial that is undone: to see what the patient will see."""
    await queries.forget_paces(grant.person)
    await queries.bring_forward(report, grant.at)
