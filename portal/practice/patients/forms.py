"""The forms about patients: who is looked for, who died, which registration is double."""

from datetime import date

import msgspec

from consent.register.finding import By, Wanted
from portal.practice.forms.moments import day_of
from portal.practice.forms.reading import FieldFault
from portal.practice.patients.person_form import EARLIEST_YEAR, born_of, bsn_of

MOST_DIGITS = 10


class SearchForm(msgspec.Struct, frozen=True):
    """Who is looked for, in one of three ways."""

    number: str = ""
    bsn: str = ""
    family: str = ""
    day: str = ""
    month: str = ""
    year: str = ""


class UndoForm(msgspec.Struct, frozen=True):
    """Why a death was none."""

    why: str = ""


class DeathForm(msgspec.Struct, frozen=True):
    """The day on which somebody died."""

    died: str = ""


class MergeForm(msgspec.Struct, frozen=True):
    """The dossier number of the double registration; `step` says that both were seen."""

    number: str = ""
    step: str = ""


def wanted(form: SearchForm) -> Wanted | tuple[FieldFault, ...]:
    """Say who is looked for, or what has to be mended."""
    ways = [bool(form.number), bool(form.bsn), bool(form.family)]
    if sum(ways) != 1:
        return (FieldFault("number", "one_way"),)
    if form.number:
        digits = number_in(form.number)
        return Wanted(By.NUMBER, digits) if digits else (FieldFault("number", "number_wrong"),)
    if form.bsn:
        bsn = bsn_of(form.bsn)
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


def died_on(form: DeathForm, today: date) -> date | FieldFault:
    """Say on which day somebody died, or what has to be mended."""
    day = day_of(form.died)
    if day is None or day.year < EARLIEST_YEAR:
        return FieldFault("died", "died_missing")
    return FieldFault("died", "died_later") if day > today else day
