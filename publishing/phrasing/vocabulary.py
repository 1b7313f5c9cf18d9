"""Hard words: the bundled ones and a practice's own in one list, and finding them in a text."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from publishing.phrasing.model import Explained, Word

BUNDLED = Path(__file__).with_name("words.toml")
LISTS_KEPT = 64
"""So many lists stay ready to be searched with; an installation has a few practices."""

_Index = tuple[re.Pattern[str], dict[str, Word]]


@cache
def bundled() -> tuple[Word, ...]:
    """Give the words that come with the product, by word."""
    entries = tomllib.loads(BUNDLED.read_text(encoding="utf-8"))["word"]
    return tuple(
        Word(one["word"], forms_in(one.get("also", "")), one["nl"], one["en"]) for one in entries
    )


def forms_in(written: str) -> tuple[str, ...]:
    """Read forms with commas between them."""
    parts = (plain(part) for part in written.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def plain(written: str) -> str:
    """Write a word as it is compared: signs composed, one space between its parts."""
    return " ".join(unicodedata.normalize("NFC", written).split())


def every(own: Iterable[Word]) -> tuple[Word, ...]:
    """Give all words by alphabet; one of the practice stands in the place of the bundled one."""
    found = {one.word.casefold(): one for one in bundled()}
    found |= {one.word.casefold(): one for one in own}
    return tuple(found[key] for key in sorted(found))


def explained(texts: Sequence[str], own: Sequence[Word]) -> tuple[Explained, ...]:
    """
    Find the words of a text that are explained, in the order in which they come, each once.

    Whole words only. A form with a capital is found as it is written, another in capitals too.
    """
    pattern, forms = _index(tuple(own))
    found: dict[str, Explained] = {}
    for text in texts:
        for place in pattern.finditer(plain(text)):
            word = _meant(place[0], forms)
            if word is not None and word.word not in found:
                found[word.word] = Explained(place[0], word.means_nl, word.means_en)
    return tuple(found.values())


@lru_cache(maxsize=LISTS_KEPT)
def _index(own: tuple[Word, ...]) -> _Index:
    forms: dict[str, Word] = {}
    # What the practice wrote comes last, so that its forms win.
    for word in sorted(every(own), key=lambda one: one.is_own):
        for form in word.forms:
            forms[form if _is_written_so(form) else form.casefold()] = word
    longest = sorted(forms, key=len, reverse=True)
    either = "|".join(re.escape(form) for form in longest)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), forms


def _meant(found: str, forms: dict[str, Word]) -> Word | None:
    word = forms.get(found) or forms.get(found.casefold())
    return word if word is not None and word.is_on else None


def _is_written_so(form: str) -> bool:
    return form != form.lower()
