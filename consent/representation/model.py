"""What a representation is: as whom, checked how, since when, and what the youth said of it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from consent.model import Standing


class Document(StrEnum):
    """What was seen when a representation was registered; PROVIDER is the login's own statement."""

    AUTHORITY_REGISTER = "authority_register"
    BIRTH_CERTIFICATE = "birth_certificate"
    COURT_ORDER = "court_order"
    MANDATE = "mandate"
    PROVIDER = "provider"


class Presence(StrEnum):
    """
    Who stood at the desk, or who could not.

    Never the parent alone for a child of 12 to 15: the child is there too, or comes alone with the
    parent's identity document. INCAPABLE: a doctor recorded that the patient cannot decide this.
    """

    INCAPABLE = "incapable"
    PATIENT_ALONE = "patient_alone"
    PATIENT_WITH_DOCUMENT = "patient_with_document"
    PROVIDER = "provider"
    REPRESENTATIVE_ALONE = "representative_alone"
    TOGETHER = "together"


class EndedBy(StrEnum):
    """Who ended a representation."""

    PATIENT = "patient"
    PRACTICE = "practice"
    REPRESENTATIVE = "representative"


class Choice(msgspec.Struct, frozen=True):
    """What a youth last said of one representative: yes or no, without which episodes, and when."""

    allowed: bool
    at: datetime
    left_out: frozenset[UUID] = frozenset()


class Representation(msgspec.Struct, frozen=True, kw_only=True):
    """
    Somebody who may act for a patient towards one practice.

    `starts_on` and `ends_on` are local days, the last one included. `is_blocked` is the objection
    of a good care provider, which only the practice knows of.
    """

    id: UUID
    representative: UUID
    kind: Standing
    presence: Presence
    starts_on: date
    ends_on: date | None = None
    choice: Choice | None = None
    is_blocked: bool = False
    is_stated: bool = False
