"""
The patient's own pages beside a form: the same queries, presenters and templates.

What the form would do is done, looked at and undone: no second rule says what the patient sees.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

from consent.dates import today
from consent.errors import AlreadyDecided, Refused
from consent.model import Grant
from consent.register.episodes import Ticks
from consent.sections import SUMMARY
from portal import words
from portal.database import transaction
from portal.frame.blocks import Group
from portal.practice.forms.publishing import PublishForm, chosen_act
from portal.practice.pages.request import DossierPreview
from portal.practice.pages.results import ResultPreview
from portal.practice.views import phrases
from portal.shown import journal as shown_journal
from portal.shown import letters as shown_letters
from portal.shown import measuring as shown_measuring
from portal.shown import results as shown_results
from portal.shown import summary as shown_summary
from portal.shown.journal import Notes
from portal.shown.letters import Told
from portal.shown.pages import LetterPage
from portal.shown.trend import History
from portal.texts import text
from publishing import inbox, journal, letters, reading, trends
from publishing.inbox import InboxReport
from publishing.journal import ReleaseTicks
from publishing.letters import DeskLetter
from publishing.measuring import reading as measuring
from publishing.model import Act, InviteWithin
from publishing.policy import OPEN_STATES, Decision, is_blank
from publishing.showing import pace
from publishing.summary import reading as summary

T = TypeVar("T")


async def dossier(grant: Grant, language: str) -> DossierPreview:
    """Show the dossier as the flags are now."""
    listed = await reading.episodes((grant,))
    found = await reading.with_lines((grant,), listed)
    notes = Notes(listed, await reading.loose_lines((grant,)))
    return DossierPreview(
        page=shown_journal.dossier_page(notes, (grant,), language, linked=False),
        episodes=tuple(
            shown_journal.episode_page(one, (grant,), language) for one in found if one.lines
        ),
        also=await _also((grant,), language),
        beside=tuple([one async for one in _beside(grant, language)]),
    )


async def dossier_released(
    grant: Grant, request: UUID, ticks: ReleaseTicks, language: str
) -> DossierPreview:
    """
    Show the dossier as it would be with these ticks.

    Raises:
        Refused, AlreadyDecided: as the release itself would.

    """

    async def released() -> DossierPreview:
        await journal.release(grant.reader, request, ticks, grant.at)
        return await dossier(grant, language)

    return await _tried(released)


async def result(
    report: InboxReport, form: PublishForm, grant: Grant, language: str
) -> ResultPreview | None:
    """Show the page of a result as the form would make it; None when the patient sees nothing."""
    if report.state not in OPEN_STATES:
        return await _seen(report.id, grant, language)
    decision = _as_if(report, form, language)

    async def decided() -> ResultPreview | None:
        await inbox.decide(grant.reader, report.id, decision, grant.at)
        await pace.at_once(grant, report.id)
        return await _seen(report.id, grant, language)

    try:
        return await _tried(decided)
    except (AlreadyDecided, Refused):
        # Nothing is ticked yet, or somebody was first: the form says so when it is sent.
        return None


async def letter(found: DeskLetter, told: Told, grant: Grant, language: str) -> LetterPage | None:
    """
    Show the page of a letter with its explanation and sort; None when the patient sees nothing.

    `told` are its words.
    """

    async def accorded() -> LetterPage | None:
        if found.accorded_at is None:
            words_of_it = (found.id, found.explanation, grant.at, found.category)
            await letters.accord(grant.reader, *words_of_it)
        seen = await reading.letter((grant,), found.id)
        route = "practice.letter_file"
        return shown_letters.letter_page(seen, (grant,), language, told, route) if seen else None

    try:
        return await _tried(accorded) if found.size else None
    except (AlreadyDecided, Refused):
        return None


async def _tried(work: Callable[[], Awaitable[T]]) -> T:
    async with transaction() as trial:
        seen = await work()
        await trial.rollback()  # type: ignore[no-untyped-call]
    return seen


def _as_if(report: InboxReport, form: PublishForm, language: str) -> Decision:
    # A form that is not finished is shown as far as it goes.
    act = chosen_act(form) or Act.PUBLISH
    every = frozenset(one.id for one in report.results)
    empty = text(language, "practice.preview.no_conclusion")
    return Decision(
        act=act,
        ticks=Ticks(report.seen, frozenset(one for one in every if str(one) in form.share)),
        conclusion=empty if is_blank(form.conclusion) else form.conclusion,
        meaning=form.meaning,
        what_to_do=form.what_to_do,
        invite_within=InviteWithin(form.within) if form.within in set(InviteWithin) else None,
    )


async def _seen(report_id: UUID, grant: Grant, language: str) -> ResultPreview | None:
    report = await reading.report((grant,), report_id)
    if report is None:
        return None
    if report.act.shows_values:
        history = History(await trends.courses((grant,), report))
        return ResultPreview(shown=shown_results.result_page(report, (grant,), language, history))
    return ResultPreview(invited=shown_results.invited_page(report, (grant,), language))


async def _beside(grant: Grant, language: str) -> AsyncIterator[Group]:
    """Give medicines and the like, and the newest of what was measured."""
    on = today(grant.at)
    for section in SUMMARY:
        items = await summary.items((grant,), section)
        rows = tuple(shown_summary.row(one, on, language) for one in items)
        if rows:
            title = text(language, f"summary.{section}.title")
            yield Group(id=f"preview-{section}", title=title, rows=rows)
    topics = shown_measuring.topics(await measuring.newest((grant,)))
    if topics:
        rows = tuple(shown_measuring.row(one, language, linked=False) for one in topics)
        title = text(language, "summary.measurements.title")
        yield Group(id="preview-measurements", title=title, rows=rows)


async def _also(grants: Sequence[Grant], language: str) -> str:
    results = len(await reading.reports(grants))
    accorded = len(await reading.letters(grants))
    counts = (("practice.preview.results", results), ("practice.preview.letters", accorded))
    parts = [phrases.counted(key, count, language) for key, count in counts if count]
    joined = words.listed(parts, language)
    return text(language, "practice.preview.also", parts=joined) if parts else ""
