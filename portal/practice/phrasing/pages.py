"""The pages of texts, words and names, in finished words."""

import msgspec

from portal.frame.blocks import Badge, Said
from portal.practice.pages.parts import Fault, Field, Notice, Option


class Entry(msgspec.Struct, frozen=True):
    """One line of a list; `href` opens it in the form, "" where it is not theirs to change."""

    title: str
    text: str
    meta: str
    state: Badge
    href: str = ""


class Trial(msgspec.Struct, frozen=True):
    """A result to try a text on: whose and from when, and where to send the form."""

    label: str
    href: str


class Tried(msgspec.Struct, frozen=True):
    """A text as a patient would read it; `missing` says which places stayed empty and why."""

    title: str
    said: Said
    missing: tuple[str, ...] = ()


class TextForm(msgspec.Struct, frozen=True):
    """The form of one text; `carried` are its hidden fields."""

    title: str
    save: str
    name: Field
    conclusion: Field
    meaning: Field
    what_to_do: Field
    offered: Option
    carried: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    tried: Tried | None
    trials: tuple[Trial, ...]
    earlier: tuple[Entry, ...] = ()
    fresh: str = ""


class Writing(msgspec.Struct, frozen=True):
    """
    Beside the words of a result: texts to choose, the value that fills them in, and hints.

    `begun` are the versions put in so far, `told` what is to be said of the last one.
    """

    of_practice: tuple[Option, ...]
    own: tuple[Option, ...]
    about: tuple[Option, ...]
    begun: tuple[str, ...]
    told: tuple[str, ...]
    hints: tuple[str, ...]
    manage: str


class TextsPage(msgspec.Struct, frozen=True):
    """The texts of the practice or of one clinician, with the form of one of them."""

    title: str
    lead: str
    is_own: bool
    entries: tuple[Entry, ...]
    others: tuple[Entry, ...]
    form: TextForm
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None


class WordsPage(msgspec.Struct, frozen=True):
    """The glossary, with the form of one word."""

    entries: tuple[Entry, ...]
    title: str
    save: str
    word: Field
    also: Field
    means_nl: Field
    means_en: Field
    explained: Option
    fresh: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None


class NamesPage(msgspec.Struct, frozen=True):
    """What determinations are called, with the form of one of them; `unnamed` came in without."""

    entries: tuple[Entry, ...]
    bundled: tuple[Entry, ...]
    unnamed: tuple[Entry, ...]
    title: str
    save: str
    systems: tuple[Option, ...]
    system_fault: str
    code: Field
    name_nl: Field
    name_en: Field
    fresh: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
