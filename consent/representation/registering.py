"""
The desk: registering who may act for a patient after a check in person, and keeping somebody out.

Every function runs in the caller's transaction and writes its log line there. What was seen and who
was there is stored with the employee who saw it.
"""

from datetime import date, datetime
from typing import Any, NoReturn
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.errors import NotFound, Refused
from consent.facts import FileFacts
from consent.files import facts_of_patient
from consent.ids import new_id
from consent.model import Actor, Function, PersonName, Reason, Right, Standing
from consent.queries import people as people_queries
from consent.queries import representation as queries
from consent.register import people
from consent.register.people import NewPerson
from consent.representation import rules
from consent.representation.model import Document, Presence
from consent.statements import hold
from consent.vault import Vault


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    """
    Who may act for the patient, as the desk saw it.

    `bsn` has 9 digits and passed the 11-test. `youth_agrees` is what a youth said at the desk;
    None where nobody asked, or nobody had to. Days are local, the last one included.
    """

    bsn: str
    name: PersonName
    born: str
    kind: Standing
    document: Document
    presence: Presence
    starts_on: date
    ends_on: date | None = None
    youth_agrees: bool | None = None


class Block(msgspec.Struct, frozen=True):
    """The objection of a good care provider against a representative; `reason` stays inside."""

    representation: UUID
    reason: str


async def register(
    clerk: Actor, vault: Vault, patient: UUID, new: Registration, at: datetime
) -> UUID:
    """
    Register who may act for a patient; it opens nothing yet: they ask, and a person decides.

    Raises:
        NotFound: no such patient in this practice.
        Refused: the right is missing, the law or the practice has no place for it, or the check
            that was made is not the one that is needed.

    """
    facts = await _held(clerk, patient)
    rule = _rule(clerk, facts, new, at)
    person = await _representative(vault, facts, new, at)
    one = new_id(at)
    told = {"id": one, "patient": patient, "registered_by": clerk.id, "registered_at": at}
    if not await queries.add(told | _row(person, new)):
        _refuse(Reason.ALREADY_REGISTERED, facts)
    events = [_event(Action.REPRESENTATION_REGISTER, one, facts, at)]
    if rule.needs_choice and new.youth_agrees is not None:
        row = {"id": new_id(at), "representation": one, "allowed": new.youth_agrees}
        await queries.choose(row | {"recorded_by": clerk.id, "chosen_at": at})
        events.append(_event(Action.REPRESENTATION_CHOOSE, one, facts, at))
    await accesslog.record(clerk, *events)
    return one


async def block(clerk: Actor, asked: Block, at: datetime) -> None:
    """
    Keep a representative out, for a reason that only the practice reads.

    What they had ends at once and looks to them as if it was never given; they may ask again, and
    no request of theirs can be approved meanwhile. The line names no patient: somebody may read
    along with the patient's own log. Source: art. 7:465 lid 4 BW, the good care provider.

    Raises:
        NotFound: no such representation in this practice.
        Refused: the right or the reason is missing, or they are kept out already.

    """
    row = await queries.one(asked.representation)
    facts = await _held(clerk, row["patient"] if row else None)
    if row is None or not asked.reason.strip():
        _refuse(Reason.EXPLANATION_MISSING, facts)
    written = {
        "id": new_id(at),
        "patient": facts.patient.id,
        "representative": row["representative"],
        "reason": asked.reason.strip(),
        "set_by": clerk.id,
        "set_at": at,
    }
    if not await queries.block(written):
        _refuse(Reason.ALREADY_DECIDED, facts)
    theirs = await queries.of_patient(facts.patient.id)
    same = [one["representation"] for one in theirs if _same(one, row)]
    await queries.end_releases(same, "practice", at)
    await accesslog.record(clerk, _quiet(Action.REPRESENTATION_BLOCK, row, facts, at))


async def lift(clerk: Actor, representation: UUID, at: datetime) -> None:
    """
    Lift the block of a representative; what had ended stays ended.

    Raises:
        NotFound: no such representation in this practice, or it is not blocked.
        Refused: the right is missing.

    """
    row = await queries.one(representation)
    facts = await _held(clerk, row["patient"] if row else None)
    if row is None or row["block"] is None or not await queries.lift(row["block"], clerk.id, at):
        raise NotFound
    await accesslog.record(clerk, _quiet(Action.REPRESENTATION_LIFT, row, facts, at))


async def _held(clerk: Actor, patient: UUID | None) -> FileFacts:
    facts = await facts_of_patient(patient) if patient else None
    if facts is None or facts.patient.practice != clerk.practice:
        raise NotFound
    if not clerk.may(Right.PATIENTS_CHANGE):
        _refuse(Reason.NO_RIGHT, facts)
    await hold(facts.patient.id)
    return facts


def _rule(
    clerk: Actor, facts: FileFacts, new: Registration, at: datetime
) -> rules.RepresentationRule:
    begins = max(new.starts_on, today(at))
    rule = rules.rule_on(facts.patient.born, new.kind, begins)
    if isinstance(rule, Reason):
        raise Refused(rule, facts.patient.person, facts.patient.practice)
    if not rules.allowed_by(facts.agreements, rule):
        _refuse(Reason.PARENTS_OFF, facts)
    is_checked = new.document in rule.documents and new.presence in rule.presences
    # Whether somebody can decide for themselves is for a doctor to say, not for the desk.
    is_judged = new.presence is not Presence.INCAPABLE or clerk.function is Function.GP
    if not (is_checked and is_judged) or new.document is Document.PROVIDER:
        _refuse(Reason.CHECK_MISSING, facts)
    return rule


async def _representative(vault: Vault, facts: FileFacts, new: Registration, at: datetime) -> UUID:
    keys = vault.bsn_keys(new.bsn)
    known = await people_queries.by_bsn_keys(keys)
    if known is None:
        return await people.known_or_new(vault, NewPerson(new.bsn, new.name, new.born), at)
    if known["id"] == facts.patient.person:
        _refuse(Reason.SAME_PERSON, facts)
    if known["died_on"]:
        _refuse(Reason.DECEASED, facts)
    if known["born"] != new.born:
        _refuse(Reason.BIRTH_DATE_DIFFERS, facts)
    return UUID(str(known["id"]))


def _row(person: UUID, new: Registration) -> dict[str, Any]:
    return {
        "representative": person,
        "kind": new.kind.value,
        "document": new.document.value,
        "presence": new.presence.value,
        "starts_on": new.starts_on,
        "ends_on": new.ends_on,
    }


def _same(one: Any, other: Any) -> bool:
    return bool(one["representative"] == other["representative"])


def _refuse(reason: Reason, facts: FileFacts) -> NoReturn:
    raise Refused(reason, facts.patient.person, facts.patient.practice)


def _event(action: Action, one: UUID, facts: FileFacts, at: datetime) -> Event:
    file = facts.patient
    return Event(action, at, person=file.person, practice=file.practice, object_id=one)


def _quiet(action: Action, row: Any, facts: FileFacts, at: datetime) -> Event:
    object_id = UUID(str(row["representation"]))
    return Event(action, at, practice=facts.patient.practice, object_id=object_id)
