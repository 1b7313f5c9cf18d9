"""On which terms a patient will see a result: the pace they chose, and the hour of the practice."""

from datetime import datetime

from consent.register.episodes import Ticks
from portal import words
from portal.texts import text
from publishing.inbox import InboxReport
from publishing.model import Act, Pace
from publishing.policy import Decision, shown_from

NOW = Decision(Act.PUBLISH, Ticks(frozenset(), frozenset()))


def wish_of(report: InboxReport, language: str) -> str:
    """Say at which pace the patient wants to see it; empty: at once."""
    terms = report.terms
    if terms.pace is Pace.AT_ONCE:
        return ""
    is_over = terms.pace is Pace.AFTER_TALK and terms.is_discussed
    return text(language, f"pace.clinician.{'discussed' if is_over else terms.pace.value}")


def hour_hint(when: str, report: InboxReport, at: datetime, language: str) -> str:
    """Say below a choice of the form from when the patient sees it; empty: it needs no words."""
    if when == "later":
        return text(language, "practice.result.later_hint")
    shown = shown_from(NOW, report.terms.publish_from, at)
    if shown <= at:
        return ""
    return text(language, "pace.clinician.hour_now", time=words.time(shown, language))
