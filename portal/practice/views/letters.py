"""From letters to the practice's list and to the page of one: facts, file, explanation, accord."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from consent.model import Actor, Reason, Right
from portal import words
from portal.frame.blocks import Badge, Fact
from portal.frame.links import link
from portal.practice.adding.views import categories
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.letters import LetterPage, LetterRow, LettersPage
from portal.practice.pages.parts import Button, Notice, Tab
from portal.practice.views import phrases
from portal.shown.pages import LetterPage as Shown
from portal.texts import text
from publishing.inbox import Waiting
from publishing.letters import PAGE, DeskLetter, LetterPile

STANDS = {
    "zonder-akkoord": LetterPile.WAITING,
    "met-akkoord": LetterPile.ACCORDED,
    "niet-gedeeld": LetterPile.UNSHARED,
}
"""The tabs of the list, as their addresses call them."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """What the list is made of: one page of one tab, and what waits."""

    pile: LetterPile
    letters: Sequence[DeskLetter]
    waiting: Waiting | None
    is_first: bool = True


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One letter with sort and explanation as they stand in the form."""

    letter: DeskLetter
    faults: dict[str, str] = {}
    hints: tuple[str, ...] = ()
    notice: Notice | None = None


def list_page(
    pile: Listed, at: datetime, language: str, notice: Notice | None = None
) -> LettersPage:
    """Make the page of one tab."""
    here = next(word for word, one in STANDS.items() if one is pile.pile)
    more = len(pile.letters) == PAGE
    return LettersPage(
        tabs=tuple(_tab(word, here, pile, language) for word in STANDS),
        lead=_lead(pile.waiting, at, language),
        caption=text(language, "practice.letters.caption"),
        empty=text(language, "practice.letters.empty"),
        rows=tuple(_row(letter, at, language) for letter in pile.letters),
        is_waiting=pile.pile is LetterPile.WAITING,
        older=link("practice.letters", stand=here, na=pile.letters[-1].id) if more else "",
        newest="" if pile.is_first else link("practice.letters", stand=here),
        notice=notice,
    )


def page(
    case: Case, preview: Shown | None, reviewer: Actor, at: datetime, language: str
) -> LetterPage:
    """Make the page of one letter; an accorded one can be read and not changed."""
    letter, waits = case.letter, case.letter.is_waiting
    size = words.file_size(letter.size, language) if letter.size else ""
    return LetterPage(
        identity=phrases.identity(letter.name, letter.born, at, language),
        facts=_facts(letter, language),
        state=_state(letter, language),
        file=link("practice.letter_file", id=letter.id) if letter.size else "",
        file_label=text(language, "practice.letter.open", size=size) if size else "",
        explanation=phrases.field("explanation", letter.explanation, case.faults),
        hints=case.hints,
        categories=categories(letter.shared | {letter.category}, letter.category, language),
        category_fault=case.faults.get("category", ""),
        preview_title=text(language, "practice.preview.title", name=letter.name.full),
        preview=preview,
        accord=_accord(letter, reviewer, language) if waits else None,
        outcome=_outcome(letter, language) if letter.accorded_at else "",
        recall="" if waits else link("practice.letter_recall", id=letter.id),
        faults=phrases.summary(case.faults),
        notice=case.notice,
    )


def _lead(waiting: Waiting | None, at: datetime, language: str) -> str:
    if waiting is None:
        return text(language, "practice.letters.none_waiting")
    oldest = phrases.oldest(waiting.oldest, at, language)
    one = "practice.letters.waiting_one"
    return phrases.counted(
        "practice.letters.waiting", waiting.number, language, one=one, oldest=oldest
    )


def _tab(word: str, here: str, pile: Listed, language: str) -> Tab:
    which, count = STANDS[word], pile.waiting.number if pile.waiting else 0
    key = "letters.accord.tab" if which is LetterPile.UNSHARED else f"practice.letters.tab.{which}"
    return Tab(
        href=link("practice.letters", stand=word),
        label=text(language, key),
        count=str(count) if which is LetterPile.WAITING else "",
        current=word == here,
    )


def _row(letter: DeskLetter, at: datetime, language: str) -> LetterRow:
    return LetterRow(
        href=link("practice.letter", id=letter.id),
        patient=letter.name.full,
        born=phrases.born_on(letter.born, language),
        dated=_dated(letter, language),
        arrived=phrases.ago(letter.received_at, at, language),
        waits=phrases.waits(letter.received_at, at, language),
        state=_state(letter, language),
    )


def _dated(letter: DeskLetter, language: str) -> str:
    if letter.written_on is None:
        return text(language, "practice.letters.undated")
    return words.day(letter.written_on, language)


def _state(letter: DeskLetter, language: str) -> Badge:
    if letter.accorded_at is not None:
        return Badge("ok", text(language, "practice.letters.state.accorded"))
    if letter.is_waiting and letter.category not in letter.shared:
        return Badge("off", text(language, "letters.accord.state"))
    key = "waiting" if letter.size else "no_file"
    key = key if letter.is_waiting else "recalled"
    return Badge("wait", text(language, f"practice.letters.state.{key}"))


def _facts(letter: DeskLetter, language: str) -> tuple[Fact, ...]:
    facts = {
        "kind": letter.title or letter.kind,
        "sort": text(language, f"letters.category.{letter.category}"),
        "sender": letter.author or text(language, "practice.letters.unknown_sender"),
        "dated": _dated(letter, language),
        "arrived": words.moment(letter.received_at, language),
        "pages": str(letter.pages or ""),
        "file": text(language, "practice.letter.rebuilt") if letter.is_rebuilt else "",
    }
    return tuple(
        Fact(text(language, f"practice.letter.fact.{name}"), value)
        for name, value in facts.items()
        if value
    )


def _accord(letter: DeskLetter, reviewer: Actor, language: str) -> Button:
    here = link("practice.letter", id=letter.id)
    if not letter.size:
        return Button(here, text(language, "practice.letter.no_file"))
    if not letter.category.can_be_shared:
        return Button(here, text(language, "letters.accord.transfer"))
    why = None if reviewer.may(Right.LETTERS_PUBLISH) else Reason.NO_RIGHT
    return phrases.button(here, why, language)


def _outcome(letter: DeskLetter, language: str) -> str:
    moment = words.moment(letter.accorded_at, language) if letter.accorded_at else ""
    if not letter.accorded_by:
        return text(language, "practice.letter.outcome", moment=moment)
    return text(language, "letters.accord.outcome", moment=moment, name=letter.accorded_by)


def sentences(faults: Sequence[FieldFault], language: str) -> dict[str, str]:
    """Give the sentence per field of the form of the accord."""
    return {one.field: _sentence(one.code, language) for one in faults}


def _sentence(code: str, language: str) -> str:
    if code == "too_long":
        return text(language, "practice.form.too_long")
    if code == Reason.FILE_MISSING:
        return text(language, "practice.letter.no_file")
    return text(language, f"letters.fault.{code}")
