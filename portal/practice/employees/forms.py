"""The forms about employees: who, as what, with which rights."""

import re

import msgspec

from consent.model import Function, Right
from consent.register.employees import NewEmployee
from consent.register.managing import Wanted
from portal.post.address import MessageRefused, checked_address
from portal.practice.forms.reading import FieldFault, Malformed

FUNCTIONS = (Function.GP, Function.ASSISTANT, Function.NURSE, Function.PRACTICE_MANAGER)
LONGEST_NAME = 200
# Words of an account that several people share. A line of the log names one person.
SHARED = frozenset(
    {
        "assistent",
        "assistente",
        "assistenten",
        "balie",
        "doktersassistent",
        "doktersassistente",
        "huisartsen",
        "info",
        "poh",
        "poh-ggz",
        "poh-somatiek",
        "praktijk",
        "praktijkondersteuner",
        "receptie",
        "waarnemer",
    }
)
_UZI = re.compile(r"[0-9A-Za-z-]{1,40}")
_AGB = re.compile(r"[0-9]{8}")


class PlaceForm(msgspec.Struct, frozen=True):
    """At which practice somebody works now, and the page they were on their way to."""

    praktijk: str = ""
    naar: str = ""


class FallbackForm(msgspec.Struct, frozen=True):
    """Who can step in for the only manager."""

    fallback: str = ""


class RightsForm(msgspec.Struct, frozen=True):
    """As posted; `seen` are the rights that the page showed."""

    function: str = ""
    agb: str = ""
    right: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()


class EmployeeForm(msgspec.Struct, frozen=True):
    """Somebody who begins to work here, as posted."""

    name: str = ""
    uzi: str = ""
    account: str = ""
    function: str = ""
    agb: str = ""
    right: tuple[str, ...] = ()


def wanted(form: RightsForm) -> Wanted | tuple[FieldFault, ...]:
    """
    Say what somebody is to be and to be allowed, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    if form.agb and not _AGB.fullmatch(form.agb):
        return (FieldFault("agb", "agb_wrong"),)
    return Wanted(_function(form.function), form.agb, _rights(form.right), _rights(form.seen))


def newcomer(form: EmployeeForm) -> NewEmployee | tuple[FieldFault, ...]:
    """
    Say who begins to work here, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    name = " ".join(form.name.split())
    faults = (
        ("name", _name_fault(name)),
        ("uzi", _door_fault(form)),
        ("function", "" if form.function else "function_missing"),
        ("agb", "agb_wrong" if form.agb and not _AGB.fullmatch(form.agb) else ""),
    )
    found = tuple(FieldFault(field, code) for field, code in faults if code)
    if found:
        return found
    function = _function(form.function)
    return NewEmployee(form.uzi or None, name, function, _rights(form.right), form.agb)


def _door_fault(form: EmployeeForm) -> str:
    if bool(form.uzi) is bool(form.account):
        return "door_missing"
    if form.uzi:
        return "" if _UZI.fullmatch(form.uzi) else "uzi_wrong"
    try:
        checked_address(form.account)
    except MessageRefused:
        return "account_wrong"
    return ""


def _name_fault(name: str) -> str:
    words = name.casefold().split()
    if len(words) < 2 or len(name) > LONGEST_NAME:  # noqa: PLR2004 - initials and a surname
        return "name_missing"
    return "name_shared" if SHARED.intersection(words) else ""


def _function(value: str) -> Function:
    if value not in set(FUNCTIONS):
        raise Malformed("unknown_choice", "function")
    return Function(value)


def _rights(values: tuple[str, ...]) -> frozenset[Right]:
    if not set(values) <= set(Right):
        raise Malformed("unknown_choice", "right")
    return frozenset(map(Right, values))
