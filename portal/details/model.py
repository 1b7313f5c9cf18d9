"""A report about details, as both sides see it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from consent.model import Patient


class Part(StrEnum):
    """Which part of the details a report is about."""

    ACCOUNT = "account"
    """Not a fault: the owner closed their account."""
    BSN = "bsn"
    CONTACT = "contact"
    ENROLMENT = "enrolment"
    PERSON = "person"


REPORTABLE = (Part.PERSON, Part.BSN, Part.ENROLMENT)


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


class Waiting(msgspec.Struct, frozen=True):
    """A report in the worklist; `file` is None when the enrolment has ended."""

    report: Report
    file: Patient | None
