"""
Episodes and their flag "visible to the patient": on by default, switched by the practice.

What a source states of one is written under its key, and never moved to another file.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.errors import AlreadyDecided, Refused
from consent.ids import new_id
from consent.model import Actor, Grant, Patient, Reason, Right
from consent.queries import episodes as queries
from consent.statements import fetch_one


class Episode(msgspec.Struct, frozen=True):
    """One complaint or disease, as the practice sees it; dates are None when unknown."""

    id: UUID
    title: str
    icpc: str
    is_closed: bool
    started_on: date | None
    last_contact_on: date | None
    visible: bool
    attention: bool = False


class Ticks(msgspec.Struct, frozen=True):
    """What the decider saw and which of it the patient may see; for episodes, or for lines."""

    seen: frozenset[UUID]
    shown: frozenset[UUID]


class FlagChange(msgspec.Struct, frozen=True):
    """Who changed which kind of flag ("episode" or "line") of a file, to what and when."""

    decider: Actor
    patient: Patient
    kind: str
    visible: bool
    at: datetime


async def all_episodes(grant: Grant) -> list[Episode]:
    """Give all episodes of a file that was opened for review, hidden ones too."""
    return await _of(grant.patient) if grant.preview else []


class NewEpisode(msgspec.Struct, frozen=True):
    """
    What a source says of an episode; dates are None when it does not say.

    `visible_to_patient` counts for a new one only: later the practice has its say.
    """

    patient: UUID
    source: UUID
    source_key: str
    title: str
    icpc: str
    is_closed: bool
    started_on: date | None
    last_contact_on: date | None
    confidentiality: str = ""
    visible_to_patient: bool = True


async def put_episode(new: NewEpisode, at: datetime) -> UUID | None:
    """
    Write an episode or bring it up to date, and give its id; whether it is shown stays as it is.

    None, and nothing is written, when the source used this key for another patient.
    """
    known: Any = await fetch_one(
        "select patient from episode where source = $1 and source_key = $2",
        new.source,
        new.source_key,
    )
    if known is not None and known["patient"] != new.patient:
        return None
    return await queries.put({"id": new_id(at), **msgspec.structs.asdict(new)})


async def set_attention(episode: UUID, *, has_attention: bool) -> None:
    """Write whether an episode stays of interest when it is closed."""
    await queries.set_attention(episode, has_attention=has_attention)


async def _of(patient: UUID) -> list[Episode]:
    return [
        Episode(
            id=row["id"],
            title=row["title"],
            icpc=row["icpc"],
            is_closed=row["is_closed"],
            started_on=row["started_on"],
            last_contact_on=row["last_contact_on"],
            visible=row["visible_to_patient"],
            attention=row["attention"],
        )
        for row in await queries.of_patient(patient)
    ]


async def set_visibility(decider: Actor, patient: Patient, ticks: Ticks, at: datetime) -> None:
    """
    Show the ticked episodes of a file and hide the others.

    Raises:
        AlreadyDecided: the file has other episodes than the decider saw.
        Refused: something changes and the decider may not hide episodes.

    """
    current = await _of(patient.id)
    if {episode.id for episode in current} != ticks.seen:
        raise AlreadyDecided(Reason.LIST_CHANGED, patient.person, patient.practice)
    for visible in (True, False):
        changed = [
            episode.id
            for episode in current
            if episode.visible is not visible and (episode.id in ticks.shown) is visible
        ]
        if changed:
            check_right(decider, patient)
            await queries.set_visible(changed, visible=visible)
            change = FlagChange(decider, patient, "episode", visible, at)
            await note_changes(change, changed)


async def set_one(episode: UUID, *, visible: bool) -> None:
    """Show or hide one episode; whoever calls has checked the right and notes the change."""
    await queries.set_visible([episode], visible=visible)


def check_right(decider: Actor, patient: Patient) -> None:
    """
    Check that this employee may change what the patient sees.

    Raises:
        Refused: the right to hide is missing.

    """
    if not decider.may(Right.EPISODES_HIDE):
        raise Refused(Reason.NO_RIGHT, patient.person, patient.practice)


async def note_changes(change: FlagChange, changed: Iterable[UUID]) -> None:
    """Write down that the flags of these were changed, one row each."""
    await queries.note_changes(
        [
            {
                "id": new_id(change.at),
                "patient": change.patient.id,
                "kind": change.kind,
                "object_id": one,
                "visible": change.visible,
                "changed_by": change.decider.id,
                "changed_at": change.at,
            }
            for one in changed
        ]
    )
