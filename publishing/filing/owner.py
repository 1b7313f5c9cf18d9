"""
Whose file an item goes into: by BSN, or by the word of an employee; never by a name.

A birth date or surname that contradicts the BSN puts everything about that person aside.
"""

from uuid import UUID

from consent.register import identity, people
from consent.register.identity import Difference
from consent.register.people import NewPerson
from consent.statements import hold
from publishing.filing.desk import Desk
from publishing.intake.faults import FaultReason, Faulty
from publishing.intake.items import Item, SubjectState
from publishing.intake.reads import PatientRead


async def owner(desk: Desk, item: Item) -> UUID | None:
    """
    Find and hold the file of an item, enrolling its person where the source may.

    None: it is about nobody.

    Raises:
        Faulty: nothing says whose it is, or it is not for this source or practice to say.

    """
    if not item.is_about_patient:
        return None
    file = await _file_of(desk, item)
    await hold(file)
    return file


async def _file_of(desk: Desk, item: Item) -> UUID:
    subject = item.subject
    if subject.state is SubjectState.UNREADABLE:
        raise _refused(item, FaultReason.PATIENT_UNREADABLE)
    if subject.bsn is not None:
        return await _by_bsn(desk, item, subject.bsn)
    return _by_word(desk, item)


async def _by_bsn(desk: Desk, item: Item, bsn: str) -> UUID:
    keys = desk.vault.bsn_keys(bsn)
    known = await people.patient_of(keys, desk.source.practice)
    if desk.stated is not None and known != desk.stated:
        raise _refused(item, FaultReason.BSN_CONTRADICTS)
    if known is not None:
        if desk.stated is None:
            await _check_identity(desk, item, bsn, known)
        return known
    # Whoever left or died does not come back because a system still sends.
    has_left = await people.has_left(keys, desk.source.practice)
    if desk.source.may_enrol and isinstance(item.read, PatientRead) and not has_left:
        new = NewPerson(bsn, item.read.name.used, item.read.born, item.read.name)
        return await people.enrol(desk.vault, new, desk.source.practice, desk.at)
    elsewhere = await people.person_of(keys)
    raise _refused(item, FaultReason.PATIENT_NOT_HERE if elsewhere else FaultReason.PATIENT_UNKNOWN)


async def _check_identity(desk: Desk, item: Item, bsn: str, file: UUID) -> None:
    registered, found = await identity.known(file), set[Difference]()
    for read in desk.survey.people.get(bsn, ()):
        found |= identity.differences(registered, identity.stated(read.name, read.born))
    # The practice's own system puts names and dates right, one at a time.
    if Difference.BORN in found and (Difference.NAME in found or not desk.source.may_enrol):
        raise _refused(item, FaultReason.BORN_CONTRADICTS)
    if Difference.NAME in found and not desk.source.may_enrol:
        raise _refused(item, FaultReason.NAME_CONTRADICTS)


def _by_word(desk: Desk, item: Item) -> UUID:
    if desk.stated is None:
        masked = item.subject.state is SubjectState.MASKED
        raise _refused(item, FaultReason.PATIENT_MASKED if masked else FaultReason.PATIENT_MISSING)
    if desk.survey.has_several:
        raise _refused(item, FaultReason.PATIENT_AMBIGUOUS)
    return desk.stated


def _refused(item: Item, reason: FaultReason) -> Faulty:
    return Faulty(item.subject.path or item.path, reason)
