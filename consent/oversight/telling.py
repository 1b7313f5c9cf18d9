"""
Telling a patient that a look was not lawful: once, in the words of the practice.

Until then a verdict is a finding that a colleague can still put right, and the patient reads that
it is being sorted out. Source: AVG art. 34 (told without delay, in plain words).
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event, Line
from consent.actions import Action
from consent.dates import today
from consent.errors import AlreadyDecided, Refused
from consent.model import Actor, Grant, Reason, Right, Standing
from consent.oversight import check_queries as queries
from consent.oversight.checking import DrawnLine, Outcome, line_here
from consent.oversight.reading import listed
from consent.vault import Vault

WORDS = "check_line.told"
UNLAWFUL = "check_unlawful"


class ToldLook(msgspec.Struct, frozen=True):
    """What a practice told about one look: the look without a name, when, and in which words."""

    practice: str
    look: Line
    on: date
    words: str


async def tell(reviewer: Actor, vault: Vault, check: UUID, words: str, at: datetime) -> DrawnLine:
    """
    Tell whose file it was that the look was not lawful, and give the line.

    Raises:
        NotFound, Refused: as `checking.line_here`; refused as well when the right is missing.
        AlreadyDecided: it was not found unlawful, or was told before.

    """
    found = await line_here(reviewer, vault, check)
    if not reviewer.may(Right.LOG_REVIEW):
        raise Refused(Reason.NO_RIGHT, found.person, reviewer.practice)
    values: dict[str, object] = {
        "told_sealed": vault.seal(words.encode(), WORDS, check),
        "told_by": reviewer.id,
        "told_at": at,
    }
    if not await queries.tell(check, Outcome.UNLAWFUL.value, values):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, found.person, reviewer.practice)
    event = Event(
        Action.CHECK_TELL,
        at,
        person=found.person,
        practice=reviewer.practice,
        object_id=check,
        reason=UNLAWFUL,
    )
    await accesslog.record(reviewer, event)
    return found


async def told(grant: Grant, vault: Vault) -> Sequence[ToldLook]:
    """Give what practices told the owner of this log, the newest first; to them alone."""
    if grant.standing is not Standing.SELF:
        return ()
    return [
        ToldLook(
            practice=row["practice_name"],
            look=msgspec.structs.replace(
                listed(
                    {**dict(row), "id": row["entry"], "outcome": row["line_outcome"], "own": False}
                ).line,
                name="",
            ),
            on=today(row["told_at"]),
            words=vault.open(bytes(row["told_sealed"]), WORDS, row["id"]).decode(),
        )
        for row in await queries.told(grant.person)
    ]
