"""A letter as its patient reads it: the doctor's explanation first, then the file to keep."""

from collections.abc import Sequence

from consent.model import Grant
from portal import words
from portal.frame.blocks import Fact, Said
from portal.frame.links import link
from portal.shown.pages import LetterPage
from portal.shown.phrases import joined, paragraphs, shown_since
from portal.texts import text
from publishing.model import Letter


def letter_page(
    letter: Letter, grants: Sequence[Grant], language: str, file_route: str = "patient.letter_file"
) -> LetterPage:
    """Make the page of a letter; `file_route` is where its file is downloaded."""
    written = words.day(letter.written_on, language) if letter.written_on else ""
    shared = words.day(words.local_day(letter.shown_at), language)
    facts = (
        Fact(text(language, "patient.letter.sender"), letter.author),
        Fact(text(language, "patient.letter.dated"), written),
        Fact(text(language, "patient.letter.published"), shared),
        Fact(text(language, "patient.letter.changed"), _changed(letter, language)),
    )
    return LetterPage(
        title=title(letter, language),
        lead=joined(letter.author, written or shared),
        said=said(letter, language) if letter.explanation else None,
        facts=tuple(fact for fact in facts if fact.value),
        file_href=link(file_route, id=letter.id),
        file_size=words.file_size(letter.size, language),
        shown_since=shown_since(grants, language),
    )


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
    )
