"""The steps that asking and deciding share: move, release, refuse, and the line of each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from consent import policy
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.facts import FileFacts
from consent.files import facts_of_request
from consent.ids import new_id
from consent.model import Reason, RequestStatus
from consent.queries import ending
from consent.queries import requests as queries
from consent.queries.requests import Decided
from consent.requests.model import AccessRequest, read_request

LAPSED = "birthday"


async def move(
    request_id: UUID,
    to: RequestStatus,
    decided: Decided | None,
    facts: FileFacts,
    expected: tuple[RequestStatus, ...] = (RequestStatus.SUBMITTED, RequestStatus.LEFT_OPEN),
) -> None:
    """
    Bring a request from one of the expected states to another.

    Raises:
        AlreadyDecided: it is in none of them; somebody was first.
    """
    if not await queries.move(request_id, to, decided, [status.value for status in expected]):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, facts.patient.person, facts.patient.practice)


async def release(request_id: UUID, reader: UUID, facts: FileFacts, at: datetime) -> None:
    """
    Write the right that follows from an approved request, for the person who asked.

    A right that a birthday has ended makes way for it.

    Raises:
        Refused: they have it already, such as when a rule lets in who asked twice at once.
    """
    one = facts.representation
    if facts.release is not None and policy.is_lapsed(facts, at):
        await ending.end_by_id(facts.release, LAPSED, at)
    row = {
        "id": new_id(at),
        "request": request_id,
        "patient": facts.patient.id,
        "reader": reader,
        "representation": one.id if one else None,
        "started_at": at,
    }
    if not await queries.release(row):
        refuse_for(Reason.ALREADY_RELEASED, facts)


async def facts_of(request: Any, at: datetime) -> FileFacts:
    """
    Give the facts of the file that a request (its row) is about, as who asked stands in it.

    Raises:
        NotFound: the file is closed.
    """
    facts = await facts_of_request(
        request["patient"], request["reader"], request["representation"], at
    )
    if facts is None:
        raise NotFound
    return facts


async def request_now(request_id: UUID) -> AccessRequest:
    """Give a request as it stands after an act."""
    return read_request(await queries.request(request_id))


def refuse_for(reason: Reason | None, facts: FileFacts) -> None:
    """
    Let through what has no reason against it.

    Raises:
        Refused: there is a reason; its line belongs to the file.
    """
    if reason is not None:
        raise Refused(reason, facts.patient.person, facts.patient.practice)


def event(action: Action, at: datetime, request_id: UUID, facts: FileFacts) -> Event:
    """Give the line that an act on a request writes."""
    return Event(
        action,
        at,
        person=facts.patient.person,
        practice=facts.patient.practice,
        object_id=request_id,
        release=facts.release,
    )
