"""The form of a choice about other care providers, and that of a provider to choose from."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec

from consent.model import Standing
from consent.sharing.model import SHAREABLE, Category, Channel, Choice, Told
from consent.sharing.stating import NewOrganisation, Wanted
from portal.practice.forms.moments import day_of
from portal.practice.forms.reading import FieldFault, Malformed, id_in

CATEGORY, ORGANISATION = "category", "organisation"
URA_LENGTH, LONGEST_NAME = 8, 200
HEARD = (Channel.COUNTER, Channel.TELEPHONE, Channel.LETTER)
C = TypeVar("C", bound=StrEnum)


class SharingForm(msgspec.Struct, frozen=True):
    """As posted; `file` is whose, `who` are providers, `channel` and `by` come from the desk."""

    file: str = ""
    who: tuple[str, ...] = ()
    part: str = ""
    choice: str = ""
    starts: str = ""
    ends: str = ""
    channel: str = ""
    by: str = ""


class OrganisationForm(msgspec.Struct, frozen=True):
    """A care organisation for the practice's list, as posted; `file` is where to go on."""

    file: str = ""
    name: str = ""
    ura: str = ""
    category: str = ""


def check(form: SharingForm, today: date) -> tuple[Wanted, ...] | tuple[FieldFault, ...]:
    """
    Say what somebody chose, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    starts = day_of(form.starts) if form.starts else today
    ends = day_of(form.ends) if form.ends else None
    faults = []
    if not form.who:
        faults.append(FieldFault("who", "who"))
    if not form.choice:
        faults.append(FieldFault("choice", "answer"))
    if starts is None or starts < today:
        faults.append(FieldFault("starts", "starts"))
    elif form.ends and (ends is None or ends < starts):
        faults.append(FieldFault("ends", "ends"))
    if faults or starts is None:
        return tuple(faults)
    choice = _one_of(Choice, "choice", form.choice)
    return tuple(_wanted(one, form.part, Wanted(choice, starts, ends_on=ends)) for one in form.who)


def heard(form: SharingForm) -> Told | tuple[FieldFault, ...]:
    """
    Say who told the practice by which way, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    missing = [field for field in ("channel", "by") if not getattr(form, field)]
    if missing:
        return tuple(FieldFault(field, field) for field in missing)
    channel = _one_of(Channel, "channel", form.channel)
    if channel not in HEARD:
        raise Malformed("unknown_choice", "channel")
    return Told(_one_of(Standing, "by", form.by), channel)


def organisation(form: OrganisationForm) -> NewOrganisation | tuple[FieldFault, ...]:
    """
    Say which care organisation is to be listed, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    is_ura = len(form.ura) == URA_LENGTH and form.ura.isascii() and form.ura.isdigit()
    faults = {
        "name": not 0 < len(form.name) <= LONGEST_NAME,
        "ura": not is_ura,
        "category": not form.category,
    }
    if any(faults.values()):
        return tuple(FieldFault(field, field) for field, wrong in faults.items() if wrong)
    return NewOrganisation(form.name, form.ura, _one_of(Category, "category", form.category))


def _wanted(who: str, part: str, rest: Wanted) -> Wanted:
    kind, _, value = who.partition(":")
    sections = [section for section in SHAREABLE if section.value == part]
    if part and not sections:
        raise Malformed("unknown_choice", "part")
    whole = msgspec.structs.replace(rest, section=sections[0] if sections else None)
    if kind == CATEGORY:
        return msgspec.structs.replace(whole, category=_one_of(Category, "who", value))
    if kind != ORGANISATION:
        raise Malformed("unknown_choice", "who")
    return msgspec.structs.replace(whole, organisation=id_in(value, "who"))


def _one_of(kind: type[C], field: str, value: str) -> C:
    try:
        return kind(value)
    except ValueError:
        raise Malformed("unknown_choice", field) from None
