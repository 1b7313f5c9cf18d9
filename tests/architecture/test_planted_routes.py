"""Every rule about routes finds what breaks it; the lawful passes."""

from collections.abc import Callable

import pytest
from litestar import Litestar, delete, get
from litestar.handlers import HTTPRouteHandler

from architecture.rules import routes
from consent.model import Right
from portal.identity.entrance import Entrance, declared_entrance

PUBLIC, PATIENT = {"entrance": Entrance.PUBLIC}, {"entrance": Entrance.PATIENT}
EMPLOYEE = {"entrance": Entrance.EMPLOYEE}


async def _answer() -> None: ...


@pytest.mark.parametrize(
    ("rule", "handler"),
    [
        (routes.silent, get("/stil", name="x")(_answer)),
        (routes.silent, get("/stil", name="x", opt={"entrance": "public"})(_answer)),
        (routes.unguarded, get("/x", name="x", guards=[print], opt=PUBLIC)(_answer)),
        (routes.without_right, get("/praktijk/x", name="x", opt=EMPLOYEE)(_answer)),
        (
            routes.without_right,
            get("/praktijk/x", name="x", opt={**EMPLOYEE, "right": "log.read"})(_answer),
        ),
        (
            routes.idle_rights,
            get("/mijn/x", name="x", opt={**PATIENT, "right": Right.LOG_READ})(_answer),
        ),
        (routes.other_methods, delete("/x", name="x", opt=PUBLIC, status_code=200)(_answer)),
        (routes.shared_names, get("/x", opt=PUBLIC)(_answer)),
        (routes.odd_paths, get("/Mijn_x", name="x", opt=PUBLIC)(_answer)),
    ],
)
def test_a_planted_route_is_found(
    rule: Callable[[routes.Routes], list[str]], handler: HTTPRouteHandler
) -> None:
    assert len(rule(_routes(handler, guarded=True))) == 1
    assert rule(_routes(_lawful(), guarded=True)) == []


def test_an_application_without_the_guard_is_found() -> None:
    assert routes.unguarded(_routes(_lawful(), guarded=False)) == ["/mijn/x"]


def test_two_routes_of_one_name_are_found() -> None:
    handlers = [get(path, name="x", opt=PUBLIC)(_answer) for path in ("/x", "/y")]
    found = [(path, one) for path, one in zip(("/x", "/y"), handlers, strict=True)]
    assert routes.shared_names(found) == ["/x", "/y"]


def test_a_linked_address_without_route_is_found() -> None:
    found = _routes(_lawful(), guarded=True)
    assert routes.unanswered(found, ["/mijn/x", "/mijn/{id:uuid}"]) == ["/mijn/{id:uuid}"]


def _lawful() -> HTTPRouteHandler:
    return get("/mijn/x", name="lawful", opt=PATIENT)(_answer)


def _routes(handler: HTTPRouteHandler, *, guarded: bool) -> routes.Routes:
    guards = [declared_entrance] if guarded else []
    return routes.routes(Litestar([handler], guards=guards, openapi_config=None))
