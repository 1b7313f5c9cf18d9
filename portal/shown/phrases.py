"""Small pieces of language that the pages of a file share."""

from collections.abc import Sequence

from consent.model import Grant
from portal import words
from portal.frame.blocks import Badge, Fact
from portal.frame.viewer import Contact
from portal.texts import catalogue, text
from portal.words import Word
from publishing.phrasing.model import Explained


def paragraphs(written: str) -> tuple[str, ...]:
    """Split what somebody wrote into its paragraphs; empty lines are none."""
    return tuple(line.strip() for line in written.splitlines() if line.strip())


def shown_since(grants: Sequence[Grant], language: str) -> tuple[str, ...]:
    """Say from when notes are shown, per practice; a practice that shows none is left out."""
    key = "common.partial.since" if len(grants) == 1 else "common.partial.since_of"
    return tuple(
        text(
            language,
            key,
            practice=grant.practice_name,
            date=words.day(grant.journal_from, language),
        )
        for grant in grants
        if grant.journal_from
    )


def role(function: str, language: str) -> str:
    """Name a function as patients know it; an unknown one stays as it was recorded."""
    key = f"log.function.{function}"
    return text(language, key) if key in catalogue(language) else function


def badge(word: Word | None, language: str) -> Badge | None:
    """Give the word of a value its shape; None where nobody can say."""
    said = text(language, f"common.result.{word}") if word else ""
    return Badge(word.badge, said, word.icon) if word else None


def hard_words(found: Sequence[Explained], language: str) -> tuple[Fact, ...]:
    """Say what the hard words of a text mean; in Dutch where the practice said nothing else."""
    return tuple(
        Fact(one.found, (one.means_en if language == "en" else "") or one.means_nl) for one in found
    )


def contact(name: str, phone: str) -> Contact:
    """Make the card of a practice."""
    return Contact(name=name, phone=phone)


def joined(*parts: str) -> str:
    """Put a comma between the parts that are there."""
    return ", ".join(part for part in parts if part)
