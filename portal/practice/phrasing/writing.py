"""Beside the words for a patient: texts to begin with, filled in by the result, and hints."""

from collections.abc import Sequence

import msgspec

from consent.model import Actor, Grant
from portal.frame.links import link
from portal.practice.forms.publishing import PublishForm
from portal.practice.pages.parts import Option
from portal.practice.phrasing import filling, shared
from portal.practice.phrasing.pages import Writing
from portal.practice.views import phrases
from portal.texts import text
from publishing.inbox import InboxReport
from publishing.model import Result
from publishing.phrasing import before, keeping, templates
from publishing.phrasing.fields import Field
from publishing.phrasing.hints import Hint, hints
from publishing.phrasing.model import Template, Word, Wording
from publishing.policy import OPEN_STATES

INSERT = "insert"


class Beside(msgspec.Struct, frozen=True):
    """What is kept ready for a report, and what is to be said of a text that was put in."""

    templates: Sequence[Template] = ()
    words: Sequence[Word] = ()
    told: tuple[str, ...] = ()

    @property
    def begun(self) -> tuple[str, ...]:
        """The versions with which what is in force was begun."""
        return tuple(str(one.id) for one in self.templates if one.used)


async def kept_ready(clinician: Actor, report: InboxReport) -> Beside:
    """Give the texts and words for a report; a published one says only what it was begun with."""
    in_force = report.in_force.id if report.in_force else None
    found = await templates.here(clinician, in_force)
    if report.state not in OPEN_STATES:
        return Beside([one for one in found if one.used])
    return Beside(found, await keeping.words(clinician.practice))


async def insert(
    form: PublishForm, report: InboxReport, grant: Grant, beside: Beside, language: str
) -> tuple[PublishForm, Beside]:
    """Put the chosen text behind what is written, where the form asks for that."""
    if form.step != INSERT:
        return form, beside
    chosen = next((one for one in _offered(beside) if str(one.id) == form.template), None)
    if chosen is None:
        told = (text(language, "phrasing.writing.none_chosen"),)
        return form, msgspec.structs.replace(beside, told=told)
    result = _about(form, report)
    known = await known_of(result, report, grant) if result else {}
    wording, missing = filling.fill(chosen.wording, known)
    said = (text(language, "phrasing.writing.inserted"), *filling.told(missing, language))
    begun = tuple(dict.fromkeys((*form.begun, str(chosen.id))))
    return _with(form, wording, begun), msgspec.structs.replace(beside, told=said)


async def known_of(result: Result, report: InboxReport, grant: Grant) -> dict[Field, str]:
    """Give what a result of a report fills in, with the value before it that the patient sees."""
    taken = result.taken_at or report.taken_at
    return filling.values(result, await before.previous(grant, result, taken), taken)


def page(beside: Beside, report: InboxReport, form: PublishForm, language: str) -> Writing:
    """Make the part of the page beside the words."""
    about = _about(form, report)
    return Writing(
        of_practice=_options(beside, form, own=False),
        own=_options(beside, form, own=True),
        about=tuple(
            phrases.option("about", str(one.id), one.name, chosen=one is about)
            for one in report.results
        ),
        begun=form.begun,
        told=beside.told,
        hints=told_hints((form.conclusion, form.meaning, form.what_to_do), beside.words, language),
        manage=link("practice.own_templates"),
    )


def told_hints(texts: Sequence[str], words: Sequence[Word], language: str) -> tuple[str, ...]:
    """Put the hints on texts into sentences."""
    return tuple(_hint(one, language) for one in hints(texts, words))


def begun_with(beside: Beside, language: str) -> str:
    """Say with which texts something was begun, each in its version; empty when with none."""
    used = [
        text(language, "phrasing.writing.used_one", title=one.title, version=one.version)
        for one in beside.templates
        if one.used
    ]
    return text(language, "phrasing.writing.used", texts=", ".join(used)) if used else ""


def _offered(beside: Beside) -> list[Template]:
    latest: dict[object, Template] = {}
    for one in sorted(beside.templates, key=lambda one: one.version):
        latest[one.template] = one
    return [one for one in latest.values() if one.is_on]


def _options(beside: Beside, form: PublishForm, *, own: bool) -> tuple[Option, ...]:
    return tuple(
        phrases.option("template", str(one.id), one.title, chosen=str(one.id) == form.template)
        for one in sorted(_offered(beside), key=lambda one: one.title.casefold())
        if (one.owner is not None) == own
    )


def _about(form: PublishForm, report: InboxReport) -> Result | None:
    chosen = next((one for one in report.results if str(one.id) == form.about), None)
    return chosen or filling.first_of(report.results)


def _with(form: PublishForm, wording: Wording, begun: tuple[str, ...]) -> PublishForm:
    return msgspec.structs.replace(
        form,
        conclusion=_behind(form.conclusion, wording.conclusion),
        meaning=_behind(form.meaning, wording.meaning),
        what_to_do=_behind(form.what_to_do, wording.what_to_do),
        begun=begun,
        template="",
    )


def _behind(typed: str, added: str) -> str:
    return "\n".join(part for part in (typed, added) if part)


def _hint(one: Hint, language: str) -> str:
    return text(
        language,
        f"phrasing.writing.hint_{one.kind.value}",
        text=shared.brief(one.about, 60),
        count=one.detail,
        means=one.detail,
    )
