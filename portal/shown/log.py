"""A line of the log in words: who, what and why. The page and the PDF both say it with these."""

from consent.accesslog import Line, LogCounts
from consent.accesslog.natures import NATURES
from consent.actions import Action
from consent.model import ActorKind
from portal.frame.blocks import Badge, Fact
from portal.shown.phrases import role
from portal.texts import catalogue, text

_WHY = {"letter": "care", "request": "request", "result": "care"}

_NAMED = {ActorKind.EMPLOYEE, ActorKind.ELSEWHERE, ActorKind.PERSON}


def who(line: Line, language: str) -> str:
    """
    Name the function, with the name of the person where the practice shows names.

    Who acted for the patient is always named: two parents are two people.
    """
    if line.own:
        return text(language, "log.line.you")
    function = role(line.function, language)
    return f"{function} {line.name}".strip() if line.kind in _NAMED else function


def where(line: Line, language: str) -> str:
    """
    Name the organisation, with the system that says so.

    One's own look came through here, and so did that of who acts for the patient.
    """
    if line.own or not line.organisation:
        return text(language, "log.line.by_portal")
    told = {"organisation": line.organisation, "system": line.system}
    return text(language, "log.line.told_by", **told) if line.system else line.organisation


def on_behalf(line: Line, language: str) -> str:
    """Name for whom somebody acted: the patient, where it is who acts for them; else empty."""
    is_representative = line.kind == ActorKind.PERSON and not line.own
    return text(language, "log.line.for_you") if is_representative else ""


def what(line: Line, language: str) -> str:
    """Say what was done, by section and never with clinical text."""
    act = text(language, f"log.action.{line.action}")
    return text(language, "log.line.denied", what=act) if line.refused else act


def part(line: Line, language: str) -> str:
    """Name the part of the file; what a line says more closely than that is not for everybody."""
    for section in (line.section, NATURES[line.action].section):
        if section and f"log.section.{section}" in catalogue(language):
            return text(language, f"log.section.{section}")
    return text(language, "log.section.none")


def why(line: Line, language: str) -> str:
    """Say why it was allowed; empty where the log holds no reason."""
    if line.reason:
        given = f"log.given.{line.reason}"
        return text(language, given) if given in catalogue(language) else line.reason
    if line.own:
        return text(language, "log.reason.self")
    if line.action is Action.LOG_PRUNE:
        return text(language, "log.reason.term")
    key = {ActorKind.RULE: "rule", ActorKind.SOURCE: "source"}.get(
        ActorKind(line.kind), _WHY.get(_thing(line.action), "")
    )
    return text(language, f"log.reason.{key}") if key else ""


def marks(line: Line, language: str) -> tuple[Badge, ...]:
    """Say what is unusual about a line: each with a word, a shape and a colour of its own."""
    found = []
    if line.emergency:
        found.append(Badge("wait", text(language, "log.line.emergency"), "shield-alert"))
    if line.outside:
        found.append(Badge("low", text(language, "log.line.outside"), "map-pin"))
    return tuple(found)


def figures(counts: LogCounts, language: str) -> tuple[Fact, ...]:
    """Say how often others and the person themselves looked, and how often in an emergency."""
    facts = [("others", counts.others), ("self", counts.own)]
    if counts.emergency:
        facts.append(("emergency", counts.emergency))
    return tuple(
        Fact(text(language, f"log.count.{key}"), times(number, language)) for key, number in facts
    )


def times(number: int, language: str) -> str:
    """Say how often: 1 keer, 3 keer."""
    return text(language, "log.count.once" if number == 1 else "log.count.times", count=number)


def _thing(action: Action) -> str:
    return action.value.partition(".")[0]
