"""From the table to requests: the address of a route, who comes for what, and what came of it."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from integration.matrix.table.expected import Case, Expected
from integration.matrix.table.forms import form
from integration.matrix.table.routes import ROUTES, Route
from integration.matrix.world.build import World
from integration.matrix.world.portal import Portal, Seen
from integration.matrix.world.things import Thing, Whose
from integration.matrix.world.visitors import Visitor
from soak import rounds

NO_ROUTE_OF_OURS = {"HEAD", "OPTIONS"}
AT_A_DOOR = {Whose.OWN, Whose.OTHER}
OPEN_DOORS = {"public", "source"}
WITHOUT_RIGHTS = "no right"
# One of every kind who comes by.
OF_EACH_KIND = {"nobody", "nowhere", "released", WITHOUT_RIGHTS, "all rights"}
EVERYTHING_EVERYWHERE = rounds(0, 1) > 0


class Address(NamedTuple):
    """Where a route is and by which method."""

    method: str
    path: str

    def of(self, thing: Thing | None) -> str:
        """Give the address of one thing."""
        return self.path.replace("{item:uuid}", str(thing.id) if thing else "")


@cache
def addresses(app: Litestar) -> dict[str, Address]:
    """Take every route and method from the running portal, by its name."""
    return {
        str(handler.name): Address(method, route.path)
        for route in app.routes
        for handler in getattr(route, "route_handlers", [])
        if isinstance(handler, HTTPRouteHandler)
        for method in handler.http_methods - NO_ROUTE_OF_OURS
    }


def cases(world: World, name: str) -> Iterator[Case]:
    """
    Give a route with everybody, and everything that they can ask for there.

    Who comes to a door that is not theirs, or lacks the right that it asks, asks for their own:
    some of them for another's as well, and who has no right at all for all else too. With SOAK
    everybody asks for everything.
    """
    route = ROUTES[name]
    for who in world.visitors.values():
        things = list(world.things(route.thing, who)) if route.thing else [None]
        for thing in _asked(things, who, route):
            yield world.case(route, who, thing)


def _asked(things: list[Thing | None], who: Visitor, route: Route) -> list[Thing | None]:
    is_own_door = route.entrance in {who.kind.value, *OPEN_DOORS}
    is_tried = who.may(route.right) or who.name == WITHOUT_RIGHTS
    if (is_own_door and is_tried) or EVERYTHING_EVERYWHERE:
        return things
    found = [one for one in things if one is None or one.whose in AT_A_DOOR]
    return found if who.name in OF_EACH_KIND else found[:1]


async def visit(portal: Portal, name: str, case: Case, *, under_16: bool = False) -> Seen:
    """Do what a case says, with the form filled in as it should be."""
    address = addresses(portal.app)[name]
    filled = None
    if address.method == "POST":
        filled = await form(name, case.thing, under_16=under_16)
    return await portal.visit(case.who, address.method, address.of(case.thing), filled)


def differs(case: Case, seen: Seen, wanted: Expected) -> dict[str, str]:
    """Give what is otherwise than it should be, under a name that says which case it is."""
    lines = list(seen.lines)
    for at, (line, one) in enumerate(zip(lines, wanted.lines, strict=False)):
        if one.about == "new" and line.about != case.about:
            # Who is made by the act is new as well.
            lines[at] = line._replace(about="new", person=line.person if one.person else None)
    if (seen.status, tuple(lines)) == wanted:
        return {}
    whose = case.thing.whose if case.thing else "-"
    return {f"{case.who.name}, {whose}": f"{seen.status} {lines} instead of {wanted}"}
