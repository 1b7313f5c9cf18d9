"""What a patient has to get at a patient's page, by the table of who has which file open."""

from uuid import UUID

from integration.matrix.table.expected import NOT_THERE, REFUSED, WRONG_FORM, Case, Expected
from integration.matrix.table.routes import PATIENTS
from integration.matrix.world.portal import Line
from integration.matrix.world.things import Whose


def expected_of_patient(case: Case, person: UUID | None) -> Expected:
    """Say what has to come of one case; `person` is None for somebody enrolled nowhere."""
    if case.action == "session.end":
        return case.not_there(None) if case.thing else Expected(case.route.done)
    if case.action == "request.ask":
        return _ask(case, person)
    if case.action == "request.withdraw":
        return _own(case, person) or case.not_there(None)
    opens = {
        "none": _page,
        "details": _details,
        "log": _log,
        "line": _line,
        "each": _each,
        "one": _one,
        "never": _never,
        "own": _representation,
        "switch": _switch,
    }
    return opens[case.route.opens](case, person)


def _page(case: Case, _person: UUID | None) -> Expected:
    return Expected(case.route.done)


def _never(case: Case, _person: UUID | None) -> Expected:
    return case.not_there(None)


def _representation(case: Case, person: UUID | None) -> Expected:
    found = _own(case, person)
    if found is None:
        return case.not_there(None)
    if case.who.name == "child":
        [line] = found.lines
        return Expected(REFUSED, (line._replace(refused="under_12"),))
    return found


def _switch(case: Case, person: UUID | None) -> Expected:
    # Back to oneself: in the log of whom they acted for until now.
    return Expected(case.route.done, (Line(case.action, "", person, None, "new"),))


def _details(case: Case, person: UUID | None) -> Expected:
    # At no practice there are no details to look at.
    lines = (Line("details.view", "", person, None, person),) if person else ()
    return Expected(case.route.done, lines)


def _log(case: Case, person: UUID | None) -> Expected:
    if person is None:
        return Expected(REFUSED, (case.line("not_enrolled", None, None),))
    return Expected(case.route.done, (Line(case.action, "", person, None, person),))


def _line(case: Case, person: UUID | None) -> Expected:
    found = _own(case, person)
    if case.action == "question.ask":
        new = found and found.lines[0]._replace(about="new")
        return Expected(found.status, (new,)) if found and new else case.not_there(None)
    seen = _log(case, person)
    return seen if found or person is None else Expected(NOT_THERE, seen.lines)


def _each(case: Case, person: UUID | None) -> Expected:
    opens = PATIENTS[case.who.name]
    lines = [
        Line(
            case.action,
            reason,
            person,
            case.places[place],
            case.about or case.places[f"file {place}"],
        )
        for place, reason in opens.files.items()
    ]
    return Expected(opens.status, tuple(lines))


def _one(case: Case, person: UUID | None) -> Expected:
    files = PATIENTS[case.who.name].files
    opened = [case.places[place] for place, reason in files.items() if not reason]
    if not opened:
        return _each(case, person)
    found = _own(case, person)
    is_open = case.thing is not None and case.thing.practice in opened
    return found if found and is_open else case.not_there(opened[0])


def _ask(case: Case, person: UUID | None) -> Expected:
    if case.thing and case.thing.whose is Whose.MALFORMED:
        return Expected(WRONG_FORM)
    found = _own(case, person)
    if found is None:
        return case.not_there(None)
    place = "there" if case.thing and case.thing.whose is Whose.OWN_ELSEWHERE else "here"
    reason = PATIENTS[case.who.name].asking[place]
    [line] = found.lines
    if reason:
        return Expected(REFUSED, (line._replace(refused=reason),))
    return Expected(found.status, (line._replace(about="new"),))


def _own(case: Case, person: UUID | None) -> Expected | None:
    if person is None or case.thing is None or case.thing.person != person:
        return None
    line = case.line("", person, case.thing.practice)
    return Expected(case.route.done, (line,))
