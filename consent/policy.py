"""
The yes and no of consent: may this file be opened, may this be asked, may that be decided.

Total functions of facts to values, without input or output. The only maker of a `Grant`.
"""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from consent.age import AgeRule, age_rule
from consent.dates import age, today
from consent.facts import FileFacts
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Denied,
    Grant,
    Handling,
    Reason,
    ReleaseStatus,
    Right,
    Rule,
    Section,
    Standing,
)
from consent.representation import rules
from consent.sections import SUMMARY

AUTOMATIC_RULE = Rule("in_person_16_or_older")


def open_file(reader: Actor, facts: FileFacts, at: datetime) -> Grant | Denied:
    """
    Decide whether this reader may see this file at this moment.

    The person themselves or who lawfully acts for them; the practice looks through `review_file`.
    """
    reason = _why_closed(reader, facts, at)
    if reason is not None:
        return Denied(reason, facts.patient.practice)
    return _grant(reader, facts, at, sections=sections_of(facts.agreements))


def open_log(reader: Actor, facts: FileFacts, at: datetime) -> Grant | Denied:
    """
    Decide whether this reader may see who looked: always one's own. Source: Wabvpz art. 15e.

    Who acts for another gets a grant in their own standing, and with it their own looks alone:
    what others did in the file would tell what is kept from them.
    """
    reason = None if _is_patient(reader, facts) else _why_closed(reader, facts, at)
    if reason is not None:
        return Denied(reason, facts.patient.practice)
    return _grant(reader, facts, at, sections=frozenset({Section.LOG}))


def review_file(reviewer: Actor, facts: FileFacts, right: Right, at: datetime) -> Grant | Denied:
    """Decide whether an employee may see this file as the patient would, for work under `right`."""
    refused, sections = _why_not_here(reviewer, facts, right), sections_of(facts.agreements)
    return refused or _grant(reviewer, facts, at, sections=sections, preview=True)


def review_registration(reviewer: Actor, facts: FileFacts, at: datetime) -> Grant | Denied:
    """
    Decide whether an employee may see what is registered of somebody, also after they died.

    It opens no section: nothing of what the file holds is read with it.
    """
    refused = _why_not_here(reviewer, facts, Right.PATIENTS_CHANGE)
    return refused or _grant(reviewer, facts, at, sections=frozenset(), preview=True)


def why_not_for_another(facts: FileFacts, at: datetime) -> Reason | None:
    """
    Give the reason why who acts for another does not see this file now; None: they do.

    The birthday is looked for at every look: what was released for another age is closed from the
    first moment of that day, whatever is stored. Source: WGBO, art. 7:447 and 7:450 BW.
    """
    one, born, on = facts.representation, facts.patient.born, today(at)
    if one is None:
        return Reason.REPRESENTATION_MISSING
    reason = rules.why_not(one, born, facts.agreements, on)
    if reason is not None:
        return reason
    if facts.released_at is not None and rules.is_lapsed(one, born, facts.released_at, on):
        return Reason.LAPSED_BY_AGE
    return _why_not_released(facts)


def why_nowhere(reader: Actor) -> Reason:
    """Give the reason why somebody finds no file at all."""
    return Reason.REPRESENTATION_MISSING if reader.subject else Reason.NOT_ENROLLED


def sections_of(agreements: Agreements) -> frozenset[Section]:
    """Tell which sections the practice's facilities open; letters and summary with either."""
    sections: set[Section] = set()
    if agreements.journal or agreements.results:
        sections |= {Section.DOSSIER, Section.LETTERS, *SUMMARY}
    if agreements.journal:
        sections.add(Section.JOURNAL)
    if agreements.results:
        sections |= {Section.RESULTS, Section.MEASUREMENTS}
    return frozenset(sections)


def section_reason(grant: Grant, section: Section) -> Reason | None:
    """Give the reason why a granted file does not show this section; None: it does."""
    return None if section in grant.sections else Reason.SECTION_OFF


def may_ask(reader: Actor, facts: FileFacts, at: datetime) -> Reason | None:
    """Give the reason why this person cannot ask to see this file; None: they can."""
    if reader.whose != facts.patient.person:
        return Reason.NOT_ENROLLED
    if not facts.agreements.open_for_patients:
        return Reason.FACILITY_OFF
    if facts.release_status is not None and not is_lapsed(facts, at):
        return Reason.ALREADY_RELEASED
    if facts.open_request:
        return Reason.ALREADY_ASKED
    if not _is_patient(reader, facts):
        is_theirs = _is_theirs(reader.id, facts)
        return why_not_ask_for_another(facts, at) if is_theirs else Reason.REPRESENTATION_MISSING
    return None if _age_rule(facts, at).may_ask else Reason.UNDER_12


def is_lapsed(facts: FileFacts, at: datetime) -> bool:
    """Tell whether the birthday since the release of who acts for another has ended it."""
    one, released_at = facts.representation, facts.released_at
    if one is None or released_at is None:
        return False
    return rules.is_lapsed(one, facts.patient.born, released_at, rules.asks_from(one, today(at)))


def rule_for(facts: FileFacts, at: datetime) -> Rule | None:
    """
    Give the rule that lets this person in at the moment of asking; None: a person has to decide.

    Automatic is for the patient in person, 16 or older, in a practice that chose so; an unknown
    birth date waits for a person. Source: OPEN, children and online inzage.
    """
    if facts.agreements.handling is not Handling.AUTOMATIC or facts.representation is not None:
        return None
    return AUTOMATIC_RULE if _age_rule(facts, at).automatic else None


def may_decide(decider: Actor, practice: UUID) -> Reason | None:
    """Give the reason why this employee cannot decide a request here; None: they can."""
    if decider.practice != practice:
        return Reason.NOT_YOUR_PRACTICE
    return None if decider.may(Right.REQUESTS_DECIDE) else Reason.NO_RIGHT


def may_release(facts: FileFacts, reader: UUID, at: datetime) -> Reason | None:
    """
    Give the reason why a request cannot be approved although its form was sent; None: it can.

    Of who acts for another the law is asked again: a birthday, a youth's no or a block may have
    come since they asked.
    """
    if reader == facts.patient.person:
        return None
    if not _is_theirs(reader, facts):
        return Reason.REPRESENTATION_MISSING
    if facts.representation is not None and facts.representation.is_blocked:
        return Reason.BLOCKED
    return why_not_ask_for_another(facts, at)


def _why_not_here(reviewer: Actor, facts: FileFacts, right: Right) -> Denied | None:
    if reviewer.practice != facts.patient.practice:
        return Denied(Reason.NOT_YOUR_PRACTICE, reviewer.practice)
    return None if reviewer.may(right) else Denied(Reason.NO_RIGHT, reviewer.practice)


def _why_closed(reader: Actor, facts: FileFacts, at: datetime) -> Reason | None:
    if reader.kind is not ActorKind.PERSON or reader.whose != facts.patient.person:
        return Reason.NO_RELEASE
    if not _is_patient(reader, facts):
        is_theirs = _is_theirs(reader.id, facts)
        return why_not_for_another(facts, at) if is_theirs else Reason.REPRESENTATION_MISSING
    if not _age_rule(facts, at).may_ask:
        return Reason.UNDER_12
    return _why_not_released(facts)


def _why_not_released(facts: FileFacts) -> Reason | None:
    if facts.release_status is not ReleaseStatus.ACTIVE:
        return Reason.NO_RELEASE
    return None if sections_of(facts.agreements) else Reason.FACILITY_OFF


def why_not_ask_for_another(facts: FileFacts, at: datetime) -> Reason | None:
    """Give the reason why the law keeps who acts for another from asking; None: it does not."""
    one = facts.representation
    if one is None:
        return Reason.REPRESENTATION_MISSING
    # They may ask as anybody may; who decides reads why it is kept closed.
    asking, on = replace(one, is_blocked=False), rules.asks_from(one, today(at))
    return rules.why_not(asking, facts.patient.born, facts.agreements, on)


def _is_patient(reader: Actor, facts: FileFacts) -> bool:
    return (
        reader.kind is ActorKind.PERSON
        and reader.subject is None
        and reader.id == facts.patient.person
    )


def _is_theirs(reader: UUID | None, facts: FileFacts) -> bool:
    return facts.representation is not None and facts.representation.representative == reader


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
    one = facts.representation
    said = one.choice if one else None
    return Grant(
        reader=reader,
        patient=facts.patient.id,
        person=facts.patient.person,
        practice=facts.patient.practice,
        practice_name=facts.patient.practice_name,
        at=at,
        sections=sections,
        agreements=facts.agreements,
        release=facts.release,
        released_at=facts.released_at,
        preview=preview,
        standing=one.kind if one else Standing.SELF,
        left_out=said.left_out if said else frozenset(),
    )
