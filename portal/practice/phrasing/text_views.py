"""The texts of a practice or of one clinician as a page, and one of them tried on a result."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from consent.model import Actor, Right
from portal import words
from portal.frame.blocks import Said
from portal.frame.links import link
from portal.practice.forms.publishing import PARTS
from portal.practice.pages.parts import Notice
from portal.practice.phrasing import filling, shared
from portal.practice.phrasing.forms import ON, TemplateForm
from portal.practice.phrasing.pages import Entry, TextForm, TextsPage, Trial, Tried
from portal.practice.views import phrases
from portal.shown.phrases import paragraphs
from portal.texts import text
from publishing.model import Range, Result, ResultStatus
from publishing.phrasing import fields
from publishing.phrasing.choosing import Recent
from publishing.phrasing.fields import Field
from publishing.phrasing.model import Template, Wording

OWN, PRACTICE = "own", "practice"
ROUTES = {OWN: "practice.own_templates", PRACTICE: "practice.templates"}
FIRST = TemplateForm(offered=ON)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """The texts that are there, the form as it stands, and what is to be said."""

    whose: str
    templates: Sequence[Template]
    form: TemplateForm = FIRST
    recent: Sequence[Recent] = ()
    earlier: Sequence[Template] = ()
    tried: Tried | None = None
    faults: dict[str, str] = {}
    notice: Notice | None = None


def page(kept: Kept, employee: Actor, language: str) -> TextsPage:
    """Make the page; on one's own stand the texts of the practice too, to be read."""
    is_own = kept.whose == OWN
    mine = [one for one in kept.templates if (one.owner is not None) == is_own]
    others = [one for one in kept.templates if is_own and one.owner is None]
    return TextsPage(
        title=text(language, f"phrasing.{kept.whose}.title"),
        lead=text(language, f"phrasing.{kept.whose}.lead"),
        is_own=is_own,
        entries=tuple(_entry(one, kept.whose, language) for one in mine),
        others=tuple(_entry(one, "", language) for one in others),
        form=_form(kept, employee, language),
        faults=phrases.summary(kept.faults),
        notice=kept.notice,
    )


def form_of(template: Template) -> TemplateForm:
    """Fill the form with a text that is there."""
    return TemplateForm(
        title=template.title,
        conclusion=template.wording.conclusion,
        meaning=template.wording.meaning,
        what_to_do=template.wording.what_to_do,
        offered=ON if template.is_on else "",
        template=str(template.template),
        version=str(template.version),
    )


def unknown_places(form: TemplateForm, language: str) -> dict[str, str]:
    """Name per field what is no place, and which places there are."""
    found = {part: fields.unknown(getattr(form, part)) for part in PARTS}
    return {
        part: text(
            language,
            "phrasing.fault.place_named",
            found=", ".join(wrong),
            places=fields.written(Field),
        )
        for part, wrong in found.items()
        if wrong
    }


def example(form: TemplateForm, practice: str, language: str) -> Tried:
    """Show a text on a result that is made up, for who has chosen none."""
    taken = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
    made_up = Result(
        id=UUID(int=1),
        name="Glucose",
        code="",
        code_system="",
        comparator="",
        value="6.4",
        unit="mmol/l",
        value_text="",
        range=Range("4.0", "6.1"),
        lab_flag="H",
        flag_text="",
        remark="",
        status=ResultStatus.FINAL,
        taken_at=taken,
    )
    before = msgspec.structs.replace(
        made_up, id=UUID(int=2), value="5.9", taken_at=taken.replace(month=5)
    )
    known = filling.values(made_up, before, taken)
    return tried(form, known, practice, language)


def tried(
    form: TemplateForm, known: dict[Field, str], practice: str, language: str, name: str = ""
) -> Tried:
    """Show a text as it would be read; `name` is whose result it was tried on, "" for nobody's."""
    wording = Wording(form.conclusion, form.meaning, form.what_to_do)
    filled, missing = filling.fill(wording, known)
    key = "phrasing.tried.on" if name else "phrasing.tried.made_up"
    return Tried(
        title=text(language, key, name=name),
        said=Said(
            title=text(language, "patient.result.conclusion"),
            author=practice,
            initials=words.initials(practice),
            on="",
            main=paragraphs(filled.conclusion),
            means=paragraphs(filled.meaning),
            advice=paragraphs(filled.what_to_do),
        ),
        missing=filling.told(missing, language),
    )


def _entry(one: Template, whose: str, language: str) -> Entry:
    meta = text(
        language,
        "phrasing.version",
        version=one.version,
        name=one.author,
        date=words.day(words.local_day(one.written_at), language),
    )
    return Entry(
        title=one.title,
        text=shared.brief(" ".join(msgspec.structs.astuple(one.wording)), 300),
        meta=meta,
        state=shared.state(language, is_on=one.is_on, name="offered"),
        href=link(ROUTES[whose], tekst=one.template) if whose else "",
    )


def _form(kept: Kept, employee: Actor, language: str) -> TextForm:
    form, faults = kept.form, kept.faults
    is_new = not form.template
    here = link(ROUTES[kept.whose])
    return TextForm(
        title=text(language, "phrasing.form.new" if is_new else "phrasing.form.change"),
        save=here,
        name=phrases.field("title", form.title, faults),
        conclusion=phrases.field("conclusion", form.conclusion, faults),
        meaning=phrases.field("meaning", form.meaning, faults),
        what_to_do=phrases.field("what_to_do", form.what_to_do, faults),
        offered=phrases.option(
            "offered",
            ON,
            text(language, "phrasing.form.offered"),
            hint=text(language, "phrasing.form.offered_hint"),
            chosen=form.offered == ON,
        ),
        carried=(
            ("template", form.template),
            ("version", form.version),
            ("whose", kept.whose),
        ),
        places=tuple(
            (fields.written([one]), text(language, f"phrasing.place.{one.name.lower()}"))
            for one in Field
        ),
        tried=kept.tried
        or (example(form, employee.organisation, language) if form.conclusion else None),
        trials=_trials(kept.recent, language) if employee.may(Right.RESULTS_PUBLISH) else (),
        earlier=tuple(_entry(one, "", language) for one in kept.earlier),
        fresh="" if is_new else here,
    )


def _trials(recent: Sequence[Recent], language: str) -> tuple[Trial, ...]:
    return tuple(
        Trial(
            text(
                language,
                "phrasing.tried.of",
                name=one.name.full,
                date=words.day(words.local_day(one.received_at), language),
            ),
            link("practice.template_tried", id=one.report),
        )
        for one in recent
    )
