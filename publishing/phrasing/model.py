"""What words are kept ready: a text with its versions, a hard word, the name of a determination."""

import re
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

_BESIDE = re.compile(r" \([^()]*\)$")


class Wording(msgspec.Struct, frozen=True):
    """What a text says in each of the fields of a conclusion; only the first is never empty."""

    conclusion: str
    meaning: str = ""
    what_to_do: str = ""


class Template(msgspec.Struct, frozen=True):
    """
    The latest version of a text, or the one that is `used`; `owner` is None for the practice's.

    `id` is of this version, `template` the same for all of them; `written_at` in UTC.
    """

    id: UUID
    template: UUID
    version: int
    owner: UUID | None
    title: str
    wording: Wording
    is_on: bool
    author: str
    written_at: datetime
    used: bool = False


class Change(msgspec.Struct, frozen=True):
    """What somebody makes of a text; `version` is the one they saw, 0 for a new text."""

    title: str
    wording: Wording
    is_on: bool = True
    version: int = 0


class Word(msgspec.Struct, frozen=True):
    """
    A hard word with what it means; `also` are its other forms.

    `is_own` says that the practice wrote it; not on: the practice does not want it explained.
    """

    word: str
    also: tuple[str, ...]
    means_nl: str
    means_en: str
    is_on: bool = True
    is_own: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms in which it is found in a text."""
        return (self.word, *self.also)


class Explained(msgspec.Struct, frozen=True):
    """A word as it stands in a text, with what it means; `means_en` may be empty."""

    found: str
    means_nl: str
    means_en: str


class Code(NamedTuple):
    """A determination: `system` is nhg45 or loinc."""

    system: str
    code: str


class PlainName(msgspec.Struct, frozen=True):
    """What a determination is called for patients; `en` may be empty."""

    nl: str
    en: str = ""

    def said(self, language: str) -> str:
        """Give the name in this language, in Dutch where there is none."""
        return (self.en if language == "en" else "") or self.nl

    def brief(self, language: str) -> str:
        """Give the name for the middle of a line, without what it adds between brackets."""
        return _BESIDE.sub("", self.said(language))


class Naming(msgspec.Struct, frozen=True):
    """The name a practice gave to a determination; empty: it goes by the laboratory's alone."""

    code: Code
    name: PlainName
