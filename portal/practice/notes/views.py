"""Notes in words."""

from collections.abc import Sequence
from uuid import UUID

from consent.model import PersonName
from portal import words
from portal.frame.links import link
from portal.practice.notes.pages import NoteCard, NotesPage
from portal.practice.pages.parts import Button, Option
from portal.practice.views import phrases
from portal.shown.phrases import joined
from portal.texts import text
from publishing.inside.notes import Note

WORKING, INTERNAL = "working", "internal"


def page(
    file: UUID,
    name: PersonName,
    notes: Sequence[Note],
    language: str,
    faults: dict[str, str],
) -> NotesPage:
    """Make the page; `faults` are those of the form of a new note."""
    return NotesPage(
        name=name.full,
        cards=tuple(_card(one, language) for one in notes),
        body=phrases.field("body", "", faults),
        kinds=tuple(_kind(kind, language) for kind in (WORKING, INTERNAL)),
        save=Button(link("practice.notes", id=file)),
        back=link("practice.patient", id=file),
        faults=phrases.summary(faults),
    )


def _card(note: Note, language: str) -> NoteCard:
    kind = INTERNAL if note.expires_on is None else WORKING
    until = note.expires_on and words.day(note.expires_on, language)
    return NoteCard(
        id=str(note.id),
        kind=text(language, f"notes.kind.{kind}"),
        head=joined(note.author, words.day(words.local_day(note.written_at), language)),
        text=note.body,
        until=text(language, "notes.until", date=until) if until else "",
    )


def _kind(kind: str, language: str) -> Option:
    return phrases.option(
        "kind",
        kind,
        text(language, f"notes.kind.{kind}"),
        hint=text(language, f"notes.hint.{kind}"),
        chosen=kind == WORKING,
    )
