"""Why something is shown or not: every gate of every thing in a file, with its answer."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound
from consent.files import facts_of_patient
from consent.model import Actor, Grant, Patient, PersonName, Reason
from consent.register import episodes
from consent.register.episodes import FlagChange
from consent.representation.eyes import Eyes
from publishing.inside.things import IN_SUMMARY, Kind, Thing, things_of
from publishing.queries import journal as flags
from publishing.queries import why as queries
from publishing.visibility import (
    EPISODE,
    LETTER,
    LINE,
    MEASUREMENT,
    REPORT,
    RESULT,
    SUMMARY,
    EpisodeFacts,
    Gate,
    LineFacts,
    Rules,
    line_gates,
)
from publishing.visibility.results import OneResult

TABLES: Mapping[Kind, tuple[Rules[Any], ...]] = {
    Kind.EPISODE: (EPISODE,),
    Kind.LETTER: (LETTER,),
    Kind.LINE: (LINE,),
    Kind.MEASUREMENT: (MEASUREMENT,),
    Kind.REPORT: (REPORT,),
    Kind.RESULT: (REPORT, RESULT),
    **dict.fromkeys(IN_SUMMARY, (SUMMARY,)),
}
"""The tables of gates that are asked about each kind; any of them can close."""


class Answer(msgspec.Struct, frozen=True):
    """What one gate says; `reason` is consent's own where it is the reader who is kept out."""

    gate: Gate
    is_closed: bool
    reason: Reason | None = None


class Verdict(msgspec.Struct, frozen=True):
    """What somebody would see of a thing: every gate that was asked, in order."""

    eyes: Eyes
    answers: tuple[Answer, ...]

    @property
    def shown(self) -> bool:
        """Whether all gates are open."""
        return not any(answer.is_closed for answer in self.answers)


class Incomplete(msgspec.Struct, frozen=True):
    """A file in which so many things refer to what we do not have."""

    patient: UUID
    name: PersonName
    born: str
    number: int


class File(msgspec.Struct, frozen=True):
    """Everything in a file, the latest first."""

    things: tuple[Thing, ...]

    def find(self, thing: UUID) -> Thing | None:
        """Give one of the things, or of their parts."""
        return next((one for one in self._all() if one.id == thing), None)

    @property
    def unknown(self) -> int:
        """How many things refer to something that we do not have."""
        # What is in the summary is shown wherever it stands.
        shown = {Kind.EPISODE, *IN_SUMMARY}
        placed = (one for one in self.things if one.kind not in shown)
        return sum(one.facts.belongs.is_unknown for one in placed)

    def verdict(self, thing: Thing, eyes: Eyes) -> Verdict:
        """Ask every gate of a thing for somebody."""
        asked = self._with_notes(thing, eyes.grant)
        answers = [Answer(Gate.READER, eyes.reason is not None, eyes.reason)]
        told: dict[Gate, bool] = {}
        for rules, about in zip(TABLES[thing.kind], _asked(asked), strict=True):
            for gate, is_closed in rules.items():
                told[gate] = told.get(gate, False) or is_closed(eyes.grant, about)
        answers += [Answer(gate, told[gate]) for gate in Gate if gate in told]
        return Verdict(eyes, tuple(answers))

    def _all(self) -> Iterator[Thing]:
        for one in self.things:
            yield one
            yield from one.parts

    def _with_notes(self, thing: Thing, grant: Grant) -> Thing:
        if not isinstance(thing.facts, EpisodeFacts) or not thing.facts.is_closed:
            return thing
        written = (one.facts for one in self.things if isinstance(one.facts, LineFacts))
        noted = any(
            one.belongs.episodes[:1] == (thing.facts,) and not line_gates(grant, one)
            for one in written
        )
        return replace(thing, facts=replace(thing.facts, has_notes=noted))


async def file_of(grant: Grant) -> File:
    """Give everything in a file that was opened for review."""
    return File(await things_of(grant.patient))


async def unknown(reviewer: Actor) -> list[Incomplete]:
    """Give the files here in which something refers to what we do not have; no content."""
    if reviewer.practice is None:
        return []
    return [
        Incomplete(
            row["id"],
            PersonName.of(row),
            row["born"],
            row["number"],
        )
        for row in await queries.unknown(reviewer.practice)
    ]


async def owner(thing: UUID) -> UUID | None:
    """Find the file that a thing is in; None: there is no such thing."""
    return await queries.owner(thing)


async def set_visible(decider: Actor, thing: UUID, at: datetime, *, visible: bool) -> None:
    """
    Show or hide what has a flag; a line that is shown is let out of where it stood before.

    Raises:
        NotFound: there is no such thing here, or it has no flag of its own.
        Refused: the right to hide is missing.
    """
    kind, patient = await _held(decider, thing)
    if kind == Kind.EPISODE:
        await episodes.set_one(thing, visible=visible)
    elif kind != Kind.LINE:
        await queries.show(kind, thing, visible=visible)
    else:
        await flags.set_visible([thing], visible=visible)
        if visible:
            await queries.let_out(thing)
    change = FlagChange(decider, patient, kind, visible, at)
    await episodes.note_changes(change, [thing])
    await _log(decider, thing, at)


async def set_contact(decider: Actor, line: UUID, at: datetime, *, visible: bool) -> None:
    """
    Show or hide what was written or measured in one contact, whatever kind of contact it was.

    Raises:
        NotFound: there is no such line here, or its contact is not known.
        Refused: the right to hide is missing.
    """
    await _held(decider, line)
    contact = await queries.contact_of(line)
    if contact is None:
        raise NotFound
    await queries.show_contact(contact, visible=visible)
    await _log(decider, contact, at)


async def _held(decider: Actor, thing: UUID) -> tuple[str, Patient]:
    row = await queries.flagged(thing)
    file = await facts_of_patient(row["patient"]) if row else None
    if row is None or file is None or file.patient.practice != decider.practice:
        raise NotFound
    episodes.check_right(decider, file.patient)
    return row["kind"], file.patient


async def _log(decider: Actor, thing: UUID, at: datetime) -> None:
    # In the practice's own log: what is hidden leaves no trace with the patient.
    line = Event(Action.VISIBILITY_SET, at, practice=decider.practice, object_id=thing)
    await accesslog.record(decider, line)


def _asked(thing: Thing) -> tuple[Any, ...]:
    asked = thing.facts
    return (asked.report, asked) if isinstance(asked, OneResult) else (asked,)
