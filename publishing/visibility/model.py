"""The gates, and what every thing in a file has in common: where it belongs, how secret it is."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

import msgspec

from consent.model import Grant

F = TypeVar("F")
F_contra = TypeVar("F_contra", contravariant=True)
VERY_RESTRICTED = "V"
"""HL7 v3 Confidentiality: what carries it is never shown, whoever decided what."""


class Gate(StrEnum):
    """
    What can keep a thing hidden, in the order in which it is told.

    Every member has words for the practice, in both languages: for closed and for open.
    """

    READER = "reader"
    FACILITY = "facility"
    KIND = "kind"
    TRANSFER = "transfer"
    CATEGORY = "category"
    AUTHOR_ONLY = "author_only"
    PRACTICE_ONLY = "practice_only"
    CONFIDENTIAL = "confidential"
    EPISODE = "episode"
    LEFT_OUT = "left_out"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    LINE = "line"
    CONTACT = "contact"
    START_DATE = "start_date"
    PUBLICATION = "publication"
    STATUS = "status"
    PACE = "pace"
    WINDOW = "window"
    ACCORD = "accord"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class EpisodeFacts(msgspec.Struct, frozen=True):
    """
    What decides about an episode.

    `attention` is its attention value; `has_notes` that one of its E or P lines would be shown.
    """

    id: UUID | None = None
    visible: bool = True
    is_closed: bool = False
    attention: bool = False
    has_notes: bool = False
    confidentiality: str = ""


class Belongs(msgspec.Struct, frozen=True):
    """
    The episodes of a thing: those it belongs to now, and those it was moved out of.

    `is_unknown` when it refers to something that we do not have.
    """

    episodes: tuple[EpisodeFacts, ...] = ()
    former: tuple[EpisodeFacts, ...] = ()
    is_unknown: bool = False


class Placed(Protocol):
    """A thing that stands in a file."""

    @property
    def belongs(self) -> Belongs:
        """Its episodes."""
        ...

    @property
    def secrecy(self) -> frozenset[str]:
        """The confidentiality codes of the thing and of what it stands in."""
        ...


class Rule(Protocol[F_contra]):
    """Tells whether a gate is closed for the holder of a grant."""

    def __call__(self, grant: Grant, facts: F_contra, /) -> bool:
        """Give True when it is closed."""
        ...


Rules = Mapping[Gate, Rule[F]]
Test = Callable[[EpisodeFacts], bool]


def closed(rules: Rules[F], grant: Grant, facts: F) -> frozenset[Gate]:
    """Give the gates of a table that are closed; none: it is shown."""
    return frozenset(gate for gate, is_closed in rules.items() if is_closed(grant, facts))


def first(gates: frozenset[Gate]) -> Gate | None:
    """Give the gate to name where there is room for one; None when all are open."""
    return next((gate for gate in Gate if gate in gates), None)


def _any(facts: Placed, test: Test) -> bool:
    # What once stood in a hidden episode is not let out by a move.
    return any(test(one) for one in (*facts.belongs.episodes, *facts.belongs.former))


BELONGING: Rules[Placed] = {
    Gate.EPISODE: lambda _, facts: _any(facts, lambda one: not one.visible),
    Gate.LEFT_OUT: lambda grant, facts: _any(facts, lambda one: one.id in grant.left_out),
    Gate.CONFIDENTIAL: lambda _, facts: (
        VERY_RESTRICTED in facts.secrecy
        or _any(facts, lambda one: one.confidentiality == VERY_RESTRICTED)
    ),
    Gate.UNKNOWN: lambda _, facts: facts.belongs.is_unknown,
}
"""The gates of everything that stands in an episode; one hidden episode of several hides it."""
