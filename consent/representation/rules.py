"""
Who may act for whom at which age: the law as rows, and what keeps one representation closed.

Total functions of facts, without input or output. An administrator of money (bewindvoerder) has no
row: money is all they decide about. No rule of a practice reaches beyond these rows.
"""

from datetime import date, datetime

import msgspec

from consent.age import AgeBand, age_rule
from consent.dates import age, birthday, months_before, today
from consent.model import Agreements, Parents, Reason, Standing
from consent.representation.model import Document, Presence, Representation

RENEWAL_MONTHS = 1
NOTICE_DAYS = 30
YES_ONLINE_FROM = 14
LIMITS = (12, 16)


class RepresentationRule(msgspec.Struct, frozen=True):
    """
    What one standing needs at one age: the document, who was there, and the youth's own yes.

    `source` is where it stands.
    """

    band: AgeBand
    standing: Standing
    documents: frozenset[Document]
    presences: frozenset[Presence]
    needs_choice: bool
    source: str


_AUTHORITY = frozenset({Document.AUTHORITY_REGISTER, Document.BIRTH_CERTIFICATE})
_COURT = frozenset({Document.COURT_ORDER})
_GUARDIANSHIP = frozenset({Document.AUTHORITY_REGISTER, Document.COURT_ORDER})
_MANDATE = frozenset({Document.MANDATE, Document.PROVIDER})
_FOR_A_CHILD = frozenset({Presence.REPRESENTATIVE_ALONE, Presence.TOGETHER})
_FOR_A_YOUTH = frozenset({Presence.TOGETHER, Presence.PATIENT_WITH_DOCUMENT, Presence.INCAPABLE})
_BY_THE_PATIENT = frozenset({Presence.PATIENT_ALONE, Presence.TOGETHER, Presence.PROVIDER})
_BY_A_JUDGE = frozenset({Presence.REPRESENTATIVE_ALONE, Presence.TOGETHER})
_CHILD, _YOUTH, _ADULT = AgeBand.CHILD, AgeBand.YOUTH, AgeBand.ADULT
_CHILD_LAW = "art. 7:465 lid 1 BW: the parents with authority or the guardian decide"
_YOUTH_LAW = "art. 7:450 lid 2 and 7:457 BW: from 12 nobody looks along without the youth's yes"
_MANDATE_LAW = "art. 7:465 lid 3 BW: whom the patient appointed in writing"
_COURT_LAW = "art. 7:465 lid 3 BW: curator or mentor, appointed by a judge"

RULES = tuple(
    RepresentationRule(*row)
    for row in (
        (_CHILD, Standing.PARENT, _AUTHORITY, _FOR_A_CHILD, False, _CHILD_LAW),
        (_CHILD, Standing.GUARDIAN, _GUARDIANSHIP, _FOR_A_CHILD, False, _CHILD_LAW),
        (_YOUTH, Standing.PARENT, _AUTHORITY, _FOR_A_YOUTH, True, _YOUTH_LAW),
        (_YOUTH, Standing.GUARDIAN, _GUARDIANSHIP, _FOR_A_YOUTH, True, _YOUTH_LAW),
        (_ADULT, Standing.MANDATEE, _MANDATE, _BY_THE_PATIENT, False, _MANDATE_LAW),
        (_ADULT, Standing.MENTOR, _COURT, _BY_A_JUDGE, False, _COURT_LAW),
        (_ADULT, Standing.CURATOR, _COURT, _BY_A_JUDGE, False, _COURT_LAW),
    )
)
PARENTAL = frozenset({Standing.PARENT, Standing.GUARDIAN})
KINDS = tuple(kind for kind in Standing if kind is not Standing.SELF)
_PARENTS_UP_TO = {
    Parents.OFF: frozenset[AgeBand](),
    Parents.UNDER_12: frozenset({AgeBand.CHILD}),
    Parents.UNDER_16: frozenset({AgeBand.CHILD, AgeBand.YOUTH}),
}


def band_on(born: str, on: date) -> AgeBand | None:
    """Give the band of somebody on a day; None when nothing of the birth date is known."""
    years = age(born, on)
    return None if years is None else age_rule(years).band


def rule_on(born: str, kind: Standing, on: date) -> RepresentationRule | Reason:
    """Give the row that holds on a day, or why the law has none."""
    band = band_on(born, on)
    if band is None:
        return Reason.BIRTH_DATE_UNKNOWN
    found = next((one for one in RULES if (one.band, one.standing) == (band, kind)), None)
    if found is not None:
        return found
    return Reason.FROM_16 if kind in PARENTAL else Reason.UNDER_16


def allowed_by(agreements: Agreements, rule: RepresentationRule) -> bool:
    """Tell whether the practice offers what the law allows."""
    if rule.standing not in PARENTAL:
        return True
    return rule.band in _PARENTS_UP_TO[agreements.parents]


def why_not(one: Representation, born: str, agreements: Agreements, on: date) -> Reason | None:
    """
    Give the reason why a representation does not hold on a day; None: it does.

    A block looks like a file that was never opened: why, is not for the representative. It comes
    last, so that what the law says to anybody gives it away neither.
    """
    if on < one.starts_on:
        return Reason.REPRESENTATION_NOT_BEGUN
    if one.ends_on is not None and on > one.ends_on:
        return Reason.REPRESENTATION_ENDED
    rule = rule_on(born, one.kind, on)
    if isinstance(rule, Reason):
        return rule
    if not allowed_by(agreements, rule):
        return Reason.PARENTS_OFF
    if rule.needs_choice and one.presence is not Presence.INCAPABLE and not _said_yes(one, born):
        return Reason.YOUTH_DECIDES
    return Reason.NO_RELEASE if one.is_blocked else None


def is_lapsed(one: Representation, born: str, released_at: datetime, on: date) -> bool:
    """Tell whether a release was given at another age: it holds within the band it was given in."""
    given_on = max(today(released_at), one.starts_on)
    return band_on(born, given_on) != band_on(born, on)


def asks_from(one: Representation, on: date) -> date:
    """
    Give the day for which may be asked: a representation that begins within a month, counts.

    So that who acts on after the 16th birthday need not wait. Source: Rijnstate, mandates at 16.
    """
    first = months_before(one.starts_on, RENEWAL_MONTHS)
    return one.starts_on if first <= on < one.starts_on else on


def coming_birthdays(born: str, on: date) -> tuple[tuple[int, date], ...]:
    """Give the ages that change rights and the days they are reached, those after today alone."""
    days = ((years, birthday(born, years)) for years in LIMITS)
    return tuple((years, day) for years, day in days if day is not None and day > on)


def _said_yes(one: Representation, born: str) -> bool:
    if one.choice is None or not one.choice.allowed:
        return False
    # What was said as a child, or for a child, does not count.
    return band_on(born, today(one.choice.at)) is AgeBand.YOUTH
