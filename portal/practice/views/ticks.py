"""The ticks on a request: one per episode, and inside it one per E or P line."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from consent.register.episodes import Episode
from portal import words
from portal.frame.links import link
from portal.practice.pages.request import Carried, EpisodeTick, LineTick
from portal.shown.phrases import role
from portal.texts import text
from publishing.journal import LineChoice
from publishing.visibility import first


class Chosen(msgspec.Struct, frozen=True):
    """Which ticks are on: as it stands, or as somebody has just set them."""

    episodes: frozenset[UUID]
    lines: frozenset[UUID]
    locked: bool = False


class File(msgspec.Struct, frozen=True):
    """
    The episodes of one file with their lines; None holds the lines without an episode.

    `resting` are closed, and stay hidden for that.
    """

    episodes: Sequence[Episode]
    lines: Mapping[UUID | None, Sequence[LineChoice]]
    resting: frozenset[UUID] = frozenset()


def as_it_stands(file: File, *, locked: bool) -> Chosen:
    """Give the ticks as the flags are now."""
    return Chosen(
        frozenset(episode.id for episode in file.episodes if episode.visible),
        frozenset(choice.line.id for choice in _choices(file) if choice.visible),
        locked,
    )


def ticks(file: File, chosen: Chosen, language: str) -> tuple[EpisodeTick, ...]:
    """Make the ticks, in the order in which the episodes come."""
    return tuple(_episode(episode, file, chosen, language) for episode in file.episodes)


def loose(file: File, chosen: Chosen, language: str) -> tuple[LineTick, ...]:
    """Make the ticks of the lines that belong to no episode."""
    return tuple(_line(choice, chosen, language) for choice in file.lines.get(None, ()))


def carried(file: File, chosen: Chosen) -> tuple[Carried, ...]:
    """
    Name what is on the page, so that the form says what was seen.

    What has no tick of its own keeps its flag: a line that stays hidden anyway, and everything
    for somebody who may not change it.
    """
    seen = [Carried("seen_episode", str(episode.id)) for episode in file.episodes]
    if chosen.locked:
        seen += [Carried("episode", str(one)) for one in sorted(chosen.episodes)]
    for choice in _choices(file):
        seen.append(Carried("seen_line", str(choice.line.id)))
        has_tick = not chosen.locked and not choice.gates
        if choice.visible and not has_tick:
            seen.append(Carried("line", str(choice.line.id)))
    return tuple(seen)


def _choices(file: File) -> list[LineChoice]:
    return [choice for choices in file.lines.values() for choice in choices]


def _episode(episode: Episode, file: File, chosen: Chosen, language: str) -> EpisodeTick:
    choices = file.lines.get(episode.id, ())
    lines = tuple(_line(choice, chosen, language) for choice in choices)
    return EpisodeTick(
        id=f"episode-{episode.id}",
        value=str(episode.id),
        title=episode.title,
        code=episode.icpc,
        meta=_meta(episode, language),
        why=text(language, "why.closed.closed") if episode.id in file.resting else "",
        lines_label=_label(lines, language),
        lines=lines,
        visible=episode.id in chosen.episodes,
        locked=chosen.locked,
        why_href=link("practice.why", id=episode.id),
    )


def _line(choice: LineChoice, chosen: Chosen, language: str) -> LineTick:
    line = choice.line
    why = first(choice.gates)
    return LineTick(
        id=f"line-{line.id}",
        value=str(line.id),
        kind=line.kind.value,
        when=words.day(line.recorded_on, language) if line.recorded_on else "",
        who=role(line.practitioner_role, language),
        text=line.body,
        visible=line.id in chosen.lines,
        why=text(language, f"why.closed.{why.value}") if why else "",
        locked=chosen.locked,
        why_href=link("practice.why", id=line.id),
    )


def _meta(episode: Episode, language: str) -> str:
    state = text(language, f"practice.request.{'closed' if episode.is_closed else 'open'}")
    period = _period(episode, language)
    return f"{period} · {state}" if period else state


def _period(episode: Episode, language: str) -> str:
    if episode.started_on is None:
        return ""
    first = _month(episode.started_on, language)
    if not episode.is_closed or episode.last_contact_on is None:
        return text(language, "practice.request.since", date=first)
    last = _month(episode.last_contact_on, language)
    return text(language, "practice.request.until", first=first, last=last)


def _month(on: date, language: str) -> str:
    return words.since(f"{on:%Y-%m}", language)


def _label(lines: tuple[LineTick, ...], language: str) -> str:
    shown = sum(line.visible and not line.why for line in lines)
    if not lines:
        return text(language, "practice.request.lines_none")
    return text(language, "practice.request.lines_count", shown=shown, all=len(lines))
