"""What stories share: a portal per file, and people who come in by their own browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import site as sites
from browser.site import Site
from browser.stories.visit import Visit, Way, visit
from portal.embedded import EmbeddedPostgres
from support import databases

Arrive = Callable[[Way], Visit]


@pytest.fixture(scope="module")
def site(
    demo: tuple[str, Path],
    server: EmbeddedPostgres,
    worker_name: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """Give a running demo for all stories of a file."""
    name, folder = demo
    database = databases.fresh(server, name, f"stories_{worker_name}")
    data = sites.copied(folder, tmp_path_factory.mktemp("stories") / "data")
    with sites.running(database, data) as running:
        yield running


@pytest.fixture(scope="module")
def arrive(chromium: Browser, site: Site) -> Iterator[Arrive]:
    """Give what opens a browser of one's own at the portal of this file."""
    with ExitStack() as stack:
        yield lambda way: stack.enter_context(visit(chromium, site, way))


@pytest.fixture
def arrive_first(chromium: Browser, portal_site: Site) -> Iterator[Arrive]:
    """Give the same at a portal that nobody used before."""
    with ExitStack() as stack:
        yield lambda way: stack.enter_context(visit(chromium, portal_site, way))
