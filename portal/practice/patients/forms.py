"""The forms about patients: who is looked for, who is registered, when somebody died."""

from datetime import date
from typing import TypeVar

import msgspec

from consent.bsn import InvalidBsn, normalise
from consent.register.enrolment import Elsewhere, NoBsn, Registration
from consent.register.finding import By, Wanted
from consent.register.names import NameUse, RegisteredName
from portal.practice.forms.moments import day_of
from portal.practice.forms.reading import FieldFault, Malformed, too_long

# Two surnames with a prefix between them still fit into one column.
LONGEST_PREFIX, LONGEST_NAME = 80, 100
EARLIEST_YEAR = 1890
MOST_DIGITS = 10
C = TypeVar("C", NameUse, Elsewhere, NoBsn)


class SearchForm(msgspec.Struct, frozen=True):
    """Who is looked for, in one of three ways."""

    number: str = ""
    bsn: str = ""
    family: str = ""
    day: str = ""
    month: str = ""
    year: str = ""


class PatientForm(msgspec.Struct, frozen=True):
    """Somebody to register, as posted; parts of the birth date may be unknown."""

    bsn: str = ""
    no_bsn: str = ""
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
    elsewhere: str = Elsewhere.UNKNOWN


class DeathForm(msgspec.Struct, frozen=True):
    """The day on which somebody died."""

    died: str = ""


class MergeForm(msgspec.Struct, frozen=True):
    """The dossier number of the double registration."""

    number: str = ""


def wanted(form: SearchForm) -> Wanted | tuple[FieldFault, ...]:
    """Say who is looked for, or what has to be mended."""
    ways = [bool(form.number), bool(form.bsn), bool(form.family)]
    if sum(ways) != 1:
        return (FieldFault("number", "one_way"),)
    if form.number:
        digits = number_in(form.number)
        return Wanted(By.NUMBER, digits) if digits else (FieldFault("number", "number_wrong"),)
    if form.bsn:
        bsn = _bsn(form.bsn)
        return Wanted(By.BSN, bsn) if bsn else (FieldFault("bsn", "bsn_wrong"),)
    born = born_of(form.day, form.month, form.year)
    if not born:
        return (FieldFault("day", "born_missing" if born is None else "born_wrong"),)
    return Wanted(By.NAME, form.family, born)


def number_in(text: str) -> str:
    """Give the digits of a dossier number: of P0000015982 and 15982 the same; "" of no number."""
    digits = text.replace(" ", "").upper().removeprefix("P").lstrip("0")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    return digits if is_number else ""


def registration(form: PatientForm) -> Registration | tuple[FieldFault, ...]:
    """
    Say who is to be registered, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    use = _choice(NameUse, "use", form.use)
    elsewhere = _choice(Elsewhere, "elsewhere", form.elsewhere)
    no_bsn = _choice(NoBsn, "no_bsn", form.no_bsn) if form.no_bsn else None
    born = born_of(form.day, form.month, form.year)
    faults = [*too_long(form), *_number_faults(form), *_name_faults(form, use)]
    if born == "" or (born is None) is not bool(form.born_unknown):
        faults.append(FieldFault("day", "born_wrong" if born is not None else "born_missing"))
    if faults:
        return tuple(faults)
    name = RegisteredName(
        given=form.given,
        own_prefix=form.own_prefix,
        own_family=form.own_family,
        partner_prefix=form.partner_prefix,
        partner_family=form.partner_family,
        use=use,
    )
    return Registration(
        bsn=_bsn(form.bsn) if form.bsn else "",
        no_bsn=no_bsn,
        name=name,
        born=born or "",
        elsewhere=elsewhere,
    )


def died_on(form: DeathForm, today: date) -> date | FieldFault:
    """Say on which day somebody died, or what has to be mended."""
    day = day_of(form.died)
    if day is None or day.year < EARLIEST_YEAR:
        return FieldFault("died", "died_missing")
    return FieldFault("died", "died_later") if day > today else day


def born_of(day: str, month: str, year: str) -> str | None:
    """Write a birth date as far as it is known: None when nothing is filled in, "" when wrong."""
    parts = (year, month, day)
    if not any(parts):
        return None
    known = [part for part in parts if part]
    if tuple(known) != parts[: len(known)] or not all(_is_number(part) for part in known):
        return ""
    numbers = [int(part) for part in known]
    try:
        first = date(*[*numbers, 1, 1][:3]) if len(numbers) < len(parts) else date(*numbers)
    except ValueError:
        return ""
    if first.year < EARLIEST_YEAR:
        return ""
    return "-".join([f"{numbers[0]:04d}", *(f"{number:02d}" for number in numbers[1:])])


def _number_faults(form: PatientForm) -> list[FieldFault]:
    if bool(form.bsn) is bool(form.no_bsn):
        return [FieldFault("bsn", "bsn_or_reason")]
    return [FieldFault("bsn", "bsn_wrong")] if form.bsn and not _bsn(form.bsn) else []


def _name_faults(form: PatientForm, use: NameUse) -> list[FieldFault]:
    faults = {
        "given": "given_missing" if bool(form.given) is bool(form.given_unknown) else "",
        "own_family": "" if form.own_family else "family_missing",
        "partner_family": "partner_missing" if use is not NameUse.OWN else "",
    }
    if form.partner_family:
        faults["partner_family"] = ""
    names = (form.given, form.own_family, form.partner_family)
    prefixes = (form.own_prefix, form.partner_prefix)
    if max(map(len, names)) > LONGEST_NAME or max(map(len, prefixes)) > LONGEST_PREFIX:
        faults["own_family"] = "name_long"
    return [FieldFault(field, code) for field, code in faults.items() if code]


def _bsn(text: str) -> str:
    try:
        return normalise(text.replace(" ", "").replace(".", ""))
    except InvalidBsn:
        return ""


def _choice(kind: type[C], field: str, value: str) -> C:
    try:
        return kind(value)
    except ValueError:
        raise Malformed("unknown_choice", field) from None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len("2026")
