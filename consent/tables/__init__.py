"""The rows of consent: shapes only, every default stated, every reference restricting."""

from consent.tables.access import AccessRequest, Episode, Release, VisibilityChange
from consent.tables.checks import CheckDraw, CheckLine
from consent.tables.log import AccessEntry, AccessNumber
from consent.tables.register import (
    AgreementChange,
    Employee,
    Membership,
    MembershipChange,
    Patient,
    Person,
    Practice,
    Source,
)
from consent.tables.representation import (
    Representation,
    RepresentationBlock,
    RepresentationChoice,
)
from consent.tables.sharing import CareOrganisation, SharingStatement

__all__ = [
    "AccessEntry",
    "AccessNumber",
    "AccessRequest",
    "AgreementChange",
    "CareOrganisation",
    "CheckDraw",
    "CheckLine",
    "Employee",
    "Episode",
    "Membership",
    "MembershipChange",
    "Patient",
    "Person",
    "Practice",
    "Release",
    "Representation",
    "RepresentationBlock",
    "RepresentationChoice",
    "SharingStatement",
    "Source",
    "VisibilityChange",
]
