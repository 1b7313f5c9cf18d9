"""From the table to requests: the address of a route, who comes for what, and what came of it."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from integration.matrix.table.expected import Case, Expected
from integration.matrix.table.forms import form
from integration.matrix.table.routes import ROUTES
from integration.matrix.world.build import World
from integration.matrix.world.portal import Portal, Seen
from integration.matrix.world.things import Thing

NO_ROUTE_OF_OURS = {"HEAD", "OPTIONS"}


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
    """Give a route with everybody, and everything that they can ask for there."""
    route = ROUTES[name]
    for who in world.visitors.values():
        for thing in world.things(route.thing, who) if route.thing else [None]:
            yield world.case(route, who, thing)


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
