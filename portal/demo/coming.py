"""What is on its way in the demo, and a patient who chose at which pace to read."""

from datetime import datetime, timedelta

from consent.agreements import results
from consent.agreements.results import ResultTerms
from consent.dates import today
from consent.model import Actor, ResultCategory
from consent.register import people
from consent.register.sources import Source
from portal.database import transaction
from portal.demo import fhir
from portal.demo.people import Resident
from portal.intake.delivery import deliver
from portal.vault import Vault
from publishing.model import Pace
from publishing.receive import Delivery
from publishing.showing import pace

AGO = timedelta(days=2)
TERMS = ResultTerms(
    preliminary=frozenset({ResultCategory.IMAGING}),
    pending=frozenset({ResultCategory.MICROBIOLOGY}),
)
SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074"


async def agree(manager: Actor, at: datetime) -> None:
    """Let a practice tell of microbiology that is on its way."""
    await results.agree(manager, TERMS, at)


async def ask_for_a_culture(
    vault: Vault, resident: Resident, laboratory: Source, at: datetime
) -> None:
    """Let a culture be asked for, of which nothing came yet, and the patient choose a pace."""
    asked_at = at - AGO
    asked = {
        "resourceType": "ServiceRequest",
        "id": f"{resident.key}-kweek",
        "status": "active",
        "intent": "order",
        "category": [{"coding": [{"system": SECTION, "code": "MB"}]}],
        "code": {"text": "Urinekweek"},
        "subject": {"reference": f"Patient/{resident.key}"},
        "authoredOn": today(asked_at).isoformat(),
    }
    body = fhir.bundle(fhir.patient(resident, today(at)), asked)
    receipt = await deliver(Delivery(laboratory, body), vault, asked_at, file="demo", language="nl")
    if receipt.quarantined or receipt.unreadable:
        raise ValueError(receipt.faults)
    person = await people.person_of(vault.bsn_keys(resident.bsn))
    wanted = {ResultCategory.PATHOLOGY: Pace.AFTER_TALK, ResultCategory.IMAGING: Pace.WARN}
    async with transaction():
        await pace.choose(people.actor(person, "demo"), wanted, asked_at)
