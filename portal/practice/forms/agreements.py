"""The form of the working agreements: choices that may stay open, and one date."""

from datetime import date

import msgspec

from consent.model import Agreements, ClosedEpisodes, Handling, Parents
from portal.practice.forms.moments import day_of
from portal.practice.forms.reading import FieldFault, Malformed

ON, OFF = "on", "off"
MONTHS = ("14", "6", "24")
DAYS = ("7", "3", "14")

EARLIEST_JOURNAL = date(2020, 7, 1)
"""Nothing of the journal is shown from before this day. Source: OPEN, online inzage."""


class AgreementsForm(msgspec.Struct, frozen=True):
    """As posted; "" is a choice that was not made, and keeps the strict side."""

    journal: str = ""
    results: str = ""
    handling: str = ""
    journal_from: str = ""
    under_16: str = ""
    names_shown: str = ""
    closed_episodes: str = ""
    without_contact: str = ""
    history_months: str = ""
    answer_days: str = ""
    code_by_mail: str = ""
    parents: str = ""


def check(form: AgreementsForm) -> Agreements | tuple[FieldFault, ...]:
    """
    Say which agreements the form makes, or what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    start = day_of(form.journal_from)
    if form.journal_from and start is None:
        return (FieldFault("journal_from", "day_missing"),)
    if start is not None and start < EARLIEST_JOURNAL:
        return (FieldFault("journal_from", "journal_too_early"),)
    return Agreements(
        journal=_on("journal", form.journal),
        results=_on("results", form.results),
        handling=_handling(form.handling),
        journal_from=start,
        under_16=_on("under_16", form.under_16),
        names_shown=_on("names_shown", form.names_shown),
        closed_episodes=_closed(form.closed_episodes),
        without_contact=_on("without_contact", form.without_contact),
        history_months=_number("history_months", form.history_months, MONTHS),
        answer_days=_number("answer_days", form.answer_days, DAYS),
        code_by_mail=_on("code_by_mail", form.code_by_mail),
        parents=_parents(form.parents),
    )


def _on(field: str, value: str) -> bool:
    if value not in {ON, OFF, ""}:
        raise Malformed("unknown_choice", field)
    return value == ON


def _handling(value: str) -> Handling:
    if value not in {*Handling, ""}:
        raise Malformed("unknown_choice", "handling")
    return Handling(value or Handling.MANUAL)


def _closed(value: str) -> ClosedEpisodes:
    if value not in {*ClosedEpisodes, ""}:
        raise Malformed("unknown_choice", "closed_episodes")
    return ClosedEpisodes(value or ClosedEpisodes.ATTENTION)


def _parents(value: str) -> Parents:
    if value not in {*Parents, ""}:
        raise Malformed("unknown_choice", "parents")
    return Parents(value or Parents.OFF)


def _number(field: str, value: str, choices: tuple[str, ...]) -> int:
    if value not in {*choices, ""}:
        raise Malformed("unknown_choice", field)
    return int(value or choices[0])
