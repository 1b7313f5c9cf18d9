"""From what was put aside to the words of its pages."""

from collections.abc import Sequence

from consent.bsn import masked
from portal import words
from portal.frame.blocks import Fact
from portal.frame.links import link
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Button, Fault, Field, Notice
from portal.practice.quarantine.forms import LinkForm, Way
from portal.practice.quarantine.pages import AsidePage, AsideRow, ItemRow, QuarantinePage
from portal.practice.views import phrases
from portal.texts import catalogue, text
from publishing.filing.aside import PAGE, Aside, AsideItem, Waiting
from publishing.intake.items import Item
from publishing.intake.reads import PatientRead


def page(waiting: Sequence[Waiting], language: str, notice: Notice | None) -> QuarantinePage:
    """Make the list."""
    more = link("practice.quarantine", na=waiting[-1].id) if len(waiting) == PAGE else ""
    return QuarantinePage(tuple(_row(one, language) for one in waiting), more, notice)


def one(
    found: Aside,
    items: Sequence[Item],
    filled: tuple[LinkForm, tuple[FieldFault, ...]],
    language: str,
    notice: Notice | None,
) -> AsidePage:
    """Make the page of one message; `items` are what the readers find in it today."""
    form, faults = filled
    wrong = {one.field: _fault(one.code, language) for one in faults}
    address = {"id": found.id}
    return AsidePage(
        facts=_facts(found, language),
        people=tuple(_person(one, language) for one in items if isinstance(one.read, PatientRead)),
        rows=_rows(found, language),
        again=Button(link("practice.quarantine_again", **address)),
        link=Button(link("practice.quarantine_link", **address)),
        dismiss=Button(link("practice.quarantine_dismiss", **address)),
        number=Field("number", "number", form.number, wrong.get("number", "")),
        how=Field("how", "how", form.how, wrong.get("how", "")),
        ways=tuple(
            phrases.option(
                "way",
                way.value,
                text(language, f"quarantine.way.{way}"),
                chosen=form.way == way.value,
            )
            for way in Way
        ),
        back=link("practice.quarantine"),
        note=text(language, f"quarantine.note.{found.note}") if found.note else "",
        faults=tuple(
            Fault("way-identity" if field == "way" else field, said)
            for field, said in wrong.items()
        ),
        notice=notice,
    )


def _row(waiting: Waiting, language: str) -> AsideRow:
    reasons = (waiting.unreadable,) if waiting.unreadable else waiting.reasons
    said = [_reason(one, language) for one in reasons]
    if waiting.note:
        said.append(text(language, f"quarantine.note.{waiting.note}"))
    whole = "quarantine.list.whole" if waiting.unreadable else "quarantine.list.taken"
    return AsideRow(
        href=link("practice.quarantine_one", id=waiting.id),
        source=waiting.source,
        when=words.moment(waiting.received_at, language),
        number=phrases.counted(
            "quarantine.list.items", waiting.number, language, one="quarantine.list.items_one"
        )
        if waiting.number
        else text(language, whole),
        reasons=tuple(said),
    )


def _rows(found: Aside, language: str) -> tuple[ItemRow, ...]:
    if found.unreadable:
        whole = text(language, "quarantine.list.whole")
        return (ItemRow(whole, "", _reason(found.unreadable, language)),)
    return tuple(
        ItemRow(_kind(one.kind, language), _place(one), _reason(one.reason, language))
        for one in found.items
    )


def _facts(found: Aside, language: str) -> tuple[Fact, ...]:
    told = {
        "source": found.source_name,
        "when": words.moment(found.received_at, language),
        "stated": found.stated_by,
    }
    return tuple(
        Fact(text(language, f"quarantine.fact.{key}"), value)
        for key, value in told.items()
        if value
    )


def _person(item: Item, language: str) -> tuple[Fact, ...]:
    if not isinstance(item.read, PatientRead):
        return ()
    bsn = item.subject.bsn
    told = {
        "name": item.read.name.used.full,
        "born": phrases.born_on(item.read.born, language),
        "bsn": masked(bsn) if bsn else text(language, "quarantine.fact.no_bsn"),
    }
    return tuple(Fact(text(language, f"quarantine.fact.{key}"), one) for key, one in told.items())


def _place(item: AsideItem) -> str:
    if not item.fault_path or item.fault_path.startswith(item.path):
        return item.fault_path or item.path
    return f"{item.path} ({item.fault_path})"


def _kind(kind: str, language: str) -> str:
    key = f"quarantine.kind.{kind.lower()}"
    return text(language, key) if key in catalogue(language) else kind


def _reason(reason: str, language: str) -> str:
    return text(language, f"intake.reason.{reason}")


def _fault(code: str, language: str) -> str:
    return text(
        language, "practice.form.too_long" if code == "too_long" else f"quarantine.form.{code}"
    )
