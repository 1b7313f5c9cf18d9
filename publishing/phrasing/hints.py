"""Hints for who writes to a patient: long sentences, hard words, abbreviations; never a refusal."""

import re
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from publishing.phrasing.model import Word
from publishing.phrasing.vocabulary import explained, plain

LONGEST_SENTENCE = 20
"""Words in a sentence that is easily read; a longer one gets a hint."""

# A point inside a number or an abbreviation ends no sentence: behind the end comes a space.
_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_TOKEN = re.compile(r"(?<![\w-])[\w-]+(?![\w-])")
_FEWEST_CAPITALS, _LONGEST_ABBREVIATION = 2, 8


class HintKind(StrEnum):
    """What a hint is about."""

    ABBREVIATION = "abbreviation"
    LONG = "long"
    WORD = "word"


class Hint(msgspec.Struct, frozen=True):
    """One hint; `about` is the sentence or the word, `detail` how many words or what it means."""

    kind: HintKind
    about: str
    detail: str = ""


def hints(texts: Sequence[str], own: Sequence[Word]) -> tuple[Hint, ...]:
    """Give the hints on what is written: sentences first, then words, each in order, each once."""
    known = explained(texts, own)
    forms = {word.found for word in known}
    found = [
        *(hint for text in texts for hint in _long(text)),
        *(Hint(HintKind.WORD, word.found, word.means_nl) for word in known),
        *(
            Hint(HintKind.ABBREVIATION, token)
            for text in texts
            for token in _abbreviations(text)
            if token not in forms
        ),
    ]
    return tuple(dict.fromkeys(found))


def _long(text: str) -> list[Hint]:
    sentences = (sentence.split() for sentence in _END.split(text))
    return [
        Hint(HintKind.LONG, " ".join(words), str(len(words)))
        for words in sentences
        if len(words) > LONGEST_SENTENCE
    ]


def _abbreviations(text: str) -> list[str]:
    tokens = _TOKEN.findall(plain(text))
    return [
        token
        for token in tokens
        if len(token) <= _LONGEST_ABBREVIATION
        and sum(sign.isupper() for sign in token) >= _FEWEST_CAPITALS
    ]
