"""From a letter that is being added to the words of its form."""

from collections.abc import Iterable, Sequence

from consent.facts import FileFacts
from consent.model import Actor, LetterCategory, Right
from portal.frame.links import link
from portal.identity.visitor import Visitor
from portal.practice.adding.forms import MEGABYTES, LetterForm
from portal.practice.adding.pages import AddPage
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Button, Option
from portal.practice.views import phrases
from portal.texts import catalogue, text


def page(facts: FileFacts, form: LetterForm, faults: dict[str, str], visitor: Visitor) -> AddPage:
    """Make the form; the file itself is never sent back, and has to be chosen again."""
    file, language = facts.patient, visitor.language
    return AddPage(
        identity=phrases.identity(file.name, file.born, visitor.at, language),
        file=phrases.field("file", "", faults),
        file_hint=text(language, "letters.add.file_hint", size=MEGABYTES),
        title=phrases.field("title", form.title, faults),
        categories=categories(facts.agreements.letter_categories, form.category, language),
        category_fault=faults.get("category", ""),
        written_on=phrases.field("written_on", form.written_on, faults),
        author=phrases.field("author", form.author, faults),
        explanation=phrases.field("explanation", form.explanation, faults),
        share=_share(form, visitor.acting, language),
        save=Button(link("practice.letter_new", id=file.id)),
        back=link("practice.patient", id=file.id),
        faults=phrases.summary(faults),
    )


def categories(offered: Iterable[LetterCategory], chosen: str, language: str) -> tuple[Option, ...]:
    """Give the sorts of letters to choose from, in the order of their names; what is left last."""
    named = {one: text(language, f"letters.category.{one}") for one in offered}
    order = sorted(named, key=lambda one: (one is LetterCategory.OTHER, named[one]))
    return tuple(phrases.option("category", one, named[one], chosen=one == chosen) for one in order)


def sentences(faults: Sequence[FieldFault], language: str) -> dict[str, str]:
    """Give the sentence per field; what the gate says is told in the words of the intake."""
    return {fault.field: _sentence(fault.code, language) for fault in faults}


def _sentence(code: str, language: str) -> str:
    if code == "too_long":
        return text(language, "practice.form.too_long")
    ours = f"letters.fault.{code}"
    if ours in catalogue(language):
        return text(language, ours, size=MEGABYTES)
    return text(language, f"intake.reason.{code}")


def _share(form: LetterForm, employee: Actor, language: str) -> Option | None:
    if not employee.may(Right.LETTERS_PUBLISH):
        return None
    label = text(language, "letters.add.share")
    hint = text(language, "letters.add.share_hint")
    return Option("share", "share", "yes", label, hint, chosen=bool(form.share))
