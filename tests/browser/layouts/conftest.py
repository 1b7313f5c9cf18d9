"""What the layouts share: one demo, filled at a fixed moment."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser

from browser import site as sites
from browser.layouts.places import Places
from browser.site import Site
from portal.embedded import EmbeddedPostgres
from support import databases

# So that every date on every page is the same in every run.
MOMENT = datetime.fromisoformat("2026-11-20T10:30:00+01:00")


@pytest.fixture(scope="session")
def still_site(
    server: EmbeddedPostgres,
    template: str,
    worker_name: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """Give a running demo of which the clock stands still."""
    folder = tmp_path_factory.mktemp("layouts")
    (folder / "clock").write_text(MOMENT.isoformat())
    database = databases.fresh(server, template, f"layouts_{worker_name}")
    with sites.running(database, folder / "data") as running:
        yield running


@pytest.fixture(scope="module")
def places(chromium: Browser, still_site: Site) -> Places:
    """Give the layouts of that demo."""
    still_site.set_clock(MOMENT)
    return Places(chromium, still_site)
