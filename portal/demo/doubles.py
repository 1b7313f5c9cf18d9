"""Somebody whom a practice of the demo registered twice by mistake, so that it can be mended."""

from datetime import date, datetime

from consent.model import Actor
from consent.register import enrolment
from consent.register.enrolment import NoBsn, Registration
from consent.register.names import RegisteredName
from portal.database import transaction
from portal.demo.people import Resident
from portal.vault import Vault


async def register_again(
    vault: Vault, resident: Resident, born: date, clerk: Actor, at: datetime
) -> None:
    """Register a resident once more, without the BSN."""
    given, prefix, family = resident.name
    new = Registration(
        no_bsn=NoBsn.OTHER,
        name=RegisteredName(given=given, own_prefix=prefix, own_family=family),
        born=born.isoformat(),
    )
    async with transaction():
        await enrolment.register(clerk, vault, new, at)
