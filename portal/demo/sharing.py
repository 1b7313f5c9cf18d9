"""What the invented people state about other care providers, and whom they can choose."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from consent.dates import today
from consent.model import Actor, Section, Standing
from consent.sharing.model import Category, Channel, Choice, Told
from consent.sharing.stating import NewOrganisation, Wanted, add_organisation, record, state_own
from portal.database import transaction

HEARD = Told(Standing.SELF, Channel.TELEPHONE)
TOLD_AGO = timedelta(days=30)
ORGANISATIONS = (
    NewOrganisation("Apotheek De Vijzel (verzonnen)", "00004321", Category.PHARMACY),
    NewOrganisation("Ziekenhuis Zonneveld (verzonnen)", "00004322", Category.HOSPITAL),
)


class Filed(msgspec.Struct, frozen=True):
    """One file of the demo: whose, and who of the practice answers the telephone."""

    patient: UUID
    reader: Actor
    clerk: Actor


async def state_choices(file: Filed, at: datetime) -> None:
    """Let somebody have told the practice of two choices, and make a third themselves."""
    then = at - TOLD_AGO
    async with transaction():
        made = [await add_organisation(file.clerk, one, then) for one in ORGANISATIONS]
        heard = [
            Wanted(Choice.YES, today(then), organisation=made[0].id),
            Wanted(Choice.NO, today(then), Category.MENTAL_HEALTH),
        ]
        await record(file.clerk, file.patient, heard, HEARD, then)
        own = [Wanted(Choice.EMERGENCY, today(at), Category.GP, section=Section.RESULTS)]
        await state_own(file.reader, file.patient, own, at)
