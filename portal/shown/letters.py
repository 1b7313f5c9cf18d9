"""A letter as its patient reads it: the doctor's explanation first, then the file to keep."""

from collections.abc import Sequence

import msgspec

from consent.model import Grant
from portal import words
from portal.frame.blocks import Fact, Said
from portal.frame.links import link
from portal.shown.pages import LetterPage, LetterText
from portal.shown.phrases import hard_words, joined, paragraphs, role, shown_since
from portal.texts import text
from portal.vault import Vault
from publishing.model import Letter
from publishing.rows import SealedText

TEXT_COLUMN = "letter.text"


class Told(msgspec.Struct, frozen=True):
    """The words of a letter; `is_cut` when there are more, or none could be read."""

    body: str = ""
    is_cut: bool = False


def unsealed(vault: Vault, found: SealedText | None) -> Told:
    """Open the text of a letter."""
    if found is None or found.sealed is None:
        return Told(is_cut=found is not None and found.is_cut)
    return Told(vault.open(found.sealed, TEXT_COLUMN, found.id).decode(), found.is_cut)


def letter_page(
    letter: Letter,
    grants: Sequence[Grant],
    language: str,
    told: Told,
    file_route: str = "patient.letter_file",
) -> LetterPage:
    """Make the page of a letter; `told` are its words, `file_route` where its file is."""
    written = words.day(letter.written_on, language) if letter.written_on else ""
    shared = words.day(words.local_day(letter.shown_at), language)
    facts = (
        Fact(text(language, "patient.letter.sender"), letter.author),
        Fact(text(language, "patient.letter.dated"), written),
        Fact(text(language, "patient.letter.published"), shared),
        Fact(text(language, "letters.accord.by"), _accorded_by(letter, language)),
        Fact(text(language, "patient.letter.changed"), _changed(letter, language)),
    )
    return LetterPage(
        title=title(letter, language),
        lead=joined(letter.author, written or shared),
        said=said(letter, language) if letter.explanation else None,
        facts=tuple(fact for fact in facts if fact.value),
        file_href=link(file_route, id=letter.id),
        file_size=words.file_size(letter.size, language),
        text=_text(told, language),
        shown_since=shown_since(grants, language),
    )


def _accorded_by(letter: Letter, language: str) -> str:
    who = role(letter.accorded_role, language) if letter.accorded_role else ""
    return joined(who, letter.practice_name)


def _text(told: Told, language: str) -> LetterText:
    found = tuple(paragraphs(one) for one in told.body.split("\n\n"))
    key = ("cut" if told.body else "unread") if told.is_cut else ("" if told.body else "none")
    note = text(language, f"letters.text.{key}") if key else ""
    return LetterText(tuple(filter(None, found)), note)


def _changed(letter: Letter, language: str) -> str:
    return text(language, "patient.letter.rebuilt") if letter.is_rebuilt else ""


def title(letter: Letter, language: str) -> str:
    """Name a letter as it was named, or simply a letter."""
    return letter.title or text(language, "patient.letter.title")


def said(letter: Letter, language: str) -> Said:
    """Give the explanation as it was written."""
    return Said(
        title=text(language, "patient.letter.explanation"),
        author=letter.practice_name,
        initials=words.initials(letter.practice_name),
        on=words.day(words.local_day(letter.shown_at), language),
        main=paragraphs(letter.explanation),
        words=hard_words(letter.words, language),
    )
