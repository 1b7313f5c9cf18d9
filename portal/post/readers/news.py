"""Something new: found by asking what has become visible, because nothing runs at that moment.

A rough list of what was shown lately is made for all; whether a person may see it is then decided
as for the home page, with a grant of their own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID, uuid5

import msgspec

from consent import access
from consent.access import Files
from consent.ids import new_id
from consent.register import people
from portal.database import transaction
from portal.post.model import Kind
from portal.post.readers import choices, queries
from portal.post.readers.telling import Told, patient, tell
from portal.vault import Vault
from publishing import reading
from publishing.arrivals import Arrival, arrivals
from publishing.model import News

# What is older is not told any more, as after a long standstill.
LOOKED_BACK = timedelta(days=3)


class Due(msgspec.Struct, frozen=True):
    """A person of whom something may have become visible since their address is in use."""

    person: UUID
    since: datetime


async def tell_news(vault: Vault, at: datetime) -> int:
    """Write one message to each person for whom something new became visible; give how many."""
    written = 0
    for due in await _due(at):
        async with transaction():
            written += await _tell(vault, due, at)
    return written


async def _due(at: datetime) -> list[Due]:
    shown = await arrivals(at - LOOKED_BACK, at)
    known = {(row["person"], row["thing"]) for row in await queries.told(_things(shown))}
    fresh = [one for one in shown if (one.person, _thing(one.id, one.shown_at)) not in known]
    owners = sorted({one.person for one in fresh})
    unwilling = await choices.without(owners, Kind.NEWS)
    since = {row["person"]: row["verified_at"] for row in await queries.addresses_in_use(owners)}
    return [
        Due(person, since[person])
        for person, theirs in groupby(sorted(fresh, key=_person), key=_person)
        if person in since
        and person not in unwilling
        and any(one.shown_at > since[person] for one in theirs)
    ]


async def _tell(vault: Vault, due: Due, at: datetime) -> bool:
    person = await people.person_by_id(due.person)
    files = await access.glance(people.actor(person, ""), at)
    oldest = max(due.since, at - LOOKED_BACK)
    news = [one for one in await reading.news(files.grants) if one.shown_at > oldest]
    if person is None or not news or not await _keep(due.person, news, at):
        return False
    reader = patient(person, _practice(files, news[0]), news[0].practice_name)
    subject = str(_thing(news[0].id, news[0].shown_at))
    return await tell(vault, reader, Told(kind=Kind.NEWS, subject=subject), at)


async def _keep(person: UUID, news: Sequence[News], at: datetime) -> int:
    return await queries.tell(
        [
            {
                "id": new_id(at),
                "person": person,
                "thing": _thing(one.id, one.shown_at),
                "told_at": at,
            }
            for one in news
        ]
    )


def _practice(files: Files, news: News) -> UUID | None:
    named = (one for one in files.grants if one.practice_name == news.practice_name)
    return next((one.practice for one in named), None)


def _things(shown: Sequence[Arrival]) -> list[UUID]:
    return [_thing(one.id, one.shown_at) for one in shown]


def _thing(number: UUID, shown_at: datetime) -> UUID:
    # What is published anew is new again.
    return uuid5(number, shown_at.isoformat())


def _person(arrival: Arrival) -> UUID:
    return arrival.person
