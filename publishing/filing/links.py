"""
Which episode and contact a thing belongs to, whichever of them came first.

What a line says itself goes before what its report says, and that before what its contact says.
A reference to something we do not have hides the thing: what it is about cannot be judged. A line
remembers the episodes it was moved out of, so that a move lets nothing out of a hidden one.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from consent.ids import new_id
from consent.sections import SUMMARY
from publishing.filing.desk import Desk, Paper
from publishing.queries import links as queries
from publishing.queries.filing import current

CONTACT, EPISODE, FLAG, RESULT = "contact", "episode", "flag", "result"
LETTER, LINE, REPORT, SECTION = "letter", "line", "report", "section"
MEASUREMENT = "measurement"
KINDS = {LETTER: "DocumentReference", LINE: "Observation", MEASUREMENT: "Observation"}
TABLES = {
    LETTER: "letter",
    LINE: "journal_line",
    MEASUREMENT: "measurement",
    RESULT: "result",
    **{section.value: "summary_item" for section in SUMMARY},
}
# What stands in the episodes of its contact where it states none itself.
IN_A_CONTACT = frozenset({LINE, MEASUREMENT, *(section.value for section in SUMMARY)})


class Placed(msgspec.Struct, frozen=True):
    """
    Where a thing stands in its file; `is_unknown` when it points to what we do not have.

    `episodes` are all it belongs to, the one it is shown under first.
    """

    episodes: tuple[UUID, ...]
    contact: UUID | None
    is_unknown: bool


async def remember(paper: Paper) -> None:
    """Keep the other names of an item, so that later references find it."""
    rows = [
        {
            "id": new_id(paper.desk.at),
            "source": paper.desk.source.id,
            "kind": paper.item.kind,
            "alias": alias,
            "item_key": paper.item.key,
        }
        for alias in paper.item.aliases
    ]
    if rows:
        await queries.add_aliases(rows)


async def link(paper: Paper, start: tuple[str, str], kind: str, keys: Iterable[str]) -> None:
    """Keep that a thing (its kind and key) refers to these, all of one kind."""
    rows = [
        {
            "id": new_id(paper.desk.at),
            "source": paper.desk.source.id,
            "patient": paper.file,
            "from_kind": start[0],
            "from_key": start[1],
            "to_kind": kind,
            "to_key": key,
        }
        for key in keys
        if key
    ]
    if rows:
        await queries.add_links(rows)


async def placed(desk: Desk, patient: UUID, kind: str, key: str) -> Placed:
    """Work out where a thing stands, from all that has been said of it so far."""
    file = queries.Place(patient, desk.source.id)
    own = await queries.targets(file, kind, [key], EPISODE)
    contacts = await queries.targets(file, kind, [key], CONTACT)
    contact = await queries.contact(file, contacts[0]) if contacts else None
    if not own and kind in IN_A_CONTACT:
        names = await queries.names(file, KINDS[kind], key) if kind in KINDS else [key]
        own = await queries.targets(file, SECTION, names, EPISODE)
        if not own and contacts:
            if contact is None:
                return Placed((), None, is_unknown=True)
            own = await queries.targets(file, CONTACT, [contact["source_key"]], EPISODE)
    found = [await queries.episode(file, one) for one in own]
    return Placed(
        episodes=tuple(dict.fromkeys(one for one in found if one is not None)),
        contact=contact["id"] if contact else None,
        is_unknown=None in found or (bool(contacts) and contact is None),
    )


async def put_right(paper: Paper, kind: str) -> None:
    """Place again what refers to an item that has just come; `kind` is what the item is."""
    desk, patient = paper.desk, paper.file
    file = queries.Place(patient, desk.source.id)
    for from_kind, key in await queries.affected(file, kind, list(paper.names)):
        await place_again(desk, patient, from_kind, key)


async def keys_of(file: queries.Place, kind: str, name: str) -> list[str]:
    """Give the keys that a name may stand for: itself, and what it is another name of."""
    return await queries.keys(file, KINDS[kind], name)


async def place_again(desk: Desk, patient: UUID, kind: str, key: str) -> None:
    """Work out anew where a stored thing stands, and write it down."""
    table = TABLES.get(kind)
    if table is None:
        return
    file = queries.Place(patient, desk.source.id)
    found = await placed(desk, patient, kind, key)
    place: dict[str, Any] = {
        "episode": found.episodes[0] if found.episodes else None,
        "other_episodes": list(found.episodes[1:]),
        "has_unknown_episode": found.is_unknown,
    }
    if kind in {LINE, MEASUREMENT}:
        place["contact"] = found.contact
    if kind == LINE:
        stood = await current(table, file, key)
        place["former_episodes"] = moved_out(stood, found.episodes)
    await queries.move(table, file, key, place)


def moved_out(stood: Any, episodes: Iterable[UUID] = ()) -> list[UUID]:
    """Give the episodes that a line stood in and does not stand in now; `stood` is its row."""
    if stood is None:
        return []
    earlier = {*stood["former_episodes"], *stood["other_episodes"], stood["episode"]}
    return sorted(earlier - {None, *episodes})
