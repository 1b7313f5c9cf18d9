"""The glossary and the names of determinations as pages: a list, and the form of one of it."""

from collections.abc import Mapping, Sequence

import msgspec

from portal.frame.links import link
from portal.practice.pages.parts import Notice
from portal.practice.phrasing import shared
from portal.practice.phrasing.forms import ON, NameForm, WordForm
from portal.practice.phrasing.pages import Entry, NamesPage, WordsPage
from portal.practice.views import phrases
from portal.texts import text
from publishing.phrasing import naming
from publishing.phrasing.model import Code, Naming, PlainName, Word

NONE: Mapping[str, str] = {}


class Named(msgspec.Struct, frozen=True):
    """The practice's own names, and which determinations came in with which laboratory's name."""

    own: Sequence[Naming]
    seen: Mapping[Code, str]


def words(
    every: Sequence[Word],
    form: WordForm,
    language: str,
    *,
    faults: Mapping[str, str] = NONE,
    said: Notice | None = None,
) -> WordsPage:
    """Make the page of all words, by alphabet."""
    wrong, here = dict(faults), link("practice.words")
    is_known = any(one.word == form.word for one in every)
    return WordsPage(
        entries=tuple(_word(one, language) for one in every),
        title=text(language, "phrasing.words.change" if is_known else "phrasing.words.new"),
        save=here,
        word=phrases.field("word", form.word, wrong),
        also=phrases.field("also", form.also, wrong),
        means_nl=phrases.field("means_nl", form.means_nl, wrong),
        means_en=phrases.field("means_en", form.means_en, wrong),
        explained=phrases.option(
            "explained",
            ON,
            text(language, "phrasing.words.explained"),
            hint=text(language, "phrasing.words.explained_hint"),
            chosen=form.explained == ON,
        ),
        fresh=here if is_known else "",
        faults=phrases.summary(wrong),
        notice=said,
    )


def word_form(word: Word) -> WordForm:
    """Fill the form with a word that is there."""
    return WordForm(
        word=word.word,
        also=", ".join(word.also),
        means_nl=word.means_nl,
        means_en=word.means_en,
        explained=ON if word.is_on else "",
    )


def names(
    named: Named,
    form: NameForm,
    language: str,
    *,
    faults: Mapping[str, str] = NONE,
    said: Notice | None = None,
) -> NamesPage:
    """Make the page of all names: the practice's own, and the bundled ones apart."""
    wrong, here = dict(faults), link("practice.names")
    own = {one.code: one.name for one in named.own}
    bundled = {code: one.name for code, one in naming.bundled().items() if code not in own}
    unnamed = {code: name for code, name in named.seen.items() if _unknown(code, name, own)}
    return NamesPage(
        entries=tuple(_name(code, name, language, own=True) for code, name in own.items()),
        bundled=tuple(_name(code, name, language, own=False) for code, name in bundled.items()),
        unnamed=tuple(_unnamed(code, name, language) for code, name in unnamed.items()),
        title=text(language, "phrasing.names.change" if form.code else "phrasing.names.new"),
        save=here,
        systems=tuple(
            phrases.option(
                "system", one, text(language, f"phrasing.system.{one}"), chosen=form.system == one
            )
            for one in naming.SYSTEMS
        ),
        system_fault=wrong.get("system", ""),
        code=phrases.field("code", form.code, wrong),
        name_nl=phrases.field("name_nl", form.name_nl, wrong),
        name_en=phrases.field("name_en", form.name_en, wrong),
        fresh=here if form.code else "",
        faults=phrases.summary(wrong, {"system": f"system-{naming.SYSTEMS[0]}"}),
        notice=said,
    )


def name_form(named: Named, code: Code) -> NameForm:
    """Fill the form with a determination, and its name where it has one."""
    if not code.code or code.system not in naming.SYSTEMS:
        return NameForm(system=naming.SYSTEMS[0])
    own = {one.code: one.name for one in named.own}
    bundled = naming.bundled().get(code)
    name = own.get(code) or (bundled.name if bundled else PlainName(""))
    return NameForm(system=code.system, code=code.code, name_nl=name.nl, name_en=name.en)


def _word(word: Word, language: str) -> Entry:
    whose = "own" if word.is_own else "bundled"
    return Entry(
        title=word.word,
        text=word.means_nl,
        meta=text(language, f"phrasing.source.{whose}"),
        state=shared.state(language, is_on=word.is_on, name="in_use"),
        href=link("practice.words", woord=word.word),
    )


def _name(code: Code, name: PlainName, language: str, *, own: bool) -> Entry:
    return Entry(
        title=_code(code, language),
        text=name.nl or text(language, "phrasing.names.none"),
        meta=text(language, f"phrasing.source.{'own' if own else 'bundled'}"),
        state=shared.state(language, is_on=bool(name.nl), name="in_use"),
        href=link("practice.names", stelsel=code.system, code=code.code),
    )


def _unnamed(code: Code, name: str, language: str) -> Entry:
    return Entry(
        title=_code(code, language),
        text=name,
        meta="",
        state=shared.state(language, is_on=False, name="named"),
        href=link("practice.names", stelsel=code.system, code=code.code),
    )


def _unknown(code: Code, name: str, own: Mapping[Code, PlainName]) -> bool:
    return code not in own and naming.plain_name(code, name, None) is None


def _code(code: Code, language: str) -> str:
    return f"{text(language, f'phrasing.system.{code.system}')} {code.code}"
