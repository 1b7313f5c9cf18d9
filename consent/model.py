"""The words of consent: actors, rights, reasons, and the proof that a look is allowed."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent.agreements.model import (
    Agreements,
    ClosedEpisodes,
    Handling,
    LetterCategory,
    Parents,
    ResultCategory,
)
from consent.errors import Reason
from consent.sections import Section

__all__ = [
    "Actor",
    "ActorKind",
    "Agreements",
    "ClosedEpisodes",
    "Denied",
    "Function",
    "Grant",
    "Handling",
    "LetterCategory",
    "Parents",
    "Patient",
    "PersonName",
    "Reason",
    "RefusalReason",
    "ReleaseStatus",
    "RequestStatus",
    "ResultCategory",
    "Right",
    "Rule",
    "Section",
    "Standing",
]


class Right(StrEnum):
    """What an employee may do, `thing.verb`; a function gives none by itself."""

    AGREEMENTS_CHANGE = "agreements.change"
    EMPLOYEES_CHANGE = "employees.change"
    EPISODES_HIDE = "episodes.hide"
    LETTERS_PUBLISH = "letters.publish"
    LOG_READ = "log.read"
    LOG_REVIEW = "log.review"
    PATIENTS_CHANGE = "patients.change"
    REQUESTS_DECIDE = "requests.decide"
    REQUESTS_SEE = "requests.see"
    RESULTS_PUBLISH = "results.publish"


class Function(StrEnum):
    """As whom somebody appears in the log; the words are in the texts."""

    ASSISTANT = "assistant"
    CURATOR = "curator"
    ELSEWHERE = "elsewhere"
    GP = "gp"
    GUARDIAN = "guardian"
    MANDATEE = "mandatee"
    MENTOR = "mentor"
    NURSE = "nurse"
    OPERATOR = "operator"
    PARENT = "parent"
    PATIENT = "patient"
    PRACTICE_MANAGER = "practice_manager"
    RULE = "rule"
    SYSTEM = "system"


class ActorKind(StrEnum):
    """What kind of party acts."""

    ELSEWHERE = "elsewhere"
    EMPLOYEE = "employee"
    OPERATOR = "operator"
    PERSON = "person"
    RULE = "rule"
    SOURCE = "source"


class Actor(msgspec.Struct, frozen=True):
    """
    Who acts, as the log will name them, and in whose stead.

    `subject` is the person whom somebody acts for, None for themselves; `stated` when the login
    itself said that they may. `id` is the person's, membership's or source's id; None for a rule,
    and for somebody logged in who is enrolled nowhere. `practice` is the active practice of an
    employee or source. `request_id` ties the lines of one HTTP request together.
    """

    kind: ActorKind
    function: Function
    id: UUID | None = None
    practice: UUID | None = None
    name: str = ""
    organisation: str = ""
    rights: frozenset[Right] = frozenset()
    request_id: str = ""
    subject: UUID | None = None
    stated: bool = False

    def may(self, right: Right) -> bool:
        """Tell whether this actor holds the right in its active practice."""
        return right in self.rights

    @property
    def whose(self) -> UUID | None:
        """The person whose files this person comes for: their own, or of whom they act for."""
        return self.subject or self.id


class Rule(msgspec.Struct, frozen=True):
    """A rule that decided in a person's stead, with its version, as it is recorded."""

    name: str
    version: int = 1

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"


class RequestStatus(StrEnum):
    """Where an access request stands. Reading it is not a state."""

    APPROVED = "approved"
    EXPIRED = "expired"
    LEFT_OPEN = "left_open"
    REFUSED = "refused"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class ReleaseStatus(StrEnum):
    """
    Whether the stored right that follows from an approved request is in force.

    A birthday or a youth's word closes it at every look without being stored here.
    """

    ACTIVE = "active"
    ENDED = "ended"


class RefusalReason(StrEnum):
    """Why a practice refuses a request; the patient reads the text that belongs to it."""

    IDENTITY_UNSURE = "identity_unsure"
    NOT_OUR_PATIENT = "not_our_patient"
    OTHER = "other"
    TALK_FIRST = "talk_first"
    UNDER_16 = "under_16"


class PersonName(msgspec.Struct, frozen=True):
    """A name in the parts in which it arrived; `full` is how it is written on a page."""

    given: str
    prefix: str
    family: str

    @classmethod
    def of(cls, row: Any, whose: str = "") -> "PersonName":
        """Read a name from the columns of a row; `whose` is what their names begin with."""
        return cls(row[f"{whose}given"], row[f"{whose}prefix"], row[f"{whose}family"])

    @property
    def full(self) -> str:
        """Given name, prefix and surname with single spaces."""
        return " ".join(part for part in (self.given, self.prefix, self.family) if part)


class Patient(msgspec.Struct, frozen=True):
    """One person enrolled at one practice: one file. `born` is as registered and may be partial."""

    id: UUID
    person: UUID
    practice: UUID
    practice_name: str
    practice_phone: str
    number: str
    name: PersonName
    born: str


class Standing(StrEnum):
    """As whom a reader sees a file: their own, or that of somebody they lawfully act for."""

    CURATOR = "curator"
    GUARDIAN = "guardian"
    MANDATEE = "mandatee"
    MENTOR = "mentor"
    PARENT = "parent"
    SELF = "self"


class Grant(msgspec.Struct, frozen=True):
    """
    Proof that this reader may see this file now; made by `consent.policy` alone and never stored.

    `at` is the one moment of the request: what is planned for later is not there yet.
    `preview` marks a look by the practice through the patient's eyes: gates of the release do
    not apply, all others do. `released_at` is when the file was released (UTC), None in a look
    before that; `left_out` are the episodes that are kept from this reader.
    """

    reader: Actor
    patient: UUID
    person: UUID
    practice: UUID
    practice_name: str
    at: datetime
    sections: frozenset[Section]
    agreements: Agreements
    release: UUID | None = None
    released_at: datetime | None = None
    preview: bool = False
    standing: Standing = Standing.SELF
    left_out: frozenset[UUID] = frozenset()

    @property
    def journal_from(self) -> date | None:
        """The first date of which E and P lines are shown; None: none are."""
        return self.agreements.journal_from


class Denied(msgspec.Struct, frozen=True):
    """The answer no, with its reason; a value, because its line must be committed first."""

    reason: Reason
    practice: UUID | None = None
