"""Every address declares for whom it is; silence means nobody."""

from collections.abc import Callable

import pytest

from architecture.rules import routes
from architecture.rules.routes import Routes
from portal.app import build_app
from portal.frame.links import PATHS
from portal.settings import Settings

RULES = (
    routes.silent,
    routes.unguarded,
    routes.without_right,
    routes.idle_rights,
    routes.other_methods,
    routes.shared_names,
    routes.odd_paths,
)


@pytest.fixture
def found(settings: Settings) -> Routes:
    """Give every path with each of its handlers."""
    return routes.routes(build_app(settings))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_route_keeps_the_rule(rule: Callable[[Routes], list[str]], found: Routes) -> None:
    assert rule(found) == []


def test_every_linked_address_is_answered(found: Routes) -> None:
    assert routes.unanswered(found, PATHS.values()) == []


def test_all_of_them_were_looked_at(found: Routes) -> None:
    assert len(found) > len(PATHS)
