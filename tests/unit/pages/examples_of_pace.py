"""The pages about one's own pace, made by their own views."""

from datetime import UTC, datetime
from uuid import UUID

from consent.model import PersonName, ResultCategory
from portal.frame.viewer import Kind
from portal.patient.pace.pages import KeptBackPage, PacePage
from portal.patient.pace.views import kept_back_page, pace_page
from publishing.model import Pace
from publishing.showing.expected import Expected, WaitsFor

CHOSEN = dict.fromkeys(ResultCategory, Pace.AT_ONCE) | {
    ResultCategory.PATHOLOGY: Pace.AFTER_TALK,
    ResultCategory.IMAGING: Pace.WARN,
}


def coming(waits_for: WaitsFor, *, is_own: bool = True) -> Expected:
    """Give a result that is not shown yet."""
    return Expected(
        id=UUID(int=5),
        patient=UUID(int=6),
        name=PersonName("Anna", "", "Bakker"),
        practice_name="Huisartsenpraktijk De Linde",
        practice_phone="030 123 45 67",
        category=ResultCategory.PATHOLOGY,
        waits_for=waits_for,
        since=datetime(2026, 11, 17, 9, tzinfo=UTC),
        is_own=is_own,
    )


def pace(language: str) -> PacePage:
    """The form, with something just saved."""
    return pace_page(CHOSEN, language, done="saved")


def pace_wrong(language: str) -> PacePage:
    """The form, with a choice left out."""
    return pace_page(CHOSEN, language, wrong=True)


def opening(language: str) -> KeptBackPage:
    """The step before a result."""
    return kept_back_page(coming(WaitsFor.OPENING), (), language)


def opening_other(language: str) -> KeptBackPage:
    """The same, for who acts for the patient."""
    return kept_back_page(coming(WaitsFor.OPENING, is_own=False), (), language)


def talk(language: str) -> KeptBackPage:
    """A result that waits for the talk."""
    return kept_back_page(coming(WaitsFor.TALK), (), language)


OWN_PACE = (
    ("patient/pace.html", Kind.PATIENT, pace),
    ("patient/pace.html", Kind.PATIENT, pace_wrong),
    ("patient/kept_back.html", Kind.PATIENT, opening),
    ("patient/kept_back.html", Kind.PATIENT, opening_other),
    ("patient/kept_back.html", Kind.PATIENT, talk),
)
