"""What a screen reader finds on every page of the stories is what we agreed it finds."""

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import site as sites
from browser.layouts.conftest import MOMENT
from browser.layouts.places import INSIDE, Places
from browser.layouts.trees import PAGES, go
from portal.embedded import EmbeddedPostgres
from support import databases

SNAPSHOTS = Path(__file__).parent / "snapshots"
# SNAPSHOTS=write makes them anew; read the difference before you commit it.
IS_WRITING = os.environ.get("SNAPSHOTS") == "write"
CHANGING = (
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<id>"),
    (re.compile(r"\"?\b[0-9A-F]{8}\b\"?"), "<number>"),
    (re.compile(r"/static/[0-9a-f]{12}"), "/static"),
    (re.compile(r"http://(127\.0\.0\.1|localhost):\d+"), "<origin>"),
    (re.compile(r"(request_uri|state|csrf_token|voor)=[^&\s\"]+"), r"\1=<secret>"),
)


@pytest.fixture(scope="module")
def unvisited(
    chromium: Browser,
    server: EmbeddedPostgres,
    template: str,
    worker_name: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Places]:
    """Give the layouts of a demo of its own: the list of who looked counts every visit."""
    folder = tmp_path_factory.mktemp("trees")
    (folder / "clock").write_text(MOMENT.isoformat())
    database = databases.fresh(server, template, f"trees_{worker_name}")
    with sites.running(database, folder / "data") as running:
        yield Places(chromium, running)


def test_every_page_has_the_tree_it_had(unvisited: Places) -> None:
    changes: list[str] = []
    for layout, stops in PAGES.items():
        way = unvisited.newcomer(layout) if layout in INSIDE else unvisited.open(layout)
        with way as page:
            for stop in stops:
                go(page, unvisited.site.portal, stop)
                # The frame is the same on all pages of a layout: it is told once.
                part = "body" if stop is stops[0] else "main"
                changes += _changes(f"{layout}-{stop.name}", tree(page, part))
    assert changes == [], "\n".join(changes)


def tree(page: Page, part: str) -> str:
    """Give what assistive technology is told of a page, without what differs in every run."""
    told = f"{page.title()}\n{page.locator(part).aria_snapshot()}\n"
    for pattern, name in CHANGING:
        told = pattern.sub(name, told)
    return told


def _changes(name: str, told: str) -> list[str]:
    file = SNAPSHOTS / f"{name}.txt"
    if IS_WRITING:
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(told, encoding="utf-8")
    known = file.read_text(encoding="utf-8") if file.exists() else ""
    before, after = known.splitlines(), told.splitlines()
    return list(difflib.unified_diff(before, after, name, "now", lineterm="", n=1))
