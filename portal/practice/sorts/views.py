"""Sorts of letters in words."""

from collections.abc import Sequence

from consent.agreements.letters import Sort
from portal import words
from portal.frame.links import link
from portal.practice.pages.parts import Button, Notice, Option
from portal.practice.sorts.pages import SortRow, SortsPage
from portal.texts import text


def page(
    practice: str, sorts: Sequence[Sort], language: str, notice: Notice | None = None
) -> SortsPage:
    """Make the page; what can be chosen first, in the order of the names."""
    rows = sorted(
        (_row(one, language) for one in sorts), key=lambda one: (one.switch is None, one.name)
    )
    return SortsPage(
        practice=practice,
        rows=tuple(rows),
        save=Button(link("practice.letter_sorts")),
        back=link("practice.agreements"),
        notice=notice,
    )


def _row(sort: Sort, language: str) -> SortRow:
    name = text(language, f"letters.category.{sort.category}")
    if not sort.category.can_be_shared:
        never = text(language, "letters.sorts.never_text")
        return SortRow(name, text(language, "letters.sorts.never"), never=never)
    switch = Option(
        f"sort-{sort.category}", "shared", sort.category.value, name, chosen=sort.is_shared
    )
    return SortRow(name, _set_by(sort, language), switch)


def _set_by(sort: Sort, language: str) -> str:
    if sort.chosen_at is None:
        return text(language, "letters.sorts.not_chosen")
    on = words.day(words.local_day(sort.chosen_at), language)
    key = "letters.sorts.set_by" if sort.chosen_by else "letters.sorts.set_on"
    return text(language, key, date=on, **({"name": sort.chosen_by} if sort.chosen_by else {}))
