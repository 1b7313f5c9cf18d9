"""
Reading patient content: no grant, no rows.

Whoever calls has opened the files through `consent.access`, so the line is written. A page has
a fixed number of statements, whatever it shows.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from consent.model import Grant
from publishing import rows
from publishing.letters import shown_queries as letter_queries
from publishing.model import (
    Episode,
    JournalLine,
    Letter,
    News,
    NewsKind,
    Report,
    Result,
)
from publishing.queries import reading as queries

PAGE = 20
LINES_PAGE = 60
NEWS_DAYS = 30
NEWS_ITEMS = 5

Moment = tuple[datetime, UUID]
Day = tuple[date, UUID]


async def reports(grants: Sequence[Grant], before: Moment | None = None) -> list[Report]:
    """
    Give a page of reports with their results, the last shown first.

    `before` is (`shown_at`, `id`) of the last report seen. Empty without grants.
    """
    if not grants:
        return []
    found = await queries.reports(grants, before, PAGE)
    return await _with_results(grants, found)


async def report(grants: Sequence[Grant], report_id: UUID) -> Report | None:
    """Give one report with its results; None when it is not there for these grants."""
    found = await queries.report(grants, report_id) if grants else None
    if found is None:
        return None
    return rows.with_words((await _with_results(grants, [found]))[0], found)


async def letters(grants: Sequence[Grant], before: Moment | None = None) -> list[Letter]:
    """Give a page of letters, the last accorded first; `before` is (`shown_at`, `id`)."""
    if not grants:
        return []
    return [rows.letter(row) for row in await letter_queries.letters(grants, before, PAGE)]


async def letter(grants: Sequence[Grant], letter_id: UUID) -> Letter | None:
    """Give one letter; None when it is not there for these grants."""
    row = await letter_queries.letter(grants, letter_id) if grants else None
    return rows.letter_with_words(row) if row else None


async def letter_text(grants: Sequence[Grant], letter_id: UUID) -> rows.SealedText | None:
    """Give the sealed text of one letter; None when it is not there for these grants."""
    row = await letter_queries.letter_text(grants, letter_id) if grants else None
    return rows.sealed_text(row) if row else None


async def letter_file(grants: Sequence[Grant], letter_id: UUID) -> rows.SealedFile | None:
    """Give the sealed file of one letter; None when it is not there for these grants."""
    row = await letter_queries.letter_file(grants, letter_id) if grants else None
    return rows.sealed_file(row) if row else None


async def episodes(grants: Sequence[Grant], before: Day | None = None) -> list[Episode]:
    """Give a page of episodes without lines, the latest contact first."""
    if not grants:
        return []
    return [rows.episode(row) for row in await queries.episodes(grants, before, PAGE)]


async def episode(
    grants: Sequence[Grant], episode_id: UUID, before: Day | None = None
) -> Episode | None:
    """Give one episode with a page of its E and P lines; None when it is not there."""
    row = await queries.episode(grants, episode_id) if grants else None
    if row is None:
        return None
    found = await queries.lines(grants, episode_id, before, LINES_PAGE)
    return rows.episode(row, tuple(rows.line(one) for one in found))


async def with_lines(grants: Sequence[Grant], listed: Sequence[Episode]) -> list[Episode]:
    """Give these episodes with the first page of their E and P lines, read for all at once."""
    if not grants:
        return []
    wanted = [one.id for one in listed]
    found = await queries.lines_per_episode(grants, wanted, LINES_PAGE)
    return [
        msgspec.structs.replace(
            one, lines=tuple(rows.line(row) for row in found if row["episode"] == one.id)
        )
        for one in listed
    ]


async def loose_lines(grants: Sequence[Grant], before: Day | None = None) -> list[JournalLine]:
    """Give a page of E and P lines that belong to no episode, the last recorded first."""
    if not grants:
        return []
    return [rows.line(row) for row in await queries.lines(grants, None, before, LINES_PAGE)]


async def news(grants: Sequence[Grant]) -> list[News]:
    """Give at most five things that became visible in the last thirty days, without content."""
    if not grants:
        return []
    since = grants[0].at - timedelta(days=NEWS_DAYS)
    return [
        News(NewsKind(row["kind"]), row["id"], row["practice_name"], row["shown_at"])
        for row in await queries.news(grants, since, NEWS_ITEMS)
    ]


async def _with_results(grants: Sequence[Grant], found: Sequence[Any]) -> list[Report]:
    released = _released(grants)
    shown: dict[UUID, list[Result]] = {row["publication"]: [] for row in found}
    since = {row["publication"]: released[row["patient"]] for row in found}
    for one in await queries.results(grants, list(shown)):
        publication = one["publication"]
        shown[publication].append(_as_seen(rows.versioned(one), since[publication]))
    made = [rows.report(row, tuple(shown[row["publication"]])) for row in found]
    return [
        one
        if one.corrected_at is None or _was_open(released[one.patient], one.corrected_at)
        else msgspec.structs.replace(one, corrected_at=None)
        for one in made
    ]


def _released(grants: Sequence[Grant]) -> dict[UUID, datetime | None]:
    return {grant.patient: grant.released_at for grant in grants}


def _was_open(released_at: datetime | None, at: datetime) -> bool:
    # What was replaced before the file was opened, its reader never saw.
    return released_at is not None and released_at < at


def _as_seen(result: Result, released_at: datetime | None) -> Result:
    replaced = result.replaced
    if replaced is None or _was_open(released_at, replaced.replaced_at):
        return result
    return msgspec.structs.replace(result, replaced=None)
