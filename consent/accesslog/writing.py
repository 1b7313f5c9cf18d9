"""
The access log: a line for every look and act, written where it happens or it does not happen.

Lines are appended in the transaction of the look or act and never changed. Every line is kept
at least five years from the day it is written. Source: NEN 7513:2018; Stcrt 2019-38007.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

import msgspec

from consent.accesslog.natures import NATURES
from consent.actions import Action
from consent.dates import today
from consent.ids import new_id
from consent.model import Actor, Function
from consent.queries import log as queries

RETENTION_YEARS = 5
SUCCESS, REFUSED = "0", "8"


class Event(msgspec.Struct, frozen=True):
    """
    What happened, as the log keeps it.

    `person` is whose log it belongs to; None where it may not name anybody, such as a refused
    look at another practice's patient. `refused` is the reason code of a refusal, empty when it
    succeeded. `detail` overrides the section that belongs to the action; `reason` is why it was
    done, as a code of ours or in somebody's words.
    """

    action: Action
    at: datetime
    person: UUID | None = None
    practice: UUID | None = None
    object_id: UUID | None = None
    release: UUID | None = None
    detail: str = ""
    refused: str = ""
    protocol: str = ""
    reason: str = ""


Listener = Callable[[Actor, Event], None]
_listeners: list[Listener] = []


async def record(actor: Actor, *events: Event) -> None:
    """
    Append one line per event, in the open transaction.

    Raises:
        NoTransactionError: no transaction is open, so act and line could come apart.

    """
    await queries.append([_row(actor, event) for event in events])
    for listener in _listeners:
        for event in events:
            listener(actor, event)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell ``listener`` of every line that is appended meanwhile; it is not committed yet then."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def retain_until(at: datetime) -> date:
    """Give the day until which a line written now is kept; 29 February becomes 1 March."""
    day = today(at)
    if (day.month, day.day) == (2, 29):
        return date(day.year + RETENTION_YEARS, 3, 1)
    return day.replace(year=day.year + RETENTION_YEARS)


def _row(actor: Actor, event: Event) -> dict[str, object]:
    nature = NATURES[event.action]
    return {
        "id": new_id(event.at),
        "person": event.person,
        "practice": event.practice,
        "event_code": nature.event,
        "action": nature.crude,
        "occurred_at": event.at,
        "event_subtype": event.action.value,
        "outcome": REFUSED if event.refused else SUCCESS,
        "checks": event.refused,
        "user_id": actor.id,
        "user_kind": actor.kind.value,
        "user_name": actor.name,
        "user_role": actor.function.value,
        "organisation": actor.organisation,
        # Who acts for another: in whose stead.
        "responsible_id": actor.subject,
        "responsible_role": Function.PATIENT.value if actor.subject else "",
        "object_type": nature.object_type,
        "object_id": event.object_id,
        "object_detail": event.detail or nature.section,
        "authorization_protocol": event.protocol or "online-inzage/1",
        "consent_ref": event.release,
        "reason_text": event.reason,
        "request_id": actor.request_id,
        "salt": secrets.token_bytes(16),
        "retain_until": retain_until(event.at),
    }
