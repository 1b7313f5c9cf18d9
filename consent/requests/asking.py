"""
The patient's side: ask to see a file, and take a request back.

Every function runs in the caller's transaction and writes its log line there.
Source: MijnGezondheid.net, FAQ online inzage.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from consent import accesslog, policy
from consent.actions import Action
from consent.errors import NotFound
from consent.facts import FileFacts
from consent.files import facts_for_file
from consent.ids import new_id
from consent.model import Actor, ActorKind, Function, Reason, RequestStatus, Rule
from consent.queries import requests as queries
from consent.queries.requests import Decided
from consent.requests import steps
from consent.requests.model import AccessRequest, read_request


async def ask(reader: Actor, patient: UUID, at: datetime) -> AccessRequest:
    """
    Ask to see a file; where a rule of the practice says so it is released at once.

    Raises:
        Refused: this person cannot ask for this file now.
        NotFound: it is not this person's file.

    """
    facts = await facts_for_file(reader, patient, at)
    if facts is None:
        raise NotFound
    steps.refuse_for(policy.may_ask(reader, facts, at), facts)
    request_id = new_id(at)
    one = facts.representation
    row = {
        "id": request_id,
        "patient": patient,
        "reader": reader.id,
        "representation": one.id if one else None,
        "asked_at": at,
    }
    if not await queries.add(row):
        steps.refuse_for(Reason.ALREADY_ASKED, facts)
    await accesslog.record(reader, steps.event(Action.REQUEST_ASK, at, request_id, facts))
    rule = policy.rule_for(facts, at)
    if rule:
        await _approve_by_rule(reader, rule, request_id, facts, at)
    return await steps.request_now(request_id)


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
    facts = await steps.facts_of(row, at)
    await steps.move(request_id, RequestStatus.WITHDRAWN, None, facts)
    await accesslog.record(reader, steps.event(Action.REQUEST_WITHDRAW, at, request_id, facts))
    return await steps.request_now(request_id)


async def own_requests(reader: Actor) -> list[AccessRequest]:
    """Give what somebody asked, for whom they come for now, the newest first, at most twenty."""
    if reader.id is None or reader.whose is None:
        return []
    return [read_request(row) for row in await queries.of_reader(reader.id, reader.whose)]


async def _approve_by_rule(
    reader: Actor, rule: Rule, request_id: UUID, facts: FileFacts, at: datetime
) -> None:
    await steps.move(request_id, RequestStatus.APPROVED, Decided(at, decided_rule=str(rule)), facts)
    await steps.release(request_id, facts.patient.person, facts, at)
    actor = Actor(
        ActorKind.RULE,
        Function.RULE,
        organisation=facts.patient.practice_name,
        request_id=reader.request_id,
    )
    event = steps.event(Action.REQUEST_APPROVE, at, request_id, facts)
    await accesslog.record(actor, msgspec.structs.replace(event, protocol=str(rule)))
