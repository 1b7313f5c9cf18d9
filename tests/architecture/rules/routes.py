"""Every address declares for whom it is; silence means nobody."""

import re
from collections.abc import Iterable, Iterator, Sequence

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from consent.model import Right
from portal.identity.entrance import Entrance, declared_entrance

Routes = Sequence[tuple[str, HTTPRouteHandler]]
# The first page, where one works and where one is logged in: for whoever works there.
WITHOUT_RIGHT = {
    "/praktijk",
    "/praktijk/kiezen",
    "/praktijk/mijn-account",
    "/praktijk/mijn-account/passkeys",
    "/praktijk/mijn-account/passkeys/vraag",
    "/praktijk/mijn-account/passkeys/{item:uuid}/weghalen",
    "/praktijk/mijn-berichten",
    "/praktijk/mijn-berichten/adres",
    "/praktijk/mijn-berichten/keuze",
    "/praktijk/sessies",
    "/praktijk/sessies/stoppen",
    "/praktijk/sessies/{item:uuid}/stoppen",
}
# Addresses of the product that are no page of ours: files carry their content in their address.
STATIC = "static"
DUTCH = re.compile(r"(/[a-z0-9.-]*|/\{[a-z_:]+\})+")
# A form gets and posts and nothing else.
METHODS = {"GET", "HEAD", "POST"}
PLACE = re.compile(r"\{[^}]*\}")


def routes(app: Litestar) -> Routes:
    """Give every path with each of its handlers."""
    return list(_handlers(app))


def silent(found: Routes) -> list[str]:
    """Find routes that declare no entrance."""
    return [path for path, one in found if not isinstance(one.opt.get("entrance"), Entrance)]


def unguarded(found: Routes) -> list[str]:
    """Find routes without the one guard, or with another."""
    return [
        path
        for path, one in found
        if declared_entrance not in one.resolve_guards()
        or {guard.__name__ for guard in one.guards or ()} - {"declared_entrance"}
    ]


def without_right(found: Routes) -> list[str]:
    """Find pages of the practice that name no right."""
    return [
        path
        for path, one in found
        if one.opt.get("entrance") is Entrance.EMPLOYEE
        and path not in WITHOUT_RIGHT
        and not isinstance(one.opt.get("right"), Right)
    ]


def idle_rights(found: Routes) -> list[str]:
    """Find rights where nobody looks at them: they are for employees."""
    return [
        path
        for path, one in found
        if "right" in one.opt and one.opt.get("entrance") is not Entrance.EMPLOYEE
    ]


def other_methods(found: Routes) -> list[str]:
    """Find routes with a method that no form has."""
    return [path for path, one in found if set(one.http_methods) - METHODS]


def shared_names(found: Routes) -> list[str]:
    """Find routes without a name of their own."""
    names = [one.name for _, one in found]
    return [path for path, one in found if one.name is None or names.count(one.name) > 1]


def odd_paths(found: Routes) -> list[str]:
    """Find addresses that are not plain lower case words."""
    return [
        path
        for path, one in found
        if not str(one.name).startswith(STATIC) and not DUTCH.fullmatch(path)
    ]


def unanswered(found: Routes, linked: Iterable[str]) -> list[str]:
    """Find linked addresses that no route answers."""
    answered = {PLACE.sub("{}", path) for path, _ in found}
    return [path for path in linked if PLACE.sub("{}", path) not in answered]


def _handlers(app: Litestar) -> Iterator[tuple[str, HTTPRouteHandler]]:
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler) and "OPTIONS" not in handler.http_methods:
                yield route.path, handler
