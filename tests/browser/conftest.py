"""Fixtures for stories: a browser per file, and per story a portal with a fresh database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import harness, site
from browser.site import Site
from portal.embedded import EmbeddedPostgres
from support import databases

shared = harness.Shared()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as a story, and the layouts apart: they take minutes."""
    here = f"{Path(__file__).parent}/"
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
        if str(item.path).startswith(f"{here}layouts/"):
            item.add_marker(pytest.mark.layouts)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """End the Chromium before a test that wants a loop of its own."""
    if nextitem is None or "chromium" not in getattr(nextitem, "fixturenames", ()):
        shared.close()


@pytest.fixture(scope="module")
def chromium() -> Browser:
    """Give the Chromium of this process."""
    path = harness.chromium()
    if path is None:
        pytest.skip("no Chromium: set PORTAL_CHROMIUM, or put one in PATH")
    return shared.get(path)


@pytest.fixture(scope="session")
def demo(
    server: EmbeddedPostgres,
    template: str,
    worker_name: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, Path]:
    """Give the name of a database with the demo's people, and the folder of its keys."""
    name, folder = f"demo_{worker_name}", tmp_path_factory.mktemp("demo") / "data"
    database = databases.fresh(server, template, name)
    with site.running(database, folder):
        pass
    return name, folder


@pytest.fixture
def portal_site(
    chromium: Browser,
    demo: tuple[str, Path],
    server: EmbeddedPostgres,
    worker_name: str,
    tmp_path: Path,
) -> Iterator[Site]:
    """Give a running demo that nobody has touched."""
    name, folder = demo
    database = databases.fresh(server, name, f"story_{worker_name}")
    with site.running(database, site.copied(folder, tmp_path / "data")) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, portal_site: Site) -> Iterator[Page]:
    """Give a page of a fresh browser."""
    with harness.visitor(chromium) as fresh:
        yield fresh
