"""The journal at the practice's desk: which E and P lines the patient may see, line by line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from consent.errors import AlreadyDecided, NotFound
from consent.files import facts_of_patient
from consent.model import Actor, Grant, Reason
from consent.register import episodes
from consent.register.episodes import Episode, FlagChange, Ticks, check_right
from consent.requests import deciding
from consent.requests.model import AccessRequest
from publishing import rows, visibility
from publishing.model import JournalLine
from publishing.queries import journal as queries
from publishing.visibility import EpisodeFacts, Gate, facts


class LineChoice(msgspec.Struct, frozen=True):
    """
    An E or P line on the desk, with its tick.

    `gates` hide it whatever the ticks say (start date, kind of contact); `episode` is None when
    it belongs to none that we know.
    """

    line: JournalLine
    episode: UUID | None
    visible: bool
    gates: frozenset[Gate]


async def choices(grant: Grant) -> list[LineChoice]:
    """Give all E and P lines of a file opened for review, hidden ones too, the last first."""
    known = facts.episodes(await queries.episodes(grant.patient))
    return [_choice(grant, row, known) for row in await queries.choices(grant.patient)]


def resting(
    grant: Grant, listed: Sequence[Episode], lines: Sequence[LineChoice]
) -> frozenset[UUID]:
    """Give the episodes that stay hidden because they are closed, whatever their ticks say."""
    noted = {one.episode for one in lines if one.visible and not one.gates}
    asked = (
        EpisodeFacts(
            one.id, is_closed=one.is_closed, attention=one.attention, has_notes=one.id in noted
        )
        for one in listed
    )
    return frozenset(
        one.id for one in asked if one.id and Gate.CLOSED in visibility.episode_gates(grant, one)
    )


async def release(
    decider: Actor, request_id: UUID, ticks: "ReleaseTicks", at: datetime
) -> AccessRequest:
    """
    Release a file: hide what is unticked and approve the request, in one transaction.

    Raises:
        NotFound, Refused, AlreadyDecided: as `deciding.approve`; AlreadyDecided also
            when the journal has other lines than the decider saw.

    """
    approved = await deciding.approve(decider, request_id, ticks.episodes, ticks.note, at)
    await _set_lines(decider, approved.patient, ticks.lines, at)
    return approved


class ReleaseTicks(msgspec.Struct, frozen=True):
    """What the form showed and what is ticked, per episode and per line; a note for colleagues."""

    episodes: Ticks
    lines: Ticks
    note: str = ""


async def _set_lines(decider: Actor, patient_id: UUID, ticks: Ticks, at: datetime) -> None:
    facts = await facts_of_patient(patient_id)
    if facts is None:
        raise NotFound
    patient = facts.patient
    current = {row["id"]: row["visible_to_patient"] for row in await queries.flags(patient_id)}
    if set(current) != ticks.seen:
        raise AlreadyDecided(Reason.LIST_CHANGED, patient.person, patient.practice)
    for visible in (True, False):
        changed = [
            line
            for line, was in current.items()
            if was is not visible and (line in ticks.shown) is visible
        ]
        if changed:
            check_right(decider, patient)
            await queries.set_visible(changed, visible=visible)
            change = FlagChange(decider, patient, "line", visible, at)
            await episodes.note_changes(change, changed)


def _choice(grant: Grant, row: Any, known: facts.Episodes) -> LineChoice:
    found = facts.line(row, known)
    # Whether an episode is shown is a tick on the same form, and so no reason beside it.
    ticked = tuple(replace(one, visible=True) for one in found.belongs.episodes)
    asked = replace(found, visible=True, belongs=replace(found.belongs, episodes=ticked))
    return LineChoice(
        line=rows.line(row),
        episode=row["episode"],
        visible=row["visible_to_patient"],
        gates=visibility.line_gates(grant, asked),
    )
