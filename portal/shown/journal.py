"""Episodes and their E and P lines as their patient reads them."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import msgspec

from consent.model import Grant
from portal import words
from portal.frame.blocks import Line, Row
from portal.frame.links import link
from portal.shown.pages import ContactCard, DossierPage, EpisodeCard, EpisodePage
from portal.shown.paging import after_day
from portal.shown.phrases import joined, role, shown_since
from portal.texts import text
from publishing.model import Episode, JournalLine
from publishing.reading import LINES_PAGE, PAGE


class Notes(msgspec.Struct, frozen=True):
    """What there is to show of a dossier: one page of episodes and of lines without one."""

    episodes: Sequence[Episode]
    loose: Sequence[JournalLine] = ()


def dossier_page(
    notes: Notes, grants: Sequence[Grant], language: str, *, linked: bool = True
) -> DossierPage:
    """
    Make the page of all episodes, those of now first.

    `linked` is off in a preview, where an episode has no page of its own.
    """
    several = len(grants) > 1
    shown = [_card(one, language, several=several, linked=linked) for one in notes.episodes]
    current = [card for card, one in zip(shown, notes.episodes, strict=True) if not one.is_closed]
    earlier = [card for card, one in zip(shown, notes.episodes, strict=True) if one.is_closed]
    return DossierPage(
        now=tuple(current),
        earlier=tuple(
            Row(
                icon="history",
                title=card.title,
                meta=(card.period,),
                href=card.href,
                written=True,
            )
            for card in earlier
        ),
        loose=contacts(notes.loose, language),
        older=_older_episodes(notes.episodes),
        older_loose=_older_loose(notes.loose),
        shown_since=shown_since(grants, language),
    )


def episode_page(episode: Episode, grants: Sequence[Grant], language: str) -> EpisodePage:
    """Make the page of one episode, the last contact first."""
    return EpisodePage(
        title=title(episode, language),
        lead=joined(period(episode, language), episode.practice_name if len(grants) > 1 else ""),
        contacts=contacts(episode.lines, language),
        older=link("patient.episode", id=episode.id, voor=_after(episode.lines))
        if len(episode.lines) == LINES_PAGE
        else "",
        shown_since=shown_since(grants, language),
    )


def title(episode: Episode, language: str) -> str:
    """Name an episode as the practice named it."""
    return episode.title or text(language, "patient.dossier.untitled")


def contacts(lines: Sequence[JournalLine], language: str) -> tuple[ContactCard, ...]:
    """Put lines together that were written at the same contact, or on the same day."""
    return tuple(
        _contact(on, tuple(found), language)
        for (on, _), found in groupby(lines, key=lambda line: (line.recorded_on, line.contact))
    )


def period(episode: Episode, language: str) -> str:
    """Say from when until when; what is not known is left out."""
    start, end = _day(episode.started_on, language), _day(episode.last_contact_on, language)
    if not episode.is_closed:
        return text(language, "patient.dossier.since", date=start) if start else ""
    if start and end:
        return text(language, "patient.dossier.period", start=start, end=end)
    return text(language, "patient.dossier.until", end=end) if end else start


def _card(episode: Episode, language: str, *, several: bool, linked: bool) -> EpisodeCard:
    return EpisodeCard(
        title=title(episode, language),
        period=joined(period(episode, language), episode.practice_name if several else ""),
        lines=_lines(episode.lines, language),
        href=link("patient.episode", id=episode.id) if linked else "",
    )


def _contact(on: date | None, found: tuple[JournalLine, ...], language: str) -> ContactCard:
    return ContactCard(
        on=words.day(on, language) if on else text(language, "common.date.unknown"),
        who=role(found[0].practitioner_role, language),
        lines=_lines(found, language),
    )


def _lines(found: Sequence[JournalLine], language: str) -> tuple[Line, ...]:
    # What was found stands before the plan, whatever order they came in.
    ordered = sorted(found, key=lambda line: line.kind)
    return tuple(
        Line(text(language, f"patient.dossier.line_{line.kind.lower()}"), line.body)
        for line in ordered
    )


def _day(on: date | None, language: str) -> str:
    return words.day(on, language) if on else ""


def _after(lines: Sequence[JournalLine]) -> str:
    return after_day(lines[-1].recorded_on or date.min, lines[-1].id)


def _older_episodes(episodes: Sequence[Episode]) -> str:
    if len(episodes) < PAGE:
        return ""
    last = episodes[-1]
    on = last.last_contact_on or date.min
    return link("patient.dossier", voor=after_day(on, last.id))


def _older_loose(lines: Sequence[JournalLine]) -> str:
    return link("patient.dossier", notities=_after(lines)) if len(lines) == LINES_PAGE else ""
