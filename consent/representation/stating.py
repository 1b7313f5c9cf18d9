"""
A login that itself says for whom somebody acts, such as DigiD Machtigen: a mandate of the patient.

It holds in that login alone, opens nothing by itself, and stands where the desk's own stand, so
that requests and releases rest on it and the patient can end it.
"""

from datetime import datetime

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.files import facts_of_person
from consent.ids import new_id
from consent.model import Actor, Standing
from consent.queries import representation as queries
from consent.representation.model import Document, Presence


async def state(actor: Actor, at: datetime) -> None:
    """Write the mandate that a login states, at every practice of the patient, with its line."""
    if actor.subject is None or not actor.stated:
        return
    for facts in await facts_of_person(actor.subject):
        one = new_id(at)
        row = {
            "id": one,
            "patient": facts.patient.id,
            "representative": actor.id,
            "kind": Standing.MANDATEE.value,
            "document": Document.PROVIDER.value,
            "presence": Presence.PROVIDER.value,
            "starts_on": today(at),
            "registered_at": at,
        }
        if await queries.add(row):
            file = facts.patient
            event = Event(
                Action.REPRESENTATION_REGISTER,
                at,
                person=file.person,
                practice=file.practice,
                object_id=one,
            )
            await accesslog.record(actor, event)
