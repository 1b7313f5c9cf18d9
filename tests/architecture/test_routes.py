"""Every address declares for whom it is; silence means nobody."""

import re
from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from consent.model import Right
from portal.app import build_app
from portal.frame.links import PATHS
from portal.identity.entrance import Entrance, declared_entrance
from portal.settings import Settings

# Addresses of the product that are no page of ours: files carry their content in their address.
STATIC = "static"
DUTCH = re.compile(r"(/[a-z0-9.-]*|/\{[a-z_:]+\})+")
POSTING_ONLY = {"DELETE", "PATCH", "PUT"}


@pytest.fixture
def routes(settings: Settings) -> list[tuple[str, HTTPRouteHandler]]:
    """Give every path with each of its handlers."""
    return list(_handlers(build_app(settings)))


def test_every_route_declares_its_entrance(routes: list[tuple[str, HTTPRouteHandler]]) -> None:
    silent = [path for path, one in routes if not isinstance(one.opt.get("entrance"), Entrance)]
    assert silent == []


def test_the_one_guard_stands_before_every_route(
    routes: list[tuple[str, HTTPRouteHandler]],
) -> None:
    for _, one in routes:
        assert [guard.__name__ for guard in one.guards or ()] in ([], ["declared_entrance"])
        assert declared_entrance in one.resolve_guards()


def test_every_page_of_the_practice_names_a_right(
    routes: list[tuple[str, HTTPRouteHandler]],
) -> None:
    for path, one in routes:
        if one.opt["entrance"] is Entrance.EMPLOYEE and path != "/praktijk":
            assert isinstance(one.opt.get("right"), Right), path


def test_rights_are_for_employees(routes: list[tuple[str, HTTPRouteHandler]]) -> None:
    for path, one in routes:
        assert one.opt["entrance"] is Entrance.EMPLOYEE or "right" not in one.opt, path


def test_a_form_gets_and_posts_and_nothing_else(
    routes: list[tuple[str, HTTPRouteHandler]],
) -> None:
    for path, one in routes:
        assert not POSTING_ONLY & set(one.http_methods), path


def test_every_route_has_a_name_of_its_own(routes: list[tuple[str, HTTPRouteHandler]]) -> None:
    names = [one.name for _, one in routes]
    assert None not in names
    assert len(names) == len(set(names))


def test_addresses_are_plain(routes: list[tuple[str, HTTPRouteHandler]]) -> None:
    for path, one in routes:
        assert one.name.startswith(STATIC) or DUTCH.fullmatch(path), path


def test_every_linked_address_is_answered(routes: list[tuple[str, HTTPRouteHandler]]) -> None:
    answered = {re.sub(r"\{[^}]*\}", "{}", path) for path, _ in routes}
    assert {re.sub(r"\{[^}]*\}", "{}", path) for path in PATHS.values()} <= answered


def _handlers(app: Litestar) -> Iterator[tuple[str, HTTPRouteHandler]]:
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler) and "OPTIONS" not in handler.http_methods:
                yield route.path, handler
