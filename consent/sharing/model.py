"""The words of sharing: who may ask for what, and what a patient stated about it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from consent.model import Section, Standing
from consent.sections import SUMMARY


class Answer(StrEnum):
    """What somebody stated; NOT_STATED takes an earlier answer back."""

    NO = "no"
    NOT_STATED = "not_stated"
    YES = "yes"


class Choice(StrEnum):
    """What a person chooses on a form: an answer and when it holds."""

    EMERGENCY = "emergency"
    NO = "no"
    WITHDRAWN = "withdrawn"
    YES = "yes"


class Category(StrEnum):
    """A kind of care provider. Source: the categories of the national consent register, Mitz."""

    CARE = "care"
    GP = "gp"
    HOSPITAL = "hospital"
    LABORATORY = "laboratory"
    MENTAL_HEALTH = "mental_health"
    PHARMACY = "pharmacy"


class Channel(StrEnum):
    """By which way somebody stated it."""

    COUNTER = "counter"
    LETTER = "letter"
    PORTAL = "portal"
    TELEPHONE = "telephone"


SHAREABLE = (
    Section.DOSSIER,
    Section.JOURNAL,
    Section.LETTERS,
    Section.RESULTS,
    Section.MEASUREMENTS,
    *SUMMARY,
)
"""The parts of a file about which somebody can state something."""


class Scope(msgspec.Struct, frozen=True):
    """
    What a statement is about: one organisation or a category, and how much of the file and when.

    `organisation` is an URA; with one, `category` is None. `section` None: the whole file.
    `emergency`: in an emergency only; else always.
    """

    category: Category | None = None
    organisation: str = ""
    section: Section | None = None
    emergency: bool = False


class Statement(msgspec.Struct, frozen=True):
    """
    One version of what somebody stated; it is never changed, a later one takes its place.

    It holds from `starts_on` up to and including `ends_on` (None: until it is taken back), in
    days of the Netherlands.
    """

    id: UUID
    scope: Scope
    answer: Answer
    starts_on: date
    ends_on: date | None = None


class Told(msgspec.Struct, frozen=True):
    """Who stated it, by which way, and who wrote it down (empty: they did so themselves)."""

    by: Standing
    channel: Channel
    recorded_by: str = ""


class Version(msgspec.Struct, frozen=True):
    """A statement as both sides read it; `name` is that of the organisation, `at` in UTC."""

    statement: Statement
    told: Told
    at: datetime
    name: str = ""


class Question(msgspec.Struct, frozen=True):
    """Who asks for what: an organisation by its URA and its kinds, one section, in an emergency."""

    organisation: str
    categories: frozenset[Category]
    section: Section
    emergency: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What follows from all that was stated; `decided_by` are the versions that say so."""

    answer: Answer
    decided_by: tuple[UUID, ...] = ()

    @property
    def allowed(self) -> bool:
        """Only a yes opens anything: consent is not given until somebody gives it."""
        return self.answer is Answer.YES


class Organisation(msgspec.Struct, frozen=True):
    """A care organisation that the practice knows, so that a patient can choose it."""

    id: UUID
    name: str
    ura: str
    category: Category
