"""The words of the intake: moments, states and codes as senders state them. Pure values."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from consent.dates import LOCAL


class FhirVersion(StrEnum):
    """The version of FHIR by the shape of a resource; empty where the shape fits both."""

    R4 = "R4"
    STU3 = "STU3"
    UNSTATED = ""


class Precision(StrEnum):
    """How much of a moment was stated."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"


class Moment(msgspec.Struct, frozen=True):
    """A moment as stated: its beginning in UTC, and how precisely it was stated."""

    at: datetime
    precision: Precision

    @property
    def day(self) -> date:
        """The day in the Netherlands; the first one where only a month or year was stated."""
        return self.at.astimezone(LOCAL).date()


class LetterStatus(StrEnum):
    """Whether a letter is the one in force."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    ENTERED_IN_ERROR = "entered-in-error"


class EpisodeStatus(StrEnum):
    """Whether an episode goes on, is closed, or should not have been there."""

    ACTIVE = "active"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Code(msgspec.Struct, frozen=True):
    """A code of a coding system, and how the sender displays it."""

    system: str
    code: str
    display: str = ""
