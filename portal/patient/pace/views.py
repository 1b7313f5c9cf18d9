"""Own pace in words: the form, the rows of what is to come, and the step before a result."""

from collections.abc import Mapping, Sequence

from consent.model import Grant, ResultCategory
from portal import words
from portal.frame.blocks import Badge, Row
from portal.frame.links import link
from portal.patient.pace.pages import CategoryChoice, Choice, KeptBackPage, PacePage
from portal.shown.phrases import contact, shown_since
from portal.texts import text
from publishing.model import Pace
from publishing.showing.expected import Expected, WaitsFor

ORDER = (Pace.AT_ONCE, Pace.WARN, Pace.AFTER_TALK)
OUTCOMES = frozenset({"saved", "same"})
_FOR_PATIENT = frozenset({WaitsFor.OPENING, WaitsFor.TALK})


def pace_page(
    chosen: Mapping[ResultCategory, Pace], language: str, *, done: str = "", wrong: bool = False
) -> PacePage:
    """Make the form, with what holds now."""
    return PacePage(
        categories=tuple(_category(one, chosen[one], language) for one in words.CATEGORIES),
        done=text(language, f"pace.{done}") if done in OUTCOMES else "",
        wrong=text(language, "pace.malformed") if wrong else "",
    )


def expected_row(found: Expected, language: str, *, several: bool) -> Row:
    """Make the row of what is to come or waits; it names the sort of test and nothing of it."""
    waits, meta = found.waits_for, [_day(found, language)]
    title = text(language, "pace.expected.title")
    if waits not in _FOR_PATIENT:
        title = text(language, f"pace.category.{found.category}")
        waits_for = text(language, f"pace.expected.waits_{waits}")
        meta = [text(language, "pace.expected.since", date=meta[0]), waits_for]
    return Row(
        icon="bell" if waits is WaitsFor.OPENING else "clock",
        title=title,
        text=_said(found, language),
        meta=(*meta, found.practice_name) if several else tuple(meta),
        badge=Badge("wait", text(language, _BADGES.get(waits, "pace.expected.badge"))),
        href=link("patient.result", id=found.id) if waits in _FOR_PATIENT else "",
    )


def kept_back_page(found: Expected, grants: Sequence[Grant], language: str) -> KeptBackPage:
    """Make the step before a result, or the page that says what it waits for."""
    waits, opens = found.waits_for, found.waits_for is WaitsFor.OPENING and found.is_own
    said = [_said(found, language)]
    if found.is_own:
        date = _day(found, language)
        parts = (f"pace.kept.{waits}", f"pace.kept.{waits}_after")
        said = [text(language, part, date=date) for part in parts]
    key = f"{waits}_title" if found.is_own else "other_title"
    return KeptBackPage(
        title=text(language, f"pace.kept.{key}"),
        lead=found.practice_name,
        said=tuple(said),
        practice=contact(found.practice_name, found.practice_phone),
        open_href=link("patient.result_open", id=found.id) if opens else "",
        shown_since=shown_since(grants, language),
    )


_BADGES = {
    WaitsFor.OPENING: "pace.expected.badge_opening",
    WaitsFor.TALK: "pace.expected.badge_talk",
}


def _category(one: ResultCategory, chosen: Pace, language: str) -> CategoryChoice:
    return CategoryChoice(
        name=one.value,
        title=text(language, f"pace.category.{one}"),
        choices=tuple(
            Choice(
                id=f"{one}-{pace}",
                value=pace.value,
                label=text(language, f"pace.choice.{pace}"),
                hint=text(language, f"pace.choice.{pace}_hint"),
                chosen=pace is chosen,
            )
            for pace in ORDER
        ),
    )


def _said(found: Expected, language: str) -> str:
    key = f"pace.expected.{found.waits_for}"
    if found.is_own or found.waits_for not in _FOR_PATIENT:
        return text(language, key)
    return text(language, f"{key}_other", name=found.name.full)


def _day(found: Expected, language: str) -> str:
    return words.day(words.local_day(found.since), language)
