"""Makes docs/generated/decision.md and states.md: gates, law and states as the code has them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from consent.age import RULES as AGES
from consent.model import ReleaseStatus, RequestStatus
from consent.representation.rules import RULES as REPRESENTATION
from consent.requests.transitions import RELEASES, TRANSITIONS
from portal.texts import text
from publishing.model import ReportState
from publishing.policy import NEXT_STATE, OPEN_STATES, SHARED_STATES
from publishing.recalling import BACK_TO
from publishing.visibility import (
    EPISODE,
    LETTER,
    LINE,
    MEASUREMENT,
    NOTE,
    REPORT,
    RESULT,
    SUMMARY,
    Gate,
)

Moves = Mapping[Any, Mapping[Any, str]]
"""From each state to which others, and what is said of it."""

KINDS: Mapping[str, tuple[Mapping[Gate, Any], ...]] = {
    "episode": (EPISODE,),
    "line": (LINE,),
    "report": (REPORT,),
    "result": (REPORT, RESULT),
    "letter": (LETTER,),
    "medicine and the like": (SUMMARY,),
    "measurement": (MEASUREMENT,),
    "note": (NOTE,),
}
DECISION = """# Who may see what
Made of the code by `make documents`.

A thing is shown when none of its gates is closed. The first gate is the person; the others stand
in `publishing/visibility`, one table per kind of thing, and once more as SQL in `sql.py`. For any
thing in a file the practice reads every answer on the page "Waarom wel of niet?".

## Gates
| gate | {kinds} | closed | open |
|---|{lines}---|---|
"""
AGE = """
## Who may ask for their own file
| age | may ask | a rule may let in | source |
|---|---|---|---|
"""
FOR_ANOTHER = """
## Who may act for whom
Everybody else is refused, an administrator of money among them.

| patient | who | what was seen | who was there | the youth's own yes | source |
|---|---|---|---|---|---|
"""
STATES = """# States
Made of the code by `make documents`. What has no arrow cannot happen.

"""
NEW_VERSION = "something new came in"


def documents() -> dict[str, str]:
    """Give both documents."""
    return {"docs/generated/decision.md": _decision(), "docs/generated/states.md": _states()}


def _decision() -> str:
    head = DECISION.format(kinds=" | ".join(KINDS), lines="---|" * len(KINDS))
    gates = (_cells(_gate(gate)) for gate in Gate)
    ages = (
        _cells((str(one.from_age) + "+", _yes(one.may_ask), _yes(one.automatic), one.source))
        for one in AGES
    )
    another = (
        _cells(
            (
                one.band.value,
                one.standing.value,
                _listed(one.documents),
                _listed(one.presences),
                _yes(one.needs_choice),
                one.source,
            )
        )
        for one in REPRESENTATION
    )
    return head + "".join(gates) + AGE + "".join(ages) + FOR_ANOTHER + "".join(another)


def _gate(gate: Gate) -> tuple[str, ...]:
    everywhere = gate is Gate.READER
    asked = (
        "asked" if everywhere or any(gate in table for table in tables) else ""
        for tables in KINDS.values()
    )
    words = (text("en", f"why.{state}.{gate}") for state in ("closed", "open"))
    return (f"`{gate}`", *asked, *words)


def _states() -> str:
    return STATES + "\n".join(
        (
            _diagram("Request", RequestStatus.SUBMITTED, _silent(TRANSITIONS)),
            _diagram("Release", ReleaseStatus.ACTIVE, _silent(RELEASES)),
            _diagram("Publication of a report", ReportState.RECEIVED, _reports()),
        )
    )


def _reports() -> Moves:
    """What brings a report from each state to which other one."""
    moves: dict[Any, dict[Any, list[str]]] = {state: defaultdict(list) for state in ReportState}
    for state in OPEN_STATES:
        for act, end in NEXT_STATE.items():
            moves[state][end].append(act.value)
    moves[ReportState.PUBLISHED][ReportState.RECEIVED].append(NEW_VERSION)
    for state in SHARED_STATES - {ReportState.RECALLED}:
        for reason, (end, _) in BACK_TO.items():
            moves[state][end].append(f"taken back, {reason.value}")
    return {
        state: {end: ", ".join(said) for end, said in ends.items()} for state, ends in moves.items()
    }


def _silent(moves: Mapping[Any, Iterable[Any]]) -> Moves:
    return {state: dict.fromkeys(ends, "") for state, ends in moves.items()}


def _diagram(title: str, first: Any, moves: Moves) -> str:
    arrows = [f"    [*] --> {first.value}"]
    for start in sorted(moves):
        for end in sorted(moves[start].keys() - {start}):
            said = f" : {moves[start][end]}" if moves[start][end] else ""
            arrows.append(f"    {start.value} --> {end.value}{said}")
        if not moves[start]:
            arrows.append(f"    {start.value} --> [*]")
    return f"## {title}\n```mermaid\nstateDiagram-v2\n" + "\n".join(arrows) + "\n```\n"


def _yes(value: bool) -> str:  # noqa: FBT001 - a cell
    return "yes" if value else "no"


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(sorted(value.value.replace("_", " ") for value in values))


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
