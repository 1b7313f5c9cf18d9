"""The forms of texts, words and names: what they carry, and what has to be mended in them."""

import msgspec

from portal.practice.forms.publishing import PARTS
from portal.practice.forms.reading import FieldFault, too_long
from publishing.phrasing import fields
from publishing.phrasing.model import Change, Code, Naming, PlainName, Word, Wording
from publishing.phrasing.naming import SYSTEMS
from publishing.phrasing.vocabulary import forms_in, plain
from publishing.policy import is_blank

ON = "on"
SHOW = "show"
"""What the button says that shows a text and keeps nothing."""

LONGEST_TITLE, LONGEST_WORD, LONGEST_FORMS, LONGEST_MEANING = 120, 80, 300, 400
LONGEST_CODE, LONGEST_NAME = 40, 120


class TemplateForm(msgspec.Struct, frozen=True):
    """As posted: a text, whether it is offered, which one it is and the version that was seen."""

    title: str = ""
    conclusion: str = ""
    meaning: str = ""
    what_to_do: str = ""
    offered: str = ""
    template: str = ""
    version: str = "0"
    whose: str = ""
    step: str = ""


class WordForm(msgspec.Struct, frozen=True):
    """As posted: a word, its other forms and what it means."""

    word: str = ""
    also: str = ""
    means_nl: str = ""
    means_en: str = ""
    explained: str = ""


class NameForm(msgspec.Struct, frozen=True):
    """As posted: a determination, and what it is called in both languages."""

    system: str = ""
    code: str = ""
    name_nl: str = ""
    name_en: str = ""


def check_template(form: TemplateForm) -> Change | tuple[FieldFault, ...]:
    """Say which text the form makes, or everything that has to be mended."""
    faults = [*too_long(form), *_limits(form, {"title": LONGEST_TITLE})]
    if is_blank(form.title):
        faults.append(FieldFault("title", "title_missing"))
    if is_blank(form.conclusion):
        faults.append(FieldFault("conclusion", "conclusion_missing"))
    parts = {part: getattr(form, part) for part in PARTS}
    faults += [
        FieldFault(part, "place_unknown") for part, text in parts.items() if fields.unknown(text)
    ]
    if faults:
        return tuple(faults)
    wording = Wording(form.conclusion, form.meaning, form.what_to_do)
    version = int(form.version) if form.version.isascii() and form.version.isdigit() else 0
    return Change(" ".join(form.title.split()), wording, form.offered == ON, version)


def check_word(form: WordForm) -> Word | tuple[FieldFault, ...]:
    """Say which word the form makes, or everything that has to be mended."""
    limits = {
        "word": LONGEST_WORD,
        "also": LONGEST_FORMS,
        "means_nl": LONGEST_MEANING,
        "means_en": LONGEST_MEANING,
    }
    faults = _limits(form, limits)
    is_on = form.explained == ON
    if is_blank(form.word):
        faults.append(FieldFault("word", "word_missing"))
    if is_on and is_blank(form.means_nl):
        faults.append(FieldFault("means_nl", "means_missing"))
    if faults:
        return tuple(faults)
    said = plain(form.means_nl), plain(form.means_en)
    return Word(plain(form.word), forms_in(form.also), *said, is_on, is_own=True)


def check_name(form: NameForm) -> Naming | tuple[FieldFault, ...]:
    """Say which name the form gives, or everything that has to be mended; empty takes it away."""
    limits = {"code": LONGEST_CODE, "name_nl": LONGEST_NAME, "name_en": LONGEST_NAME}
    faults = _limits(form, limits)
    if form.system not in SYSTEMS:
        faults.append(FieldFault("system", "system_missing"))
    if is_blank(form.code):
        faults.append(FieldFault("code", "code_missing"))
    if form.name_en and is_blank(form.name_nl):
        faults.append(FieldFault("name_nl", "name_missing"))
    if faults:
        return tuple(faults)
    name = PlainName(plain(form.name_nl), plain(form.name_en))
    return Naming(Code(form.system, form.code), name)


def _limits(form: msgspec.Struct, limits: dict[str, int]) -> list[FieldFault]:
    return [
        FieldFault(name, "limit")
        for name, limit in limits.items()
        if len(getattr(form, name)) > limit
    ]
