"""A report about details, as both sides see it."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from consent.accesslog import Line
from consent.dates import today
from consent.model import Patient


class Part(StrEnum):
    """Which part of the details a report is about."""

    ACCOUNT = "account"
    """Not a fault: the owner closed their account."""
    BSN = "bsn"
    CONTACT = "contact"
    ENROLMENT = "enrolment"
    LOG = "log"
    """A question about one line of the access log."""
    PERSON = "person"


REPORTABLE = (Part.PERSON, Part.BSN, Part.ENROLMENT)


# A question about one's own data is answered within a month. Source: AVG art. 12(3).
TERM = timedelta(days=30)


class Told(msgspec.Struct, frozen=True):
    """What somebody says; `line` is the line of the log that a question is about."""

    part: Part
    words: str = ""
    line: UUID | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody reported, and what the practice answered; times in UTC."""

    id: UUID
    patient: UUID
    person: UUID
    practice: UUID
    part: Part
    words: str
    sent_at: datetime
    answer: str = ""
    answered_at: datetime | None = None
    line: UUID | None = None

    @property
    def due_on(self) -> date:
        """The day before which the practice has to answer."""
        return today(self.sent_at + TERM)


class Waiting(msgspec.Struct, frozen=True):
    """
    A report in the worklist; `file` is None when the enrolment has ended.

    `line` is what a question is about.
    """

    report: Report
    file: Patient | None
    line: Line | None = None
