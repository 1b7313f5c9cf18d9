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
from publishing.showing.expected import Expected, WaitsFor, kept_back


async def paces(person: UUID) -> dict[ResultCategory, Pace]:
    """Give what somebody chose per category; at once where they never did."""
    chosen = {row["category"]: row["pace"] for row in await queries.paces(person)}
    return {one: Pace(chosen.get(one.value, Pace.AT_ONCE)) for one in ResultCategory}


async def choose(
    reader: Actor, wanted: Mapping[ResultCategory, Pace], at: datetime
) -> tuple[ResultCategory, ...]:
    """
    Write the reader's own choices, with a line for each that changed, and give those.

    Raises:
        Refused: nobody chooses for somebody else.

    """
    if reader.id is None or reader.subject is not None:
        raise Refused(Reason.NO_RELEASE)
    await hold(reader.id)
    before = await paces(reader.id)
    changed = tuple(one for one, pace in wanted.items() if before[one] is not pace)
    for one in changed:
        row = {"id": new_id(at), "person": reader.id, "category": one.value}
        await queries.put_pace({**row, "pace": wanted[one].value, "chosen_at": at})
    if changed:
        events = [
            Event(Action.PACE_SET, at, person=reader.id, object_id=reader.id, detail=one.value)
            for one in changed
        ]
        await accesslog.record(reader, *events)
    return changed


async def open_result(grants: Sequence[Grant], report: UUID) -> Expected | None:
    """
    Open a result of which the patient was warned first, and give what it was; None: nothing is.

    Only the patient opens it: who acts for them sees it from then on.
    """
    found = await kept_back(grants, report)
    if found is None or not found.is_own or found.waits_for is not WaitsFor.OPENING:
        return None
    await queries.open_publication(grants, report)
    return found


async def at_once(grant: Grant, report: UUID) -> None:
    """Let a report be shown now, in a trial that is undone: to see what the patient will see."""
    await queries.forget_paces(grant.person)
    await queries.bring_forward(report, grant.at)
