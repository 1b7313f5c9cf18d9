"""The layouts, each by its fullest page, opened in a browser of one's own choosing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Locator, Page, StorageState

from browser.site import Site

OUTSIDE = {"public": "/", "provider": "/inloggen"}
INSIDE = {
    "patient": ("/inloggen", "Anna de Vries"),
    "staff": ("/medewerkers/inloggen", "A. van Dijk"),
}
LAYOUTS = (*OUTSIDE, *INSIDE)
WIDE = {"width": 1280, "height": 900}


@dataclass
class Places:
    """A running portal, and the state of who logged in to it once."""

    chromium: Browser
    site: Site
    states: dict[str, StorageState] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=lambda: dict(OUTSIDE))

    @contextmanager
    def open(self, layout: str, **ways: Any) -> Iterator[Page]:
        """Open the page of a layout, as somebody who logged in before."""
        if layout not in self.paths:
            with self.newcomer(layout) as page:
                self.paths[layout] = page.url.removeprefix(self.site.portal)
                self.states[layout] = page.context.storage_state()
        with self._window(storage_state=self.states.get(layout), **ways) as page:
            page.goto(self.site.portal + self.paths[layout])
            yield page

    @contextmanager
    def newcomer(self, layout: str, **ways: Any) -> Iterator[Page]:
        """Log in for oneself alone, and open the page of the layout."""
        with self._window(**ways) as page:
            page.goto(self.site.portal + INSIDE[layout][0])
            choose(page, layout)
            _PAGES[layout](page, self.site.portal)
            yield page

    @contextmanager
    def _window(self, **ways: Any) -> Iterator[Page]:
        context = self.chromium.new_context(**{"viewport": WIDE, "locale": "nl", **ways})
        try:
            yield context.new_page()
        finally:
            context.close()


def choose(page: Page, layout: str) -> None:
    """Log in at the provider that is open."""
    page.locator("label", has_text=INSIDE[layout][1]).click()
    page.locator("button[name=login]").click()
    page.wait_for_url("**/mijn**" if layout == "patient" else "**/praktijk**")


def _a_result(page: Page, portal: str) -> None:
    page.goto(f"{portal}/mijn/uitslagen")
    _follow(page, page.get_by_role("link", name="Nierfunctie en zouten", exact=True))


def _a_waiting_report(page: Page, portal: str) -> None:
    page.goto(f"{portal}/praktijk/uitslagen")
    _follow(page, page.locator("tr", has_text="Anna").first.get_by_role("link"))


def _follow(page: Page, link: Locator) -> None:
    with page.expect_navigation():
        link.first.click()


_PAGES = {"patient": _a_result, "staff": _a_waiting_report}
