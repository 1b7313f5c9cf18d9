"""What every page must be in a real browser: accessible, fitting, quiet, at three widths."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    sync_playwright,
)

from browser import axe
from browser.judged import State
from support import canary

WIDTHS = (320, 390, 1280)
HEIGHT = 900
# The last three: one machine, one visitor, nothing to draw for.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-site-isolation-trials",
]
# The same engine without a window comes first: it takes a third of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FACTS = """
() => {
    const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
    return {
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        headings: document.querySelectorAll('h1').length,
        doubles: ids.filter((id, at) => ids.indexOf(id) !== at),
        styled: document.querySelectorAll('[style]').length,
        language: document.documentElement.lang,
        title: document.title,
    };
}
"""
REPORT_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', event =>
    console.error('CSP violation: ' + event.violatedDirective + ' ' + event.blockedURI));
"""


@dataclass
class Watch:
    """What the browser complained about, since the last look at it."""

    complaints: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        """Keep errors; the status of the page itself is for the story to judge."""
        page = message.page
        of_page = page is not None and message.location.get("url") == page.url
        if message.type == "error" and not (of_page and "status of" in message.text):
            self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def follow(self, page: Page) -> None:
        """Listen to a page."""
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: canary.heard(request.url))
        page.on("download", lambda download: canary.heard(download.suggested_filename))

    def take(self) -> list[str]:
        """Give the complaints and forget them."""
        taken, self.complaints = self.complaints, []
        return taken


WATCHES: dict[BrowserContext, Watch] = {}
# For a browser without scripts, a page of one with scripts: without them axe cannot run either.
TWINS: dict[BrowserContext, Page] = {}
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


def chromium() -> str | None:
    """Return the path of the Chromium to use, or None where there is none."""
    for name in (os.environ.get("PORTAL_CHROMIUM"), *NAMES):
        if name and (found := shutil.which(name)):
            return found
    return None


def flags() -> list[str]:
    """Return how to start a Chromium here; as root it has no sandbox."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """Run a Chromium without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=flags())
        yield running
        running.close()


class Shared:
    """One Chromium for as many stories as come after each other, started by the first."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._running: Browser | None = None

    def get(self, path: str) -> Browser:
        """Give it."""
        if self._running is None:
            self._running = self._stack.enter_context(browser(path))
        return self._running

    def close(self) -> None:
        """End it, and with it the loop that Playwright keeps to itself."""
        self._stack.close()
        self._running = None


@contextmanager
def visitor(running: Browser, *, scripts: bool = True, language: str = "nl") -> Iterator[Page]:
    """Give a page of a browser that nobody used before; its complaints fail the next check."""
    context = running.new_context(
        java_script_enabled=scripts,
        locale=language,
        viewport={"width": WIDTHS[-1], "height": HEIGHT},
    )
    # Before the page's own scripts, and outside its content policy.
    context.add_init_script(REPORT_VIOLATIONS)
    axe.follow(context)
    watch = WATCHES[context] = Watch()
    context.on("page", watch.follow)
    if not scripts:
        TWINS[context] = _twin(running, language)
    try:
        yield context.new_page()
        assert watch.take() == []
    finally:
        del WATCHES[context]
        context.close()
        if twin := TWINS.pop(context, None):
            twin.context.close()


def check(page: Page, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """Fail unless the page is accessible, fits and is quiet at every width."""
    state = State(page, scripts=page.context not in TWINS)
    own = page.viewport_size or {"width": WIDTHS[-1], "height": HEIGHT}
    # Its own width last: every change of it is drawn anew.
    for width in sorted(widths, key=lambda width: width == own["width"]):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        facts = page.evaluate(FACTS)
        place = f"{page.url} at {width} pixels"
        assert facts["overflow"] <= 0, f"{place}: {facts['overflow']} pixels too wide"
        assert facts["headings"] == 1, f"{place}: {facts['headings']} main headings"
        assert facts["doubles"] == [], f"{place}: twice the id {facts['doubles']}"
        assert facts["styled"] == 0, f"{place}: styles in the page"
        assert facts["language"] in {"nl", "en"}, place
        assert facts["title"], place
        if state.is_due(width, min(widths)):
            violations = _violations(page, width)
            assert violations == [], f"{place}: {violations}"
            state.passed(width)
    if page.viewport_size != own:
        page.set_viewport_size(own)
    complaints = WATCHES[page.context].take()
    assert complaints == [], f"{page.url}: {complaints}"


def _violations(page: Page, width: int) -> list[str]:
    return axe.violations(_copied(page, width) if page.context in TWINS else page)


def _twin(running: Browser, language: str) -> Page:
    context = running.new_context(locale=language)
    axe.follow(context)
    return context.new_page()


def _copied(page: Page, width: int) -> Page:
    twin, html = TWINS[page.context], SCRIPT.sub("", page.content())
    twin.set_viewport_size({"width": width, "height": HEIGHT})
    twin.unroute_all()
    twin.route(lambda url: url == page.url, lambda route: _answer(route, html))
    twin.goto(page.url)
    return twin


def _answer(route: Route, html: str) -> None:
    route.fulfill(body=html, content_type="text/html")
