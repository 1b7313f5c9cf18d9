"""A practice's own words and names: read, and changed with a line in its log; nothing is lost."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.agreements.entering import held
from consent.ids import new_id
from consent.model import Actor
from publishing.phrasing import queries, rows
from publishing.phrasing.model import Code, Naming, Word
from publishing.phrasing.vocabulary import plain
from publishing.policy import FEWEST_PATIENTS


async def words(practice: UUID | None) -> tuple[Word, ...]:
    """Give a practice's own words, those it does not want explained included."""
    return rows.words(await queries.words(practice)) if practice else ()


async def names(practice: UUID | None) -> tuple[Naming, ...]:
    """Give the names that a practice gave itself."""
    found = await queries.names(practice) if practice else []
    return tuple(rows.naming(row) for row in found)


async def seen(practice: UUID | None) -> dict[Code, str]:
    """Give the determinations that came in for several patients, with a laboratory's name."""
    found = await queries.seen(practice, FEWEST_PATIENTS) if practice else []
    return {Code(row["code_system"], row["code"]): row["name"] for row in found}


async def change_word(employee: Actor, word: Word, at: datetime) -> bool:
    """
    Say what a word means from now on; False: nothing changed.

    Raises:
        Refused: the right to change agreements is missing.

    """
    practice = await held(employee)
    kept = msgspec.structs.replace(word, word=plain(word.word), is_own=True)
    before = {one.word.casefold(): one for one in await words(practice)}
    if before.get(kept.word.casefold()) == kept:
        return False
    row = {
        "word": kept.word,
        "also": ", ".join(kept.also),
        "means_nl": kept.means_nl,
        "means_en": kept.means_en,
        "is_on": kept.is_on,
    }
    await queries.add_word(row | _by(employee, at))
    await _log(employee, practice, at)
    return True


async def change_name(employee: Actor, naming: Naming, at: datetime) -> bool:
    """
    Say what a determination is called from now on; False: nothing changed.

    Raises:
        Refused: the right to change agreements is missing.

    """
    practice = await held(employee)
    if naming in await names(practice):
        return False
    row = {
        "code_system": naming.code.system,
        "code": naming.code.code,
        "name_nl": naming.name.nl,
        "name_en": naming.name.en,
    }
    await queries.add_name(row | _by(employee, at))
    await _log(employee, practice, at)
    return True


def _by(employee: Actor, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(at),
        "practice": employee.practice,
        "changed_by": employee.id,
        "changed_at": at,
    }


async def _log(employee: Actor, practice: UUID, at: datetime) -> None:
    event = Event(Action.VOCABULARY_CHANGE, at, practice=practice, object_id=practice)
    await accesslog.record(employee, event)
