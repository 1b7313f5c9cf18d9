"""The ticks on a request: one per episode, and inside it one per E or P line."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from consent.episodes import Episode
from portal import words
from portal.practice.pages.request import Carried, EpisodeTick, LineTick
from portal.texts import text
from publishing.visibility import Gate


class DeskLine(msgspec.Struct, frozen=True):
    """An E or P line as the practice sees it; `gate` is the one that no tick can open."""

    id: UUID
    kind: str
    recorded_on: date | None
    role: str
    body: str
    visible: bool
    gate: Gate | None = None


class Chosen(msgspec.Struct, frozen=True):
    """Which ticks are on: as it stands, or as somebody has just set them."""

    episodes: frozenset[UUID]
    lines: frozenset[UUID]
    locked: bool = False


class File(msgspec.Struct, frozen=True):
    """The episodes of one file with their lines."""

    episodes: Sequence[Episode]
    lines: Mapping[UUID, Sequence[DeskLine]]


def as_it_stands(file: File, *, locked: bool) -> Chosen:
    """Give the ticks as the flags are now."""
    return Chosen(
        frozenset(episode.id for episode in file.episodes if episode.visible),
        frozenset(line.id for line in _lines(file) if line.visible),
        locked,
    )


def ticks(file: File, chosen: Chosen, language: str) -> tuple[EpisodeTick, ...]:
    """Make the ticks, in the order in which the episodes come."""
    return tuple(_episode(episode, file, chosen, language) for episode in file.episodes)


def carried(file: File, chosen: Chosen) -> tuple[Carried, ...]:
    """Name what is on the page; where the ticks are locked, also which of them are on."""
    seen = [Carried("seen_episode", str(episode.id)) for episode in file.episodes]
    seen += [Carried("seen_line", str(line.id)) for line in _lines(file) if line.gate is None]
    if chosen.locked:
        seen += [Carried("episode", str(one)) for one in sorted(chosen.episodes)]
        seen += [Carried("line", str(one)) for one in sorted(chosen.lines)]
    return tuple(seen)


def _lines(file: File) -> list[DeskLine]:
    return [line for episode in file.episodes for line in file.lines.get(episode.id, ())]


def _episode(episode: Episode, file: File, chosen: Chosen, language: str) -> EpisodeTick:
    lines = tuple(_line(line, chosen, language) for line in file.lines.get(episode.id, ()))
    return EpisodeTick(
        id=f"episode-{episode.id}",
        value=str(episode.id),
        title=episode.title,
        code=episode.icpc,
        meta=_meta(episode, language),
        lines_label=_label(lines, language),
        lines=lines,
        visible=episode.id in chosen.episodes,
        locked=chosen.locked,
    )


def _line(line: DeskLine, chosen: Chosen, language: str) -> LineTick:
    on = words.day(line.recorded_on, language) if line.recorded_on else ""
    return LineTick(
        id=f"line-{line.id}",
        value=str(line.id),
        kind=line.kind,
        when=on,
        who=line.role,
        text=line.body,
        visible=line.id in chosen.lines,
        why=text(language, f"practice.gate.{line.gate}") if line.gate else "",
        locked=chosen.locked,
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
