"""From the answers of the gates to words."""

from collections.abc import Sequence

from consent.model import Actor, Reason, Right
from consent.representation.eyes import Eyes
from portal import words
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.practice.views import phrases
from portal.practice.why.pages import EyesCard, FilePage, GateRow, ThingPage, ThingRow
from portal.texts import text
from publishing.inside.things import Thing
from publishing.inside.why import Answer, File, Verdict
from publishing.visibility.lines import is_desk_work

PAGE = 50
LONGEST_TITLE = 120


def file_page(file: File, eyes: Eyes, at_page: int, language: str) -> FilePage:
    """Make one page of everything in a file, as the patient would see it."""
    begin, patient = (at_page - 1) * PAGE, eyes.grant.patient
    shown = file.things[begin : begin + PAGE]
    more = len(file.things) > begin + PAGE
    return FilePage(
        name=eyes.name.full,
        rows=tuple(row(one, file.verdict(one, eyes), language) for one in shown),
        older=link("practice.visible", id=patient, pagina=at_page + 1) if more else "",
        newest=link("practice.visible", id=patient) if at_page > 1 else "",
        notes=link("practice.notes", id=patient),
        unknown=phrases.counted("why.page.unknown_count", file.unknown, language)
        if file.unknown
        else "",
    )


def thing_page(
    file: File, thing: Thing, everybody: Sequence[Eyes], employee: Actor, language: str
) -> ThingPage:
    """Make the page of one thing, the patient first."""
    patient = everybody[0]
    contact = _contact_to(thing, patient)
    change = None
    if thing.visible is not None:
        reason = None if employee.may(Right.EPISODES_HIDE) else Reason.NO_RIGHT
        change = phrases.button(link("practice.why", id=thing.id), reason, language)
    return ThingPage(
        kind=text(language, f"why.kind.{thing.kind}"),
        title=_title(thing, language),
        when=_when(thing, language),
        cards=tuple(
            _card(number, file.verdict(thing, eyes), language)
            for number, eyes in enumerate(everybody)
        ),
        parts=tuple(row(one, file.verdict(one, patient), language) for one in thing.parts),
        back=link("practice.visible", id=patient.grant.patient),
        change=change,
        change_to="off" if thing.visible else "on",
        contact_to=contact,
        contact_label=text(language, f"why.contact.{contact}") if contact else "",
        change_label=text(language, f"why.page.{'hide' if thing.visible else 'show'}"),
    )


def row(thing: Thing, verdict: Verdict, language: str) -> ThingRow:
    """Make one line of a list, with the first reason where the thing is hidden."""
    closed = next((one for one in verdict.answers if one.is_closed), None)
    return ThingRow(
        href=link("practice.why", id=thing.id),
        kind=text(language, f"why.kind.{thing.kind}"),
        title=_title(thing, language),
        when=_when(thing, language),
        state=_state(verdict, language),
        why=answer(closed, language) if closed else "",
    )


def answer(told: Answer, language: str) -> str:
    """Say what one gate says; of a reader who is kept out it is the policy's reason for it."""
    if told.reason is not None:
        return text(language, f"why.reader.{told.reason}")
    state = "closed" if told.is_closed else "open"
    return text(language, f"why.{state}.{told.gate}")


def _contact_to(thing: Thing, patient: Eyes) -> str:
    if thing.contact is None:
        return ""
    return "on" if is_desk_work(patient.grant, thing.facts.contact) else "off"


def _card(number: int, verdict: Verdict, language: str) -> EyesCard:
    eyes = verdict.eyes
    standing = text(language, f"why.page.{eyes.standing}")
    name = eyes.name.full
    return EyesCard(
        id=f"eyes-{number}",
        title=text(language, "why.page.for", name=name, standing=standing),
        caption=text(language, "why.page.caption", name=name),
        state=_state(verdict, language),
        rows=tuple(_gate(one, language) for one in verdict.answers),
    )


def _gate(told: Answer, language: str) -> GateRow:
    state = (
        Badge("high", text(language, "why.page.no"), "eye-off")
        if told.is_closed
        else Badge("ok", text(language, "why.page.yes"), "check")
    )
    return GateRow(text(language, f"why.gate.{told.gate}"), state, answer(told, language))


def _state(verdict: Verdict, language: str) -> Badge:
    if verdict.shown:
        return Badge("ok", text(language, "why.page.shown"), "eye")
    return Badge("line", text(language, "why.page.hidden"), "eye-off")


def _title(thing: Thing, language: str) -> str:
    title = thing.title or text(language, "why.page.no_title")
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()}…"


def _when(thing: Thing, language: str) -> str:
    return words.day(thing.on, language) if thing.on else text(language, "why.page.no_date")
