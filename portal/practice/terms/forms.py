"""The forms of the terms of results: ticks per sort with one hour, and one margin."""

from decimal import Decimal

import msgspec

from consent.agreements.results import ResultTerms
from consent.model import ResultCategory
from portal.practice.forms.moments import time_of
from portal.practice.forms.reading import FieldFault, Malformed
from publishing.policy import number
from publishing.showing.margins import Measured, Wanted

PERCENT, UNIT = "percent", "unit"
LARGEST = Decimal(1_000_000)
MOST_PERCENT = Decimal(50)


class TermsForm(msgspec.Struct, frozen=True):
    """The sorts that are ticked, per column, and the hour; "" is no hour."""

    preliminary: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    publish_from: str = ""


class MarginForm(msgspec.Struct, frozen=True):
    """A determination as `system|code`, how much, and of what; an empty amount takes it away."""

    determination: str = ""
    amount: str = ""
    kind: str = PERCENT


def check_terms(form: TermsForm) -> ResultTerms | tuple[FieldFault, ...]:
    """
    Say which terms the form makes, or what has to be mended.

    Raises:
        Malformed: a tick that our page does not offer.

    """
    hour = time_of(form.publish_from)
    if form.publish_from and hour is None:
        return (FieldFault("publish_from", "hour_missing"),)
    return ResultTerms(_sorts(form.preliminary), _sorts(form.pending), hour)


def check_margin(form: MarginForm, known: list[Measured]) -> Wanted | tuple[FieldFault, ...]:
    """
    Say which margin the form makes, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    if form.kind not in {PERCENT, UNIT}:
        raise Malformed("unknown_choice", "kind")
    system, _, code = form.determination.partition("|")
    found = next((one for one in known if (one.code_system, one.code) == (system, code)), None)
    if not form.amount.strip() and code:
        return Wanted(system, code)
    if found is None:
        return (FieldFault("determination", "determination_missing"),)
    amount = number(form.amount.strip().replace(",", "."))
    most = MOST_PERCENT if form.kind == PERCENT else LARGEST
    if amount is None or not 0 < amount <= most:
        return (FieldFault("amount", f"amount_{form.kind}"),)
    if form.kind == UNIT and not found.unit:
        return (FieldFault("kind", "unit_missing"),)
    return Wanted(system, code, found.unit if form.kind == UNIT else "", amount)


def _sorts(values: tuple[str, ...]) -> frozenset[ResultCategory]:
    if not set(values) <= set(ResultCategory):
        raise Malformed("unknown_choice")
    return frozenset(map(ResultCategory, values))
