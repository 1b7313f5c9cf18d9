"""From what was stated about a file to the words of a page: what holds, what was chosen, when."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from consent.sharing.choosing import Chosen, chosen
from consent.sharing.deciding import decide
from consent.sharing.model import (
    SHAREABLE,
    Answer,
    Category,
    Choice,
    Question,
    Scope,
    Version,
)
from consent.sharing.reading import Shared
from portal import words
from portal.frame.blocks import Badge
from portal.sharing.filling import names
from portal.sharing.form import CATEGORY, ORGANISATION
from portal.sharing.pages import ChoiceForm, FileShared, Holds, Made, Recorded
from portal.texts import text

BADGES = {Choice.YES: "ok", Choice.NO: "line", Choice.EMERGENCY: "wait", Choice.WITHDRAWN: "line"}
ICONS = {Choice.NO: "x"}


def shared_file(
    shared: Shared, form: ChoiceForm, today: date, language: str, *, several: bool = False
) -> FileShared:
    """Make one file of the page; `several`: its title names the practice."""
    title = "sharing.now.practice" if several else "sharing.now.title"
    statements = [one.statement for one in shared.versions]
    called = names(shared, language)
    return FileShared(
        file=str(shared.patient),
        title=text(language, title, practice=shared.practice_name),
        parts=tuple(text(language, f"sharing.part.{section}") for section in SHAREABLE),
        holds=tuple(_holds(shared, today, language)),
        made=tuple(_made(one, shared, called, language) for one in chosen(statements, today)),
        history=tuple(_recorded(one, called, language) for one in reversed(shared.versions)),
        form=form,
    )


def _holds(shared: Shared, today: date, language: str) -> Iterable[Holds]:
    asking = [(text(language, f"sharing.category.{one}"), "", frozenset({one})) for one in Category]
    asking += [(one.name, one.ura, frozenset({one.category})) for one in shared.organisations]
    statements = [one.statement for one in shared.versions]
    for name, ura, kinds in asking:
        if ura and not any(one.scope.organisation == ura for one in statements):
            continue
        cells = []
        for section in SHAREABLE:
            always, urgent = (
                decide(Question(ura, kinds, section, emergency), statements, today).answer
                for emergency in (False, True)
            )
            label = text(language, f"sharing.part.{section}")
            cells.append((label, _badge(_outcome(always, urgent), "outcome", language)))
        yield Holds(name, tuple(cells))


def _outcome(always: Answer, urgent: Answer) -> Choice:
    if always is Answer.YES and urgent is Answer.YES:
        return Choice.YES
    if urgent is Answer.YES:
        return Choice.EMERGENCY
    return Choice.WITHDRAWN if urgent is always is Answer.NOT_STATED else Choice.NO


def _made(one: Chosen, shared: Shared, called: dict[str, str], language: str) -> Made:
    value = _value(one.about, shared)
    return Made(
        name=called.get(value, one.about.organisation),
        part=_part(one.about, language),
        badge=_badge(one.choice, "outcome", language),
        period=_period(one.statement.starts_on, one.statement.ends_on, language),
        who=value,
        section=one.about.section.value if one.about.section else "",
    )


def _recorded(one: Version, called: dict[str, str], language: str) -> Recorded:
    statement, told = one.statement, one.told
    scope, by = statement.scope, text(language, f"sharing.by.{told.by}")
    how = f"{text(language, f'sharing.channel.{told.channel}')}, {by}"
    if told.recorded_by:
        how = text(language, "sharing.history.recorded", how=how, name=told.recorded_by)
    when = "emergency" if scope.emergency else "always"
    return Recorded(
        at=words.moment(one.at, language),
        name=one.name or called[f"{CATEGORY}:{scope.category}"],
        what=text(
            language,
            "sharing.history.narrow",
            part=_part(scope, language),
            when=text(language, f"sharing.when.{when}"),
        ),
        answer=text(language, f"sharing.answer.{statement.answer}"),
        period=_period(statement.starts_on, statement.ends_on, language),
        how=how,
    )


def _value(about: Scope, shared: Shared) -> str:
    if about.category:
        return f"{CATEGORY}:{about.category}"
    known = {one.ura: one.id for one in shared.organisations}
    return f"{ORGANISATION}:{known[about.organisation]}"


def _part(scope: Scope, language: str) -> str:
    return text(language, f"sharing.part.{scope.section or 'all'}")


def _period(starts: date, ends: date | None, language: str) -> str:
    start = words.day(starts, language)
    if ends is None:
        return text(language, "sharing.history.from", start=start)
    return text(language, "sharing.history.until", start=start, end=words.day(ends, language))


def _badge(choice: StrEnum, group: str, language: str) -> Badge:
    said = text(language, f"sharing.{group}.{choice}")
    return Badge(BADGES[Choice(choice)], said, ICONS.get(Choice(choice), ""))
