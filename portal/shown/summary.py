"""An item of the summary in words, the same on a page, on paper and in a sheet."""

from datetime import date

from consent.model import Section
from portal import words
from portal.frame.blocks import Badge, Row
from portal.shown.phrases import paragraphs
from portal.texts import catalogue, text
from publishing.summary.model import State, SummaryItem

ICONS = {
    Section.HYPERSENSITIVITIES: "shield-alert",
    Section.MEDICATION: "pill",
    Section.VACCINATIONS: "syringe",
}


def row(item: SummaryItem, on: date, language: str, *, several: bool = False) -> Row:
    """Make the line of an item, seen from a day; `several` names the practice."""
    meta = about(item, on, language)
    return Row(
        icon=ICONS[item.section],
        title=item.name,
        text=detail(item),
        meta=(*meta, item.practice_name) if several else meta,
        badge=mark(item, language),
        written=True,
    )


def detail(item: SummaryItem) -> str:
    """Give how it is used, what it does, or against what it works, as it was written."""
    return " ".join(paragraphs(item.detail))


def about(item: SummaryItem, on: date, language: str) -> tuple[str, ...]:
    """Say what kind of item it is and since or until when it holds, seen from a day."""
    return tuple(part for part in (_nature(item, language), *_days(item, on, language)) if part)


def mark(item: SummaryItem, language: str) -> Badge | None:
    """Give the one mark that must not be missed: it was paused, or it can be dangerous."""
    if item.is_current and item.state is State.PAUSED:
        return Badge("wait", text(language, "summary.mark.paused"))
    if item.is_current and item.gravity == "high":
        return Badge("high", text(language, "summary.mark.high"), "circle-alert")
    return None


def _nature(item: SummaryItem, language: str) -> str:
    if item.section is Section.VACCINATIONS:
        return text(language, "summary.nature.dose", dose=item.nature) if item.nature else ""
    key = f"summary.nature.{item.nature}"
    return text(language, key) if item.nature and key in catalogue(language) else ""


def _days(item: SummaryItem, on: date, language: str) -> tuple[str, ...]:
    found = []
    if item.begun_on:
        key = _begun(item, on)
        found.append(text(language, key, date=words.day(item.begun_on, language)))
    if item.ended_on:
        key = "summary.day.until" if item.is_current else "summary.day.ended"
        found.append(text(language, key, date=words.day(item.ended_on, language)))
    elif not item.is_current:
        found.append(text(language, f"summary.{item.section}.ended"))
    if not found:
        found.append(text(language, "summary.day.unknown"))
    return tuple(found)


def _begun(item: SummaryItem, on: date) -> str:
    if item.section is Section.VACCINATIONS:
        return "summary.day.given"
    return "summary.day.from" if item.begun_on and item.begun_on > on else "summary.day.since"
