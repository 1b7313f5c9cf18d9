"""
Which sort of letter it is: as its source says it, else by the words of its title and kind.

What reads like an EPD transfer message is one, whatever else is said of it: it is never shown.
"""

import re

from consent.model import LetterCategory
from publishing.intake.reads import LetterRead

# A nurse's handover is called the same, and is a letter like any.
_TRANSFER = re.compile(r"overdrachtsbericht|dossier-?\s?overdracht|epd-?\s?overdracht|\bmedovd\b")
_NURSING = re.compile(r"verpleeg|thuiszorg")

# The first that matches counts; what is nearest to a person's life stands before where it is from.
_WORDS = tuple(
    (category, re.compile(words))
    for category, words in (
        (LetterCategory.OUT_OF_HOURS, r"huisartsenpost|waarneem|waarneming|\bhap\b"),
        (LetterCategory.EMERGENCY, r"spoedeisend|eerste hulp|\bseh\b|emergency"),
        (LetterCategory.MENTAL_HEALTH, r"\bggz\b|psychiat|psycholo|verslavingszorg"),
        (LetterCategory.THIRD_PARTY, r"verzeker|keuring|advoca|\buwv\b|\bcbr\b|bedrijfsarts"),
        (LetterCategory.PARAMEDIC, r"fysio|di[eë]tist|logoped|ergother|podother|oefenther"),
        (LetterCategory.DISCHARGE, r"ontslag|discharge"),
        (LetterCategory.REFERRAL, r"verwijs|verwijzing|referral"),
        (LetterCategory.SPECIALIST, r"specialist|polikliniek|ziekenhuis|outpatient"),
    )
)


def category_of(read: LetterRead) -> LetterCategory:
    """Give the sort of a letter; OTHER where nothing tells."""
    if is_transfer(read.title) or is_transfer(read.kind):
        return LetterCategory.EPD_TRANSFER
    return read.category or _told(read.kind) or _told(read.title) or LetterCategory.OTHER


def is_transfer(words: str) -> bool:
    """Tell whether these words name the EPD transfer message."""
    low = words.lower()
    return bool(_TRANSFER.search(low)) and not _NURSING.search(low)


def _told(words: str) -> LetterCategory | None:
    low = words.lower()
    return next((category for category, found in _WORDS if found.search(low)), None)
