"""Invented texts, words and names of a practice."""

from datetime import UTC, datetime

import msgspec

from portal.practice.phrasing import text_views, vocabulary_views
from portal.practice.phrasing.forms import NameForm, TemplateForm, WordForm
from portal.practice.phrasing.text_views import OWN, PRACTICE, Kept
from portal.practice.phrasing.vocabulary_views import Named
from publishing.phrasing import vocabulary
from publishing.phrasing.choosing import Recent
from publishing.phrasing.fields import Field
from publishing.phrasing.model import Code, Naming, PlainName, Template, Word, Wording
from unit.practice.examples import ANNA, Example, employee, number

WRITTEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
GOOD = Wording("[naam] is goed: [waarde].", "Dat is [oordeel].", "U hoeft niets te doen.")
OURS = Template(number(300), number(300), 1, None, "Alles goed", GOOD, True, "M. Bakker", WRITTEN)
MINE = Template(
    number(302),
    number(301),
    2,
    number(1),
    "Suiker",
    Wording("[vorige]"),
    False,
    "M. Bakker",
    WRITTEN,
)
RECENT = (Recent(number(310), ANNA.name, WRITTEN),)
OWN_WORDS = (Word("foetor", ("foetor ex ore",), "Vieze geur.", "Bad smell.", True, is_own=True),)
NAMED = Named(
    own=(Naming(Code("nhg45", "523"), PlainName("Nierwaarde")),),
    seen={Code("nhg45", "9999"): "Lithium"},
)


def kept(whose: str, **more: object) -> Kept:
    """Give the texts that are there."""
    return msgspec.structs.replace(Kept(whose=whose, templates=(OURS, MINE), recent=RECENT), **more)


def first(language: str) -> msgspec.Struct:
    """Give the page before anything was written."""
    return text_views.page(Kept(whose=PRACTICE, templates=()), employee(), language)


def of_practice(language: str) -> msgspec.Struct:
    """Give the texts of the practice with one in the form."""
    found = kept(PRACTICE, form=text_views.form_of(OURS))
    return text_views.page(found, employee(), language)


def own(language: str) -> msgspec.Struct:
    """Give one's own texts, one of them tried on a result that lacks something."""
    form = text_views.form_of(MINE)
    tried = text_views.tried(
        form, {Field.VALUE: "5,4 mmol/l"}, "De Linde", language, "Anna de Vries"
    )
    return text_views.page(kept(OWN, form=form, tried=tried, earlier=(OURS,)), employee(), language)


def faulty(language: str) -> msgspec.Struct:
    """Give the page with a place that does not exist."""
    form = TemplateForm(title="Suiker", conclusion="[wrde]", offered="on")
    faults = text_views.unknown_places(form, language)
    return text_views.page(kept(OWN, form=form, faults=faults), employee(), language)


def words(language: str) -> msgspec.Struct:
    """Give the glossary with a word in the form."""
    every = vocabulary.every(OWN_WORDS)
    form = vocabulary_views.word_form(OWN_WORDS[0])
    return vocabulary_views.words(every, form, language)


def word_faults(language: str) -> msgspec.Struct:
    """Give the glossary with a word that means nothing yet."""
    wrong = {"means_nl": "Schrijf wat het woord betekent."}
    form = WordForm(word="foetor", explained="on")
    return vocabulary_views.words(vocabulary.every(()), form, language, faults=wrong)


def names(language: str) -> msgspec.Struct:
    """Give the names with one in the form."""
    form = vocabulary_views.name_form(NAMED, Code("nhg45", "523"))
    return vocabulary_views.names(NAMED, form, language)


def name_faults(language: str) -> msgspec.Struct:
    """Give the names with a form that names no table."""
    wrong = {"system": "Kies de tabel.", "code": "Vul de code in."}
    return vocabulary_views.names(NAMED, NameForm(), language, faults=wrong)


PHRASING: dict[str, Example] = {
    "texts-first": ("practice/texts.html", first),
    "texts-practice": ("practice/texts.html", of_practice),
    "texts-own": ("practice/texts.html", own),
    "texts-faults": ("practice/texts.html", faulty),
    "words": ("practice/words.html", words),
    "words-faults": ("practice/words.html", word_faults),
    "names": ("practice/names.html", names),
    "names-faults": ("practice/names.html", name_faults),
}
