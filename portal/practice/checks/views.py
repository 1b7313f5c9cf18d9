"""Sample checks in words: the list, and one line of it."""

from collections.abc import Sequence
from datetime import date

from consent.oversight.checking import DrawnLine, Outcome
from consent.oversight.drawing import Draw, last_month
from portal import words
from portal.frame.blocks import Badge, Fact
from portal.frame.links import link
from portal.practice.checks.forms import CHOICES, TellForm, VerdictForm
from portal.practice.checks.pages import CheckGroup, CheckPage, CheckRow, ChecksPage, DrawRow
from portal.practice.log import lines
from portal.practice.pages.parts import Button, Field, Notice, Option
from portal.practice.views import phrases
from portal.texts import text

BADGES = {
    Outcome.ASKED: ("wait", "message-square-text"),
    Outcome.LAWFUL: ("ok", ""),
    Outcome.UNLAWFUL: ("high", ""),
    Outcome.WAITING: ("new", ""),
}


def listed(
    found: tuple[Sequence[DrawnLine], int],
    draws: Sequence[Draw],
    today: date,
    language: str,
    notice: Notice | None = None,
) -> ChecksPage:
    """Make the list; `found` are the lines of others and how many of one's own wait."""
    drawn, own = found
    month = last_month(today)
    can_draw = month not in {one.month for one in draws}
    kinds = {
        "escalated": [one for one in drawn if one.is_escalated(today)],
        "open": [one for one in drawn if not (one.is_final or one.is_escalated(today))],
        "done": [one for one in drawn if one.is_final],
    }
    return ChecksPage(
        groups=tuple(
            CheckGroup(
                key,
                text(language, f"checks.group.{key}"),
                tuple(_row(one, today, language) for one in some),
            )
            for key, some in kinds.items()
            if some
        ),
        draws=tuple(_draw(one, language) for one in draws),
        own=phrases.counted("checks.own", own, language, one="checks.own_one") if own else "",
        draw=Button(link("practice.checks_draw")),
        month=f"{month:%Y-%m}" if can_draw else "",
        month_name=_month(month, language),
        notice=notice,
    )


def one(
    found: DrawnLine, form: VerdictForm | TellForm | None, faults: dict[str, str], language: str
) -> CheckPage:
    """Make the page of one line; `form` is the one of both that was sent, if any."""
    typed = form.words if isinstance(form, TellForm) else ""
    form = form if isinstance(form, VerdictForm) else VerdictForm(found.outcome, found.note)
    is_open = not found.is_final
    fault = faults.get("outcome", "")
    return CheckPage(
        name=found.name.full,
        number=found.look.number,
        facts=_facts(found, language),
        rules=_rules(found, language),
        outcomes=tuple(_choice(each, form, language) for each in CHOICES) if is_open else (),
        note=Field("note", "note", form.note or found.note, faults.get("note", "")),
        fault=fault,
        send=Button(link("practice.check", id=found.id)),
        back=link("practice.checks"),
        telling=Field("words", "words", typed, faults.get("words", ""))
        if found.is_to_tell
        else None,
        tell=Button(link("practice.check_tell", id=found.id)) if found.is_to_tell else None,
        said="" if is_open else text(language, f"checks.outcome.{found.outcome}"),
        faults=phrases.summary(faults, {"outcome": f"outcome-{CHOICES[0]}"}),
    )


def _row(found: DrawnLine, today: date, language: str) -> CheckRow:
    seen = lines.seen(found.look, language)
    kind, icon = BADGES[found.outcome]
    key = "late" if found.is_late(today) else found.outcome.value or "waiting"
    key = "told" if found.told_at else key
    if found.is_late(today):
        kind, icon = "high", "clock"
    return CheckRow(
        href=link("practice.check", id=found.id),
        when=seen.when,
        who=seen.who,
        what=seen.what,
        number=found.look.number,
        rules=_rules(found, language),
        term="" if found.is_final else words.day(found.due_on, language),
        state=Badge(kind, text(language, f"checks.state.{key}"), icon),
    )


def _rules(found: DrawnLine, language: str) -> tuple[str, ...]:
    if not found.flags:
        return (text(language, "checks.rule.chance"),)
    return tuple(text(language, f"checks.rule.{flag}") for flag in found.flags)


def _facts(found: DrawnLine, language: str) -> tuple[Fact, ...]:
    seen = lines.seen(found.look, language)
    told = {
        "when": seen.when,
        "who": seen.who,
        "where": seen.where,
        "what": seen.what,
        "section": seen.section,
        "why": seen.why,
        "term": "" if found.is_final else words.day(found.due_on, language),
        "note": found.note,
        "told": words.moment(found.told_at, language) if found.told_at else "",
    }
    return tuple(
        Fact(text(language, f"checks.fact.{key}"), value) for key, value in told.items() if value
    )


def _choice(outcome: Outcome, form: VerdictForm, language: str) -> Option:
    return phrases.option(
        "outcome",
        outcome.value,
        text(language, f"checks.outcome.{outcome}"),
        hint=text(language, f"checks.hint.{outcome}"),
        chosen=form.outcome == outcome.value,
    )


def _draw(found: Draw, language: str) -> DrawRow:
    return DrawRow(
        _month(found.month, language),
        str(found.looks),
        str(found.lines),
        str(found.done),
        str(found.unlawful),
    )


def _month(month: date, language: str) -> str:
    return words.since(f"{month:%Y-%m}", language)
