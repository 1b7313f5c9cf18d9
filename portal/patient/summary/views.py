"""Medicines, hypersensitivities and vaccinations in words: what holds now apart from what ended."""

from collections.abc import Sequence
from itertools import groupby

from consent.dates import today
from consent.model import Grant, Section
from portal.frame.blocks import Group
from portal.frame.links import link
from portal.patient.summary.pages import SummaryPage
from portal.shown import summary
from portal.shown.paging import after_place
from portal.shown.phrases import shown_since
from portal.texts import text
from publishing.summary.model import SummaryItem
from publishing.summary.reading import PAGE, place


def summary_page(
    section: Section, items: Sequence[SummaryItem], grants: Sequence[Grant], language: str
) -> SummaryPage:
    """Make one page of a section; it goes on after the last item when the page is full."""
    several, on = len(grants) > 1, today(grants[0].at)
    return SummaryPage(
        title=text(language, f"summary.{section}.title"),
        lead=text(language, f"summary.{section}.lead"),
        icon=summary.ICONS[section],
        empty=text(language, f"summary.{section}.empty"),
        empty_text=text(language, f"summary.{section}.empty_text"),
        know=tuple(text(language, f"summary.{section}.{key}") for key in ("advice", "whole")),
        question=text(language, f"summary.{section}.question"),
        more=text(language, f"summary.{section}.older"),
        groups=tuple(
            Group(
                id="current" if is_current else "past",
                title=text(language, _heading(section, is_current=is_current)),
                rows=tuple(summary.row(one, on, language, several=several) for one in found),
            )
            for is_current, found in groupby(items, key=lambda one: one.is_current)
        ),
        older=link(f"patient.{section}", voor=after_place(*place(items[-1])))
        if len(items) == PAGE
        else "",
        shown_since=shown_since(grants, language),
    )


def _heading(section: Section, *, is_current: bool) -> str:
    return f"summary.{section}.{'current' if is_current else 'past'}"
