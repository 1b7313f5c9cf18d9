"""The list of letters, per year in which they were shared."""

from collections.abc import Sequence
from itertools import groupby

from consent.model import Grant
from portal import words
from portal.frame.blocks import Group, Row
from portal.frame.links import link
from portal.patient.pages import LettersPage
from portal.shown.letters import title
from portal.shown.paging import after_moment
from portal.shown.phrases import paragraphs, shown_since
from portal.texts import text
from publishing.model import Letter
from publishing.reading import PAGE


def letters_page(letters: Sequence[Letter], grants: Sequence[Grant], language: str) -> LettersPage:
    """Make one page of the list; it goes on after the last letter when the page is full."""
    return LettersPage(
        years=tuple(
            Group(
                id=f"year-{year}",
                title=str(year),
                rows=tuple(_row(one, language, several=len(grants) > 1) for one in found),
            )
            for year, found in groupby(letters, key=lambda one: words.local_day(one.shown_at).year)
        ),
        older=link("patient.letters", voor=after_moment(letters[-1].shown_at, letters[-1].id))
        if len(letters) == PAGE
        else "",
        shown_since=shown_since(grants, language),
    )


def _row(letter: Letter, language: str, *, several: bool) -> Row:
    on = letter.written_on or words.local_day(letter.shown_at)
    explained = text(language, "patient.letters.explained") if letter.explanation else ""
    practice = letter.practice_name if several else ""
    meta = (words.day(on, language), letter.author, explained, practice)
    return Row(
        icon="mail",
        title=title(letter, language),
        text=" ".join(paragraphs(letter.explanation)[:1]),
        meta=tuple(part for part in meta if part),
        href=link("patient.letter", id=letter.id),
        written=True,
    )
