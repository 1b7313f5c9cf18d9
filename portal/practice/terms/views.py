"""The terms of results in words."""

from collections.abc import Mapping, Sequence

import msgspec

from consent.agreements.results import NAMES, Chosen, ResultTerms
from consent.model import ResultCategory
from portal import words
from portal.frame.links import link
from portal.practice.pages.parts import Button, Notice, Option
from portal.practice.terms.forms import PERCENT, UNIT, MarginForm, TermsForm
from portal.practice.terms.pages import MarginRow, SortRow, TermsPage
from portal.practice.views import phrases
from portal.texts import text
from publishing.showing.margins import MarginSet, Measured


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """What holds now, what is in the forms, and what can have a margin."""

    form: TermsForm
    chosen: Mapping[str, Chosen]
    margins: Sequence[MarginSet]
    measured: Sequence[Measured]
    margin: MarginForm = MarginForm()
    faults: Mapping[str, str] = {}


def filled(terms: ResultTerms) -> TermsForm:
    """Fill the form with what holds."""
    hour = terms.publish_from
    return TermsForm(
        preliminary=tuple(sorted(terms.preliminary)),
        pending=tuple(sorted(terms.pending)),
        publish_from=hour.isoformat("minutes") if hour else "",
    )


def page(practice: str, agreed: Agreed, language: str, notice: Notice | None = None) -> TermsPage:
    """Make the page."""
    faults = dict(agreed.faults)
    return TermsPage(
        practice=practice,
        rows=tuple(_row(one, agreed.form, language) for one in words.CATEGORIES),
        set_by=tuple(_set_by(name, agreed.chosen.get(name), language) for name in NAMES),
        hour=phrases.field("publish_from", agreed.form.publish_from, faults),
        save=Button(link("practice.result_terms")),
        margins=tuple(_margin(one, language) for one in agreed.margins),
        determinations=tuple(_determination(one, agreed.margin) for one in agreed.measured),
        determination_fault=faults.get("determination", ""),
        amount=phrases.field("amount", agreed.margin.amount, faults),
        kinds=tuple(_kind(kind, agreed.margin, language) for kind in (PERCENT, UNIT)),
        add=Button(link("practice.margin")),
        back=link("practice.agreements"),
        faults=phrases.summary(faults),
        notice=notice,
    )


def _row(category: ResultCategory, form: TermsForm, language: str) -> SortRow:
    name = text(language, f"pace.category.{category}")
    return SortRow(
        name,
        _tick("preliminary", category, form.preliminary, name, language),
        _tick("pending", category, form.pending, name, language),
    )


def _tick(
    column: str, category: ResultCategory, ticked: Sequence[str], name: str, language: str
) -> Option:
    return Option(
        id=f"{column}-{category}",
        name=column,
        value=category.value,
        label=text(language, f"terms.tick_{column}", name=name),
        chosen=category.value in ticked,
    )


def _set_by(name: str, chosen: Chosen | None, language: str) -> str:
    if chosen is None:
        return text(language, f"terms.not_chosen_{name}")
    on = words.day(words.local_day(chosen.at), language)
    if not chosen.by:
        return text(language, "terms.set_on", date=on)
    return text(language, "terms.set_by", name=chosen.by, date=on)


def _margin(one: MarginSet, language: str) -> MarginRow:
    amount = words.decimal(one.amount, language)
    said = text(
        language,
        "terms.margin_unit" if one.unit else "terms.margin_percent",
        amount=amount,
        **({"unit": one.unit} if one.unit else {}),
    )
    on = words.day(words.local_day(one.set_at), language)
    by = text(language, "terms.set_by", name=one.set_by, date=on)
    return MarginRow(f"{one.code_system}|{one.code}", one.name, said, by)


def _determination(one: Measured, form: MarginForm) -> Option:
    key = f"{one.code_system}|{one.code}"
    label = f"{one.name} ({one.unit})" if one.unit else one.name
    return Option(
        id=f"d-{key}",
        name="determination",
        value=key,
        label=label,
        chosen=form.determination == key,
    )


def _kind(kind: str, form: MarginForm, language: str) -> Option:
    return phrases.option(
        "kind", kind, text(language, f"terms.kind_{kind}"), chosen=form.kind == kind
    )
