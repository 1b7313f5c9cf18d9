"""From the table to one case: the status and exactly the lines that this visitor has to get."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from integration.matrix.table.routes import Route
from integration.matrix.world.portal import Line
from integration.matrix.world.things import Thing, Whose
from integration.matrix.world.visitors import Visitor
from portal.identity.visitor import VisitorKind

LOGIN, REFUSED, NOT_THERE, WRONG_FORM, NO_CREDENTIAL = 303, 403, 404, 400, 401


class Expected(NamedTuple):
    """What has to come of a visit; `about` of a line on a thing that the act makes is "new"."""

    status: int
    lines: tuple[Line, ...] = ()


class Case(NamedTuple):
    """
    A route, who comes, and for which thing (None where the route names none).

    `places` are the practices by name, and the visitor's own file at each.
    """

    route: Route
    who: Visitor
    thing: Thing | None
    places: dict[str, UUID | None]

    @property
    def about(self) -> UUID | str | None:
        """The number that a line about the thing has."""
        return self.thing.id if self.thing else None

    @property
    def action(self) -> str:
        """The action under which a refusal is written; empty where none is."""
        return self.route.line.split(" ")[-1]

    def line(self, refused: str, person: UUID | None, practice: UUID | None) -> Line:
        """Give the line about the thing itself."""
        return Line(self.action, refused, person, practice, self.about)

    def at_the_door(self, practice: UUID | None, reason: str = "no_right") -> Expected:
        """Refuse before anything is looked up, naming nobody; a form has not been read then."""
        about = None if self.route.thing == "file" else self.about
        line = Line(self.action, reason, None, practice, about)
        return Expected(REFUSED, (line,) if self.action else ())

    def not_there(self, practice: UUID | None) -> Expected:
        """Answer that it is not there; the line belongs to the practice and names nobody."""
        line = self.line("not_found", None, practice)
        return Expected(NOT_THERE, (line,) if self.action else ())


def expected(case: Case, patient: Callable[[Case, UUID | None], Expected]) -> Expected:
    """Say what has to come of one case; `patient` says it for a patient at a patient's page."""
    who, route = case.who, case.route
    if case.thing and case.thing.whose is Whose.MALFORMED and route.thing != "file":
        return Expected(NOT_THERE)
    if route.entrance == "public":
        return _public(case)
    if route.entrance == "source":
        return Expected(NO_CREDENTIAL)
    if who.actor is None:
        return Expected(LOGIN)
    if who.kind != route.entrance:
        return case.at_the_door(who.practice)
    if who.subject and route.own:
        return case.at_the_door(None, "only_for_yourself")
    return patient(case, who.whose) if route.entrance == "patient" else _employee(case)


def _public(case: Case) -> Expected:
    who, done = case.who, case.route.done
    if case.action != "session.logout" or who.actor is None:
        return Expected(done)
    person = who.actor.id if who.kind is VisitorKind.PATIENT else None
    return Expected(done, (Line(case.action, "", person, who.practice, who.session),))


def _employee(case: Case) -> Expected:
    who, route = case.who, case.route
    if not who.may(route.right):
        return case.at_the_door(who.practice)
    if case.thing and case.thing.practice != who.practice:
        return case.not_there(who.practice)
    if route.opens == "never":
        return case.not_there(who.practice)
    person = case.thing.person if case.thing and not route.quiet else None
    if not who.may(route.also):
        return Expected(REFUSED, (case.line("no_right", person, who.practice),))
    about = "new" if route.makes else case.about or who.practice
    lines = [Line(one, "", person, who.practice, about) for one in route.line.split()]
    return Expected(route.done, tuple(lines))
