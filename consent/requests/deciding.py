"""
The practice's side: approve, refuse, or leave open.

Every function runs in the caller's transaction and writes its log line there. A race has one
winner: the others get `AlreadyDecided`. Source: MijnGezondheid.net, FAQ online inzage.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from consent import accesslog, policy
from consent.actions import Action
from consent.errors import NotFound
from consent.facts import FileFacts
from consent.model import Actor, Reason, RefusalReason, RequestStatus
from consent.queries import requests as queries
from consent.queries.requests import Decided
from consent.register import episodes
from consent.register.episodes import Ticks
from consent.requests import steps
from consent.requests.model import AccessRequest
from consent.statements import hold


class Refusal(msgspec.Struct, frozen=True):
    """Why a practice refuses; `explanation` is read by the patient, `note` by colleagues only."""

    reason: RefusalReason
    explanation: str = ""
    note: str = ""


async def approve(
    decider: Actor, request_id: UUID, ticks: Ticks, note: str, at: datetime
) -> AccessRequest:
    """
    Release a file to the person who asked, with what may be seen ticked.

    Always two lines, also when nothing was hidden: the log must not tell that something is.

    Raises:
        NotFound: no such request in this practice.
        Refused: the decider lacks a right, or who asked may no longer act for the patient.
        AlreadyDecided: somebody was first, or the episodes are others than the decider saw.

    """
    facts, reader = await _decidable(decider, request_id, at)
    steps.refuse_for(policy.may_release(facts, reader, at), facts)
    await episodes.set_visibility(decider, facts.patient, ticks, at)
    decided = Decided(at, decider.id, note=note)
    await steps.move(request_id, RequestStatus.APPROVED, decided, facts)
    await steps.release(request_id, reader, facts, at)
    await accesslog.record(
        decider,
        steps.event(Action.VISIBILITY_SET, at, request_id, facts),
        steps.event(Action.REQUEST_APPROVE, at, request_id, facts),
    )
    return await steps.request_now(request_id)


async def refuse(decider: Actor, request_id: UUID, refusal: Refusal, at: datetime) -> AccessRequest:
    """
    Refuse a request with a reason that the patient reads.

    Raises:
        NotFound, Refused, AlreadyDecided: as `approve`; Refused also when the reason needs an
            explanation that is missing.

    """
    facts, _ = await _decidable(decider, request_id, at)
    if refusal.reason is RefusalReason.OTHER and not refusal.explanation.strip():
        steps.refuse_for(Reason.EXPLANATION_MISSING, facts)
    decided = Decided(
        at,
        decider.id,
        refusal_reason=refusal.reason.value,
        explanation=refusal.explanation.strip(),
        note=refusal.note,
    )
    await steps.move(request_id, RequestStatus.REFUSED, decided, facts)
    await accesslog.record(decider, steps.event(Action.REQUEST_REFUSE, at, request_id, facts))
    return await steps.request_now(request_id)


async def leave_open(decider: Actor, request_id: UUID, note: str, at: datetime) -> AccessRequest:
    """
    Leave a request open: seen, not decided, still waiting.

    Raises:
        NotFound, Refused, AlreadyDecided: as `approve`.

    """
    facts, _ = await _decidable(decider, request_id, at)
    decided = Decided(at, decider.id, note=note)
    await steps.move(
        request_id, RequestStatus.LEFT_OPEN, decided, facts, (RequestStatus.SUBMITTED,)
    )
    await accesslog.record(decider, steps.event(Action.REQUEST_LEAVE_OPEN, at, request_id, facts))
    return await steps.request_now(request_id)


async def _decidable(decider: Actor, request_id: UUID, at: datetime) -> tuple[FileFacts, UUID]:
    row = await queries.request(request_id)
    if row is None or row["practice"] != decider.practice:
        raise NotFound
    await hold(row["patient"])
    facts = await steps.facts_of(row, at)
    steps.refuse_for(policy.may_decide(decider, facts.patient.practice), facts)
    return facts, row["reader"]
