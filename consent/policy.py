"""
The yes and no of consent: may this file be opened, may this be asked, may that be decided.

Total functions of facts to values, without input or output. The only maker of a `Grant`.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from consent.age import AgeRule, age_rule
from consent.dates import age, today
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Denied,
    Grant,
    Handling,
    Patient,
    Reason,
    ReleaseStatus,
    RequestStatus,
    Right,
    Rule,
    Section,
)

AUTOMATIC_RULE = Rule("in_person_16_or_older")

TRANSITIONS: dict[RequestStatus, frozenset[RequestStatus]] = {
    RequestStatus.SUBMITTED: frozenset(
        {
            RequestStatus.APPROVED,
            RequestStatus.REFUSED,
            RequestStatus.LEFT_OPEN,
            RequestStatus.WITHDRAWN,
            RequestStatus.EXPIRED,
        }
    ),
    RequestStatus.LEFT_OPEN: frozenset(
        {
            RequestStatus.APPROVED,
            RequestStatus.REFUSED,
            RequestStatus.WITHDRAWN,
            RequestStatus.EXPIRED,
        }
    ),
    RequestStatus.APPROVED: frozenset(),
    RequestStatus.REFUSED: frozenset(),
    RequestStatus.WITHDRAWN: frozenset(),
    RequestStatus.EXPIRED: frozenset(),
}


class FileFacts(msgspec.Struct, frozen=True):
    """What there is to know of one file before anybody looks: release None means never released."""

    patient: Patient
    agreements: Agreements
    release: UUID | None = None
    release_status: ReleaseStatus | None = None
    open_request: bool = False


def open_file(reader: Actor, facts: FileFacts, at: datetime) -> Grant | Denied:
    """
    Decide whether this reader may see this file at this moment.

    Only the person themselves, for now; the practice looks through `review_file`.
    """
    reason = _why_closed(reader, facts, at)
    if reason is not None:
        return Denied(reason, facts.patient.practice)
    return _grant(reader, facts, at, sections=sections_of(facts.agreements))


def open_log(reader: Actor, facts: FileFacts, at: datetime) -> Grant | Denied:
    """Decide whether this reader may see who looked: always one's own. Source: Wabvpz art. 15e."""
    if reader.kind is not ActorKind.PERSON or reader.id != facts.patient.person:
        return Denied(Reason.NO_RELEASE, facts.patient.practice)
    return _grant(reader, facts, at, sections=frozenset({Section.LOG}))


def review_file(reviewer: Actor, facts: FileFacts, right: Right, at: datetime) -> Grant | Denied:
    """Decide whether an employee may see this file as the patient would, for work under `right`."""
    if reviewer.practice != facts.patient.practice:
        return Denied(Reason.NOT_YOUR_PRACTICE, reviewer.practice)
    if not reviewer.may(right):
        return Denied(Reason.NO_RIGHT, reviewer.practice)
    return _grant(reviewer, facts, at, sections=sections_of(facts.agreements), preview=True)


def sections_of(agreements: Agreements) -> frozenset[Section]:
    """Tell which sections the practice's facilities open; letters come with either."""
    sections: set[Section] = set()
    if agreements.journal or agreements.results:
        sections |= {Section.DOSSIER, Section.LETTERS}
    if agreements.journal:
        sections.add(Section.JOURNAL)
    if agreements.results:
        sections.add(Section.RESULTS)
    return frozenset(sections)


def section_reason(grant: Grant, section: Section) -> Reason | None:
    """Give the reason why a granted file does not show this section; None: it does."""
    return None if section in grant.sections else Reason.SECTION_OFF


def may_ask(reader: Actor, facts: FileFacts, at: datetime) -> Reason | None:
    """Give the reason why this person cannot ask to see this file; None: they can."""
    if reader.id != facts.patient.person:
        return Reason.NOT_ENROLLED
    if not facts.agreements.open_for_patients:
        return Reason.FACILITY_OFF
    if facts.release_status in {ReleaseStatus.ACTIVE, ReleaseStatus.SUSPENDED}:
        return Reason.ALREADY_RELEASED
    if facts.open_request:
        return Reason.ALREADY_ASKED
    if not _age_rule(facts, at).may_ask:
        return Reason.UNDER_12
    return None


def rule_for(facts: FileFacts, at: datetime) -> Rule | None:
    """
    Give the rule that lets this person in at the moment of asking; None: a person has to decide.

    Automatic is for the patient in person, 16 or older, in a practice that chose so; an unknown
    birth date waits for a person. Source: S002 slide 2; domain rule 6.
    """
    if facts.agreements.handling is not Handling.AUTOMATIC:
        return None
    return AUTOMATIC_RULE if _age_rule(facts, at).automatic else None


def may_decide(decider: Actor, practice: UUID) -> Reason | None:
    """Give the reason why this employee cannot decide a request here; None: they can."""
    if decider.practice != practice:
        return Reason.NOT_YOUR_PRACTICE
    return None if decider.may(Right.REQUESTS_DECIDE) else Reason.NO_RIGHT


def may_move(status: RequestStatus, to: RequestStatus) -> Reason | None:
    """Give the reason why a request in one state cannot go to another; None: it can."""
    return None if to in TRANSITIONS[status] else Reason.ALREADY_DECIDED


def _why_closed(reader: Actor, facts: FileFacts, at: datetime) -> Reason | None:
    if reader.kind is not ActorKind.PERSON or reader.id != facts.patient.person:
        return Reason.NO_RELEASE
    if not _age_rule(facts, at).may_ask:
        return Reason.UNDER_12
    if facts.release_status is ReleaseStatus.SUSPENDED:
        return Reason.RELEASE_SUSPENDED
    if facts.release_status is not ReleaseStatus.ACTIVE:
        return Reason.NO_RELEASE
    return None if sections_of(facts.agreements) else Reason.FACILITY_OFF


def _age_rule(facts: FileFacts, at: datetime) -> AgeRule:
    return age_rule(age(facts.patient.born, today(at)))


def _grant(
    reader: Actor,
    facts: FileFacts,
    at: datetime,
    *,
    sections: frozenset[Section],
    preview: bool = False,
) -> Grant:
    return Grant(
        reader=reader,
        patient=facts.patient.id,
        person=facts.patient.person,
        practice=facts.patient.practice,
        practice_name=facts.patient.practice_name,
        at=at,
        sections=sections,
        journal_from=facts.agreements.journal_from,
        release=facts.release,
        preview=preview,
    )
