"""A birthday within thirty days that ends what a parent may see: told once, to both of them."""

from datetime import datetime
from uuid import UUID, uuid5

from consent.ids import new_id
from consent.register import people
from consent.representation.listing import Known
from consent.representation.outlook import ending_soon
from portal.database import transaction
from portal.post.model import Kind
from portal.post.readers import queries
from portal.post.readers.telling import Told, patient, tell
from portal.vault import Vault


async def tell_birthdays(vault: Vault, at: datetime) -> int:
    """
    Write one message to the youth and one to the parent, for each birthday; give how many.

    Nothing ends by it: the birthday itself is looked at when somebody looks.
    """
    written = 0
    soon = [(one, uuid5(one.one.id, str(years))) for one, years in await ending_soon(at)]
    rows = await queries.told([thing for _, thing in soon])
    known = {(row["person"], row["thing"]) for row in rows}
    for one, thing in soon:
        for person in (one.subject, one.one.representative):
            if (person, thing) not in known:
                async with transaction():
                    written += await _tell(vault, one, person, thing, at)
    return written


async def _tell(vault: Vault, known: Known, person: UUID, thing: UUID, at: datetime) -> bool:
    row = {"id": new_id(at), "person": person, "thing": thing, "told_at": at}
    somebody = await people.person_by_id(person)
    if somebody is None or not await queries.tell([row]):
        return False
    reader = patient(somebody, known.practice, known.practice_name)
    subject = f"{thing.hex}/{person.hex}"
    return await tell(vault, reader, Told(kind=Kind.RIGHTS_CHANGE, subject=subject), at)
