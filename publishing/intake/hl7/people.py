"""Whose a message is: the person of a PID segment, and the BSN that alone finds them."""

from consent.bsn import InvalidBsn, normalise
from consent.register.names import NameUse, RegisteredName
from publishing.intake.faults import FaultReason, Faulty
from publishing.intake.fhir.coding import carries_bsn
from publishing.intake.hl7.moments import birth_date
from publishing.intake.hl7.segments import Segment
from publishing.intake.items import Subject, SubjectState
from publishing.intake.model import Code
from publishing.intake.reads import PatientRead

NUMBERS, NAME, BORN, SEX = 3, 5, 7, 8
# Source: NEN 7504 and the agreements of ZorgDomein: who gives out the number, and its kind.
AUTHORITY, KIND = "NLMINBIZA", "NNNLD"
LEGAL, BIRTH = "L", "B"
PREFIX_LIMIT = 100
SEXES = {"F": "female", "M": "male", "A": "other", "O": "other", "U": "unknown"}


def patient(segment: Segment) -> PatientRead:
    """
    Read a person; their BSN is read apart.

    Raises:
        Faulty: there is no name, or something is no date, no text or no BSN.

    """
    bsn(segment)
    return PatientRead(
        name=_name(segment),
        born=birth_date(segment, BORN),
        sex=SEXES.get(segment.text(SEX), ""),
        numbers=_numbers(segment),
    )


def subject(segment: Segment | None) -> Subject:
    """Say whose what follows is; never by a name."""
    if segment is None:
        return Subject(SubjectState.UNSTATED)
    path = f"{segment.path}-{NUMBERS}"
    if segment.flaw is not None:
        return Subject(SubjectState.UNREADABLE, path=path)
    try:
        number = bsn(segment)
    except Faulty:
        return Subject(SubjectState.UNREADABLE, path=path)
    state = SubjectState.NUMBERED if number else SubjectState.MASKED
    return Subject(state, segment.path, number, path)


def bsn(segment: Segment) -> str | None:
    """
    Read the BSN; None when it is not there.

    Raises:
        Faulty: what stands there is no BSN, or there are two.

    """
    found: set[str] = set()
    for value in segment.repeats(NUMBERS):
        number = segment.part(value, 1, field=NUMBERS)
        if number and _is_bsn(segment, value):
            try:
                found.add(normalise(number))
            except InvalidBsn:
                raise segment.faulty(FaultReason.BSN_INVALID, NUMBERS) from None
    if len(found) > 1:
        raise segment.faulty(FaultReason.BSN_REPEATED, NUMBERS)
    return next(iter(found), None)


def _is_bsn(segment: Segment, value: str) -> bool:
    authority = segment.part(value, 4, field=NUMBERS)
    return authority == AUTHORITY or segment.part(value, 5, field=NUMBERS) == KIND


def _name(segment: Segment) -> RegisteredName:
    names = {segment.part(one, 7, field=NAME): one for one in reversed(segment.repeats(NAME))}
    stated = names.get(LEGAL) or next(iter(segment.repeats(NAME)), "")
    birth = names.get(BIRTH, "")
    parts = [
        segment.part(stated, 1, sub, field=NAME, limit=PREFIX_LIMIT if sub in {2, 4} else 300)
        for sub in range(1, 6)
    ]
    whole, own_prefix, own, partner_prefix, partner = parts
    own = own or segment.part(birth, 1, 3, field=NAME) or ("" if partner else whole)
    if not (own or partner):
        raise segment.faulty(FaultReason.REQUIRED_MISSING, NAME)
    given = [segment.part(stated, component, field=NAME) for component in (2, 3)]
    return RegisteredName(
        given=" ".join(one for one in given if one)[:300],
        own_prefix=own_prefix if own else partner_prefix,
        own_family=own or partner,
        partner_prefix=partner_prefix if own else "",
        partner_family=partner if own else "",
        use=_use(whole, own, partner) if own else NameUse.OWN,
    )


def _use(whole: str, own: str, partner: str) -> NameUse:
    if not partner or partner not in whole:
        return NameUse.OWN
    if own not in whole:
        return NameUse.PARTNER
    first = whole.index(partner) < whole.index(own)
    return NameUse.PARTNER_OWN if first else NameUse.OWN_PARTNER


def _numbers(segment: Segment) -> tuple[Code, ...]:
    found = (
        Code(segment.part(one, 4, field=NUMBERS), segment.part(one, 1, field=NUMBERS))
        for one in segment.repeats(NUMBERS)
        if not _is_bsn(segment, one)
    )
    return tuple(one for one in found if one.code and not carries_bsn(one.code))
