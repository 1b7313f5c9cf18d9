"""Mail addresses for the invented people, so that the demo has something to send."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from consent.model import Right
from consent.register import employees, people
from portal.database import transaction
from portal.demo.people import Resident
from portal.post.readers import addresses
from portal.post.readers.telling import employee, patient
from portal.vault import Vault


async def give_addresses(
    vault: Vault, residents: Sequence[Resident], practices: Sequence[UUID], at: datetime
) -> None:
    """Give one to every patient whose file is open, and to everybody who decides."""
    async with transaction():
        for resident in residents:
            person = await people.person_of(vault.bsn_keys(resident.bsn))
            if person and resident.released:
                address = f"{resident.key}@patient.example"
                await addresses.bring(vault, patient(person), address, at)
        deciders = {
            holder.employee: holder
            for practice in practices
            for holder in await employees.holders(practice, Right.REQUESTS_DECIDE, at)
        }
        for number, holder in enumerate(deciders.values(), 1):
            address = f"medewerker{number}@praktijk.example"
            await addresses.bring(vault, employee(holder), address, at)
