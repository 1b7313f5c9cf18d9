"""Whose file an item goes into: by BSN, or by the word of an employee; never by a name."""

from uuid import UUID

from consent.register import people
from consent.register.people import NewPerson
from consent.statements import hold
from publishing.filing.desk import Desk
from publishing.intake.faults import FaultReason, Faulty
from publishing.intake.items import Item, SubjectState
from publishing.intake.reads import FileRead, KeptRead, PatientRead


async def owner(desk: Desk, item: Item) -> UUID | None:
    """
    Find and hold the file of an item, enrolling its person where the source may.

    None: it is about nobody.

    Raises:
        Faulty: nothing says whose it is, or it is not for this source or practice to say.

    """
    if isinstance(item.read, FileRead) or _is_about_nobody(item):
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


def _is_about_nobody(item: Item) -> bool:
    return isinstance(item.read, KeptRead) and not item.read.is_about_patient


async def _by_bsn(desk: Desk, item: Item, bsn: str) -> UUID:
    keys = desk.vault.bsn_keys(bsn)
    known = await people.patient_of(keys, desk.source.practice)
    if desk.stated is not None and known != desk.stated:
        raise _refused(item, FaultReason.BSN_CONTRADICTS)
    if known is not None:
        return known
    # Whoever left or died does not come back because a system still sends.
    has_left = await people.has_left(keys, desk.source.practice)
    if desk.source.may_enrol and isinstance(item.read, PatientRead) and not has_left:
        new = NewPerson(bsn, item.read.name.used, item.read.born, item.read.name)
        return await people.enrol(desk.vault, new, desk.source.practice, desk.at)
    elsewhere = await people.person_of(keys)
    raise _refused(item, FaultReason.PATIENT_NOT_HERE if elsewhere else FaultReason.PATIENT_UNKNOWN)


def _by_word(desk: Desk, item: Item) -> UUID:
    if desk.stated is None:
        masked = item.subject.state is SubjectState.MASKED
        raise _refused(item, FaultReason.PATIENT_MASKED if masked else FaultReason.PATIENT_MISSING)
    if desk.survey.has_several:
        raise _refused(item, FaultReason.PATIENT_AMBIGUOUS)
    return desk.stated


def _refused(item: Item, reason: FaultReason) -> Faulty:
    return Faulty(item.subject.path or item.path, reason)
