"""The texts of a practice for help, privacy, accessibility and terms: read, and changed."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.ids import new_id
from consent.model import Actor
from consent.register.practices import practice_of
from consent.statements import hold
from portal.texts import LANGUAGES
from portal.wording import queries


class Page(StrEnum):
    """The pages that explain."""

    HELP = "help"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"
    TERMS = "terms"


class Place(NamedTuple):
    """Where a text stands: on which page, in which language."""

    page: Page
    language: str


PLACES = tuple(Place(page, language) for page in Page for language in LANGUAGES)


async def own(employee: Actor) -> dict[Place, str]:
    """
    Give the texts of the active practice; "" where it wrote none.

    Raises:
        NotFound: the employee has no active practice.

    """
    rows = await queries.latest(practice_of(employee))
    written = {Place(Page(row["page"]), row["language"]): row["body"] for row in rows}
    return {place: written.get(place, "") for place in PLACES}


async def added_to(page: Page, language: str) -> dict[UUID, str]:
    """Give what practices add to a page, in this language or else in Dutch."""
    found = {row["practice"]: row["body"] for row in await queries.of_page(page, "nl")}
    if language != "nl":
        found |= {
            row["practice"]: row["body"]
            for row in await queries.of_page(page, language)
            if row["body"]
        }
    return {practice: body for practice, body in found.items() if body}


async def change(employee: Actor, texts: Mapping[Place, str], at: datetime) -> bool:
    """
    Set the texts of the active practice, with a line in its log; False: nothing changed.

    Raises:
        NotFound: the employee has no active practice.

    """
    where = practice_of(employee)
    await hold(where)
    before = await own(employee)
    changed = [place for place in PLACES if texts[place] != before[place]]
    if not changed:
        return False
    await queries.add([_row(employee, place, texts[place], at) for place in changed])
    await accesslog.record(
        employee, Event(Action.WORDING_CHANGE, at, practice=where, object_id=where)
    )
    return True


def _row(employee: Actor, place: Place, body: str, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(at),
        "practice": employee.practice,
        "page": place.page.value,
        "language": place.language,
        "body": body,
        "changed_by": employee.id,
        "changed_at": at,
    }
