"""The forms of the mandates desk: a representative to register, and a reason to keep one out."""

from datetime import date
from typing import TypeVar

import msgspec

from consent.model import PersonName, Standing
from consent.representation.model import Document, Presence
from consent.representation.registering import Registration
from consent.representation.rules import KINDS
from portal.post.address import is_line
from portal.practice.forms.moments import day_of
from portal.practice.forms.reading import FieldFault, Malformed, too_long
from portal.practice.patients.person_form import LONGEST_NAME, born_of, bsn_of

DOCUMENTS = tuple(one for one in Document if one is not Document.PROVIDER)
PRESENCES = tuple(one for one in Presence if one is not Presence.PROVIDER)
YES, NO = "yes", "no"
C = TypeVar("C", Standing, Document, Presence)


class RepresentativeForm(msgspec.Struct, frozen=True):
    """As posted: who, as what, what was seen, who was there, and from when until when."""

    bsn: str = ""
    given: str = ""
    prefix: str = ""
    family: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    kind: str = ""
    document: str = ""
    presence: str = ""
    youth_agrees: str = ""
    starts_on: str = ""
    ends_on: str = ""


class BlockForm(msgspec.Struct, frozen=True):
    """As posted: why somebody is kept out."""

    reason: str = ""


def registration(form: RepresentativeForm, today: date) -> Registration | tuple[FieldFault, ...]:
    """
    Say who is to be registered, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    born = born_of(form.day, form.month, form.year)
    starts, ends = day_of(form.starts_on) if form.starts_on else today, day_of(form.ends_on)
    faults = _faults(form, born, starts, ends)
    if faults or starts is None:
        return faults
    return Registration(
        bsn=bsn_of(form.bsn),
        name=PersonName(form.given, form.prefix, form.family),
        born=born or "",
        kind=_choice(Standing, KINDS, "kind", form.kind),
        document=_choice(Document, DOCUMENTS, "document", form.document),
        presence=_choice(Presence, PRESENCES, "presence", form.presence),
        starts_on=starts,
        ends_on=ends,
        youth_agrees=_said(form.youth_agrees),
    )


def _faults(
    form: RepresentativeForm, born: str | None, starts: date | None, ends: date | None
) -> tuple[FieldFault, ...]:
    names = (form.given, form.prefix, form.family)
    is_name = all(map(is_line, names)) and max(map(len, names)) <= LONGEST_NAME
    is_last_day_wrong = bool(form.ends_on) and (ends is None or (starts or ends) > ends)
    wrong = {
        "bsn": "" if bsn_of(form.bsn) else "bsn_wrong",
        "family": "" if form.family and is_name else "name_wrong",
        "day": "" if born else "born_wrong",
        "kind": "" if form.kind else "choose",
        "document": "" if form.document else "choose",
        "presence": "" if form.presence else "choose",
        "starts_on": "" if starts else "day_wrong",
        "ends_on": "day_wrong" if is_last_day_wrong else "",
    }
    found = tuple(FieldFault(field, code) for field, code in wrong.items() if code)
    return (*too_long(form), *found)


def _said(value: str) -> bool | None:
    if value not in {YES, NO, ""}:
        raise Malformed("unknown_choice", "youth_agrees")
    return None if not value else value == YES


def _choice(kind: type[C], offered: tuple[C, ...], field: str, value: str) -> C:
    found = next((one for one in offered if one.value == value), None)
    if found is None:
        raise Malformed("unknown_choice", field)
    return kind(found)
