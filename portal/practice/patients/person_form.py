"""The forms that say who somebody is: registered anew, or put right."""

from typing import TypeVar

import msgspec

from consent.bsn import InvalidBsn, normalise
from consent.dates import latest_birth_date
from consent.register.correcting import Correction, Why
from consent.register.enrolment import Elsewhere, NoBsn, Registration
from consent.register.names import NameUse, RegisteredName
from portal.post.address import is_line
from portal.practice.forms.reading import FieldFault, Malformed, too_long

# As long as the register of persons has them; two surnames still fit into one column.
LONGEST_PREFIX, LONGEST_NAME = 80, 200
EARLIEST_YEAR = 1890
C = TypeVar("C", NameUse, Elsewhere, NoBsn, Why)


class PersonForm(msgspec.Struct, frozen=True):
    """Somebody's number, name and birth date, as posted; parts of the date may be unknown."""

    bsn: str = ""
    given: str = ""
    given_unknown: str = ""
    own_prefix: str = ""
    own_family: str = ""
    partner_prefix: str = ""
    partner_family: str = ""
    use: str = NameUse.OWN
    day: str = ""
    month: str = ""
    year: str = ""
    born_unknown: str = ""


class PatientForm(PersonForm, frozen=True):
    """Somebody to register."""

    no_bsn: str = ""
    elsewhere: str = Elsewhere.UNKNOWN


class CorrectionForm(PersonForm, frozen=True):
    """What is put right, and why; an empty BSN stays as it is."""

    why: str = ""


def registration(form: PatientForm) -> Registration | tuple[FieldFault, ...]:
    """
    Say who is to be registered, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    elsewhere = _choice(Elsewhere, "elsewhere", form.elsewhere)
    no_bsn = _choice(NoBsn, "no_bsn", form.no_bsn) if form.no_bsn else None
    name, born, faults = _person(form)
    if bool(form.bsn) is bool(form.no_bsn):
        faults.insert(0, FieldFault("bsn", "bsn_or_reason"))
    if faults:
        return tuple(faults)
    return Registration(
        bsn=bsn_of(form.bsn) if form.bsn else "",
        no_bsn=no_bsn,
        name=name,
        born=born,
        elsewhere=elsewhere,
    )


def correction(form: CorrectionForm) -> Correction | tuple[FieldFault, ...]:
    """
    Say what is to be put right, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    name, born, faults = _person(form)
    why = reason_of(form.why)
    if isinstance(why, FieldFault):
        faults.append(why)
    if faults or isinstance(why, FieldFault):
        return tuple(faults)
    return Correction(name=name, born=born, bsn=bsn_of(form.bsn) if form.bsn else "", why=why)


def reason_of(why: str) -> Why | FieldFault:
    """
    Say why something is put right, or that it has to be said.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    return _choice(Why, "why", why) if why else FieldFault("why", "why_missing")


def born_of(day: str, month: str, year: str) -> str | None:
    """Write a birth date as far as it is known: None when nothing is filled in, "" when wrong."""
    parts = (year, month, day)
    if not any(parts):
        return None
    if not all(_is_number(part) for part in parts if part):
        return ""
    numbers = [int(part or 0) for part in parts]
    while numbers and not numbers[-1]:
        numbers.pop()
    born = "-".join(f"{number:02d}" for number in numbers)
    try:
        latest = latest_birth_date(born)
    except ValueError:
        return ""
    return born if latest and latest.year >= EARLIEST_YEAR else ""


def bsn_of(text: str) -> str:
    """Give the nine digits of a BSN as people type it; "" when it is none."""
    try:
        return normalise(text.replace(" ", "").replace(".", ""))
    except InvalidBsn:
        return ""


def _person(form: PersonForm) -> tuple[RegisteredName, str, list[FieldFault]]:
    use = _choice(NameUse, "use", form.use)
    born = born_of(form.day, form.month, form.year)
    faults = [*too_long(form), *_name_faults(form, use)]
    if form.bsn and not bsn_of(form.bsn):
        faults.insert(0, FieldFault("bsn", "bsn_wrong"))
    if born == "" or (born is None) is not bool(form.born_unknown):
        faults.append(FieldFault("day", "born_wrong" if born is not None else "born_missing"))
    name = RegisteredName(
        given=form.given,
        own_prefix=form.own_prefix,
        own_family=form.own_family,
        partner_prefix=form.partner_prefix,
        partner_family=form.partner_family,
        use=use,
    )
    return name, born or "", faults


def _name_faults(form: PersonForm, use: NameUse) -> list[FieldFault]:
    faults = {
        "given": "given_missing" if bool(form.given) is bool(form.given_unknown) else "",
        "own_family": "" if form.own_family else "family_missing",
        "partner_family": "partner_missing" if use is not NameUse.OWN else "",
    }
    if form.partner_family:
        faults["partner_family"] = ""
    names = (form.given, form.own_family, form.partner_family)
    prefixes = (form.own_prefix, form.partner_prefix)
    if not all(map(is_line, (*names, *prefixes))):
        faults["own_family"] = "name_signs"
    if max(map(len, names)) > LONGEST_NAME or max(map(len, prefixes)) > LONGEST_PREFIX:
        faults["own_family"] = "name_long"
    return [FieldFault(field, code) for field, code in faults.items() if code]


def _choice(kind: type[C], field: str, value: str) -> C:
    try:
        return kind(value)
    except ValueError:
        raise Malformed("unknown_choice", field) from None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len("2026")
