"""Who acts for whom in the demo, by the same desk and requests as everybody."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from consent.dates import today
from consent.model import Actor
from consent.register import people
from consent.representation import registering
from consent.representation.registering import Registration
from consent.requests import asking
from consent.requests.model import AccessRequest
from portal.database import transaction
from portal.demo.people import Acting, Resident
from portal.vault import Vault

REGISTERED_AGO = timedelta(days=90)


async def register(
    vault: Vault, told: Acting, residents: Mapping[str, Resident], clerk: Actor, at: datetime
) -> AccessRequest | None:
    """Register who acts, and give what they ask when it is to be granted; times are in the past."""
    then = at - REGISTERED_AGO
    who = residents[told.representative]
    new = Registration(
        bsn=who.bsn,
        name=who.person_name,
        born=who.born(today(at)).isoformat(),
        kind=told.kind,
        document=told.document,
        presence=told.presence,
        starts_on=today(then),
    )
    async with transaction():
        practice = clerk.practice
        keys = vault.bsn_keys(residents[told.patient].bsn)
        patient = await people.patient_of(keys, practice) if practice else None
        if patient is None:
            raise LookupError(told.patient)
        await registering.register(clerk, vault, patient, new, then)
        person = await people.person_of(vault.bsn_keys(who.bsn))
        subject = await people.person_of(keys)
        if not told.released or person is None or subject is None:
            return None
        actor = people.acting_for(person, subject.id, told.kind, "demo")
        return await asking.ask(actor, patient, then)
