"""
Asking to see a file, and deciding about it: ask, approve, refuse, leave open, withdraw.

Every function runs in the caller's transaction and writes its log line there. A race has one
winner: the others get `AlreadyDecided`. Source: S002 slides 1 and 2; domain §1b.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog, episodes, policy
from consent.accesslog import Event
from consent.actions import Action
from consent.episodes import Ticks
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.files import facts_of_patient
from consent.ids import new_id
from consent.model import (
    Actor,
    ActorKind,
    Function,
    PersonName,
    Reason,
    RefusalReason,
    RequestStatus,
    Rule,
)
from consent.policy import FileFacts
from consent.queries import requests as queries

PAGE = 20


class AccessRequest(msgspec.Struct, frozen=True):
    """
    A request as both sides see it; times in UTC.

    `explanation` is what the practice told the patient, `note` what colleagues told each other.
    `rule` names the rule that decided, empty when a person did or nobody has yet.
    """

    id: UUID
    patient: UUID
    reader: UUID
    practice: UUID
    practice_name: str
    practice_phone: str
    number: str
    name: PersonName
    born: str
    status: RequestStatus
    asked_at: datetime
    decided_at: datetime | None
    rule: str
    refusal: RefusalReason | None
    explanation: str
    note: str


class Refusal(msgspec.Struct, frozen=True):
    """Why a practice refuses; `explanation` is read by the patient, `note` by colleagues only."""

    reason: RefusalReason
    explanation: str = ""
    note: str = ""


async def ask(reader: Actor, patient: UUID, at: datetime) -> AccessRequest:
    """
    Ask to see a file; where a rule of the practice says so it is released at once.

    Raises:
        Refused: this person cannot ask for this file now.
        NotFound: it is not this person's file.

    """
    facts = await facts_of_patient(patient)
    if facts is None or facts.patient.person != reader.id:
        raise NotFound
    _refuse_for(policy.may_ask(reader, facts, at), facts)
    request_id = new_id(at)
    row = {"id": request_id, "patient": patient, "reader": reader.id, "asked_at": at}
    if not await queries.add(row):
        _refuse_for(Reason.ALREADY_ASKED, facts)
    await accesslog.record(reader, _event(Action.REQUEST_ASK, at, request_id, facts))
    rule = policy.rule_for(facts, at)
    if rule:
        await _approve_by_rule(rule, request_id, facts, at)
    return await _request(request_id)


async def approve(
    decider: Actor, request_id: UUID, ticks: Ticks, note: str, at: datetime
) -> AccessRequest:
    """
    Release a file to the person who asked, with what may be seen ticked.

    Always two lines, also when nothing was hidden: the log must not tell that something is.

    Raises:
        NotFound: no such request in this practice.
        Refused: the decider lacks a right.
        AlreadyDecided: somebody was first, or the episodes are others than the decider saw.

    """
    facts = await _decidable(decider, request_id)
    await episodes.set_visibility(decider, facts.patient, ticks, at)
    moved = queries.decision(at=at, by=decider.id, note=note)
    await _move(request_id, RequestStatus.APPROVED, moved, facts)
    await _release(request_id, facts, at)
    await accesslog.record(
        decider,
        _event(Action.VISIBILITY_SET, at, request_id, facts),
        _event(Action.REQUEST_APPROVE, at, request_id, facts),
    )
    return await _request(request_id)


async def refuse(decider: Actor, request_id: UUID, refusal: Refusal, at: datetime) -> AccessRequest:
    """
    Refuse a request with a reason that the patient reads.

    Raises:
        NotFound, Refused, AlreadyDecided: as `approve`; Refused also when the reason needs an
            explanation that is missing.

    """
    facts = await _decidable(decider, request_id)
    if refusal.reason is RefusalReason.OTHER and not refusal.explanation.strip():
        _refuse_for(Reason.EXPLANATION_MISSING, facts)
    values = queries.decision(
        at=at,
        by=decider.id,
        reason=refusal.reason.value,
        explanation=refusal.explanation.strip(),
        note=refusal.note,
    )
    await _move(request_id, RequestStatus.REFUSED, values, facts)
    await accesslog.record(decider, _event(Action.REQUEST_REFUSE, at, request_id, facts))
    return await _request(request_id)


async def leave_open(decider: Actor, request_id: UUID, note: str, at: datetime) -> AccessRequest:
    """
    Leave a request open: seen, not decided, still waiting. Source: S002, minors.

    Raises:
        NotFound, Refused, AlreadyDecided: as `approve`.

    """
    facts = await _decidable(decider, request_id)
    values = queries.decision(at=at, by=decider.id, note=note)
    await _move(request_id, RequestStatus.LEFT_OPEN, values, facts, (RequestStatus.SUBMITTED,))
    await accesslog.record(decider, _event(Action.REQUEST_LEAVE_OPEN, at, request_id, facts))
    return await _request(request_id)


async def withdraw(reader: Actor, request_id: UUID, at: datetime) -> AccessRequest:
    """
    Take back one's own request while nobody has decided.

    Raises:
        NotFound: it is not this person's request.
        AlreadyDecided: the practice was first.

    """
    row = await queries.request(request_id)
    if row is None or row["reader"] != reader.id:
        raise NotFound
    facts = await _facts(row["patient"])
    await _move(request_id, RequestStatus.WITHDRAWN, {}, facts)
    await accesslog.record(reader, _event(Action.REQUEST_WITHDRAW, at, request_id, facts))
    return await _request(request_id)


async def own_requests(reader: Actor) -> list[AccessRequest]:
    """Give what this person asked, the newest first, at most twenty."""
    return [read_request(row) for row in await queries.of_reader(reader.id)] if reader.id else []


async def _approve_by_rule(rule: Rule, request_id: UUID, facts: FileFacts, at: datetime) -> None:
    await _move(request_id, RequestStatus.APPROVED, queries.decision(at=at, rule=str(rule)), facts)
    await _release(request_id, facts, at)
    actor = Actor(ActorKind.RULE, Function.RULE, organisation=facts.patient.practice_name)
    event = _event(Action.REQUEST_APPROVE, at, request_id, facts)
    await accesslog.record(actor, msgspec.structs.replace(event, protocol=str(rule)))


async def _release(request_id: UUID, facts: FileFacts, at: datetime) -> None:
    await queries.release(
        {
            "id": new_id(at),
            "request": request_id,
            "patient": facts.patient.id,
            "reader": facts.patient.person,
            "started_at": at,
        }
    )


async def _decidable(decider: Actor, request_id: UUID) -> FileFacts:
    row = await queries.request(request_id)
    if row is None or row["practice"] != decider.practice:
        raise NotFound
    facts = await _facts(row["patient"])
    _refuse_for(policy.may_decide(decider, facts.patient.practice), facts)
    return facts


async def _move(
    request_id: UUID,
    to: RequestStatus,
    values: dict[Any, Any],
    facts: FileFacts,
    expected: tuple[RequestStatus, ...] = (RequestStatus.SUBMITTED, RequestStatus.LEFT_OPEN),
) -> None:
    if not await queries.move(request_id, to, values, [status.value for status in expected]):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, facts.patient.person, facts.patient.practice)


async def _facts(patient: UUID) -> FileFacts:
    facts = await facts_of_patient(patient)
    if facts is None:
        raise NotFound
    return facts


async def _request(request_id: UUID) -> AccessRequest:
    return read_request(await queries.request(request_id))


def _refuse_for(reason: Reason | None, facts: FileFacts) -> None:
    if reason is not None:
        raise Refused(reason, facts.patient.person, facts.patient.practice)


def _event(action: Action, at: datetime, request_id: UUID, facts: FileFacts) -> Event:
    return Event(
        action,
        at,
        person=facts.patient.person,
        practice=facts.patient.practice,
        object_id=request_id,
        release=facts.release,
    )


def read_request(row: Any) -> AccessRequest:
    """Read a request from its row."""
    refusal = row["refusal_reason"]
    return AccessRequest(
        id=row["id"],
        patient=row["patient"],
        reader=row["reader"],
        practice=row["practice"],
        practice_name=row["practice_name"],
        practice_phone=row["practice_phone"],
        number=row["number"],
        name=PersonName(row["given"], row["prefix"], row["family"]),
        born=row["born"],
        status=RequestStatus(row["status"]),
        asked_at=row["asked_at"],
        decided_at=row["decided_at"],
        rule=row["decided_rule"],
        refusal=RefusalReason(refusal) if refusal else None,
        explanation=row["explanation"],
        note=row["note"],
    )
