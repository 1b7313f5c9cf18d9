"""
Checking a drawn line: lawful, unlawful, or asked. Nobody checks what they did themselves.

The check is itself a look, with a line in the list of whose file it was.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.errors import AlreadyDecided, NotFound, Reason, Refused
from consent.model import Actor, Grant, PersonName, Right, Standing
from consent.oversight import check_queries as queries
from consent.oversight.model import Listed
from consent.oversight.reading import listed
from consent.oversight.rules import TERM_ASKED, TERM_TOLD, Flag
from consent.vault import Vault

NOTE = "check_line.note"


class Outcome(StrEnum):
    """What came of a check; WAITING is nothing yet, ASKED waits for an answer."""

    ASKED = "asked"
    LAWFUL = "lawful"
    UNLAWFUL = "unlawful"
    WAITING = ""


# After these something follows, within a term of its own.
FOLLOWED = {Outcome.ASKED: TERM_ASKED, Outcome.UNLAWFUL: TERM_TOLD}


class Verdict(msgspec.Struct, frozen=True):
    """What a reviewer found, and why in their own words."""

    outcome: Outcome
    note: str = ""


class DrawnLine(msgspec.Struct, frozen=True):
    """
    One line of a sample: the look, why it was drawn, until when, and what came of it.

    `person` and `name` are of whose file it was, also when they have left.
    """

    id: UUID
    look: Listed
    person: UUID
    name: PersonName
    month: date
    flags: tuple[Flag, ...]
    due_on: date
    outcome: Outcome
    note: str = ""
    told_at: datetime | None = None

    @property
    def is_final(self) -> bool:
        """Whether nothing follows any more: it was lawful, or its patient was told."""
        return self.outcome is Outcome.LAWFUL or self.told_at is not None

    @property
    def is_to_tell(self) -> bool:
        """Whether it was found unlawful and its patient has still to be told."""
        return self.outcome is Outcome.UNLAWFUL and not self.is_final

    def is_late(self, on: date) -> bool:
        """Whether the term has passed without an outcome for good."""
        return not self.is_final and self.due_on < on

    def is_escalated(self, on: date) -> bool:
        """Whether more than a check is needed: somebody has to be told, or nobody was in time."""
        return self.is_to_tell or self.is_late(on)


class Checked(msgspec.Struct, frozen=True):
    """How many looks a practice checked of a month, for its patients to read."""

    practice: str
    month: date
    checked: int
    unlawful: int


async def worklist(reviewer: Actor, at: datetime) -> tuple[list[DrawnLine], int]:
    """
    Give the drawn lines that are not the reviewer's own, and how many of their own wait.

    Raises:
        NotFound: the reviewer has no active practice.

    """
    if reviewer.practice is None:
        raise NotFound
    event = Event(Action.CHECK_LIST, at, practice=reviewer.practice, object_id=reviewer.practice)
    await accesslog.record(reviewer, event)
    who = (reviewer.practice, reviewer.name, reviewer.id)
    return [_drawn(row) for row in await queries.lines(*who)], await queries.own(*who)


async def waiting(reviewer: Actor) -> tuple[int, datetime | None]:
    """Count what waits for this reviewer, and since when the oldest does; it names nobody."""
    if reviewer.practice is None:
        return 0, None
    row = await queries.waiting(reviewer.practice, reviewer.name, reviewer.id)
    return row["number"], row["oldest"]


async def line_here(reviewer: Actor, vault: Vault, check: UUID) -> DrawnLine:
    """
    Give one drawn line.

    Raises:
        NotFound: no such line at this practice.
        Refused: it is the reviewer's own look.

    """
    row = await queries.line(reviewer.practice, check) if reviewer.practice else None
    if row is None:
        raise NotFound
    found = _drawn(row)
    if _is_own(reviewer, found):
        raise Refused(Reason.OWN_LOOK, found.person, reviewer.practice)
    sealed = row["note_sealed"]
    note = vault.open(bytes(sealed), NOTE, found.id).decode() if sealed else ""
    return msgspec.structs.replace(found, note=note)


async def open_line(reviewer: Actor, vault: Vault, check: UUID, at: datetime) -> DrawnLine:
    """
    Give one drawn line to be judged; a look with its line in the list of whose file it was.

    Raises:
        NotFound, Refused: as `line_here`.

    """
    found = await line_here(reviewer, vault, check)
    event = Event(
        Action.CHECK_REVIEW, at, person=found.person, practice=reviewer.practice, object_id=check
    )
    await accesslog.record(reviewer, event)
    return found


async def judge(reviewer: Actor, vault: Vault, check: UUID, verdict: Verdict, at: datetime) -> None:
    """
    Write what came of a check; one that was unlawful can be put right until its patient is told.

    Raises:
        NotFound, Refused: as `line_here`; refused as well when the right is missing.
        AlreadyDecided: there is an outcome for good.

    """
    found = await line_here(reviewer, vault, check)
    practice = reviewer.practice
    if not reviewer.may(Right.LOG_REVIEW):
        raise Refused(Reason.NO_RIGHT, found.person, practice)
    values: dict[str, object] = {
        "outcome": verdict.outcome.value,
        "note_sealed": vault.seal(verdict.note.encode(), NOTE, check),
        "judged_by": reviewer.id,
        "judged_at": at,
    }
    if verdict.outcome in FOLLOWED:
        values["due_on"] = today(at) + FOLLOWED[verdict.outcome]
    if not await queries.judge(check, values):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, found.person, practice)
    event = Event(
        Action.CHECK_JUDGE,
        at,
        person=found.person,
        practice=practice,
        object_id=check,
        # Asked and unlawful read the same until the practice itself tells what it found.
        reason="check_further" if verdict.outcome in FOLLOWED else "check_lawful",
    )
    await accesslog.record(reviewer, event)


async def checked(grant: Grant) -> list[Checked]:
    """Tell a patient how many looks their practices checked lately."""
    only = None if grant.standing is Standing.SELF else grant.practice
    rows = await queries.checked(grant.person, only)
    return [Checked(row["practice"], row["month"], row["checked"], row["unlawful"]) for row in rows]


def _is_own(reviewer: Actor, found: DrawnLine) -> bool:
    by = found.look.by
    return by == reviewer.id if by else found.look.line.name == reviewer.name


def _drawn(row: Any) -> DrawnLine:
    return DrawnLine(
        id=row["id"],
        look=listed(
            {**dict(row), "id": row["entry"], "outcome": row["line_outcome"], "own": False}
        ),
        person=row["person"],
        name=PersonName.of(row),
        month=row["month"],
        flags=tuple(Flag(rule) for rule in row["rules"]),
        due_on=row["due_on"],
        outcome=Outcome(row["outcome"]),
        told_at=row["told_at"],
    )
