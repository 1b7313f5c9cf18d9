"""Somebody at a browser: how they get about, what they read; every page they see is checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from browser import harness
from browser.site import Site
from browser.stories import keys


@dataclass(frozen=True)
class Way:
    """How somebody uses a browser."""

    width: int = 1280
    scripts: bool = True
    keyboard: bool = False
    language: str = "nl"
    checked: tuple[int, ...] = ()
    """The widths at which every page is checked; the own width when empty."""


EVERY_WIDTH = harness.WIDTHS
LINKS = "links => links.map(link => link.getAttribute('href'))"


@dataclass
class Visit:
    """One person at one browser."""

    page: Page
    site: Site
    way: Way
    read: list[str] = field(default_factory=list)
    """The text of every page they saw."""

    def open(self, path: str, status: int = 200) -> None:
        """Type an address."""
        answer = self.page.goto(self.site.portal + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        self.look()

    def follow(self, name: str) -> None:
        """Follow a link."""
        self.go(self.page.get_by_role("link", name=name, exact=True).first)

    def press(self, name: str, status: int = 200) -> None:
        """Press a button that leads on."""
        self.go(self.page.get_by_role("button", name=name, exact=True).first, status)

    def go(self, place: Locator, status: int = 200) -> None:
        """Follow or press what leads to another page."""
        with self.page.expect_navigation() as waiting:
            self.activate(place)
        answer = waiting.value
        assert answer is not None
        assert answer.status == status, f"{self.page.url}: {answer.status}"
        self.look()

    def save(self, name: str) -> tuple[str, bytes]:
        """Follow a link to a file, and give its name and content."""
        with self.page.expect_download() as waiting:
            self.activate(self.page.get_by_role("link", name=name).first)
        file = waiting.value
        return file.suggested_filename, Path(file.path()).read_bytes()

    def choose(self, name: str) -> None:
        """Choose one of several, or tick a box, by its label."""
        self.toggle(self.page.get_by_label(name, exact=True))

    def toggle(self, box: Locator) -> None:
        """Choose or tick; in the portal the label of a box covers it."""
        if self.way.keyboard:
            keys.toggle(self.page, box)
        else:
            self.page.locator(f"label[for='{box.get_attribute('id')}']").click()

    def unfold(self, summary: Locator) -> None:
        """Open what is folded."""
        self.activate(summary)

    def write(self, label: str, words: str) -> None:
        """Fill in a field."""
        box = self.page.locator("input, textarea").and_(self.page.get_by_label(label))
        if self.way.keyboard:
            keys.reach(self.page, box)
            self.page.keyboard.type(words)
        else:
            box.fill(words)

    def activate(self, place: Locator) -> None:
        """Click, or go there by keyboard and press Enter."""
        if self.way.keyboard:
            keys.reach(self.page, place)
            self.page.keyboard.press("Enter")
        else:
            place.click()

    def reads(self, *texts: str) -> None:
        """Fail unless all of this is on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def reads_not(self, *texts: str) -> None:
        """Fail when any of this is anywhere in the page."""
        html = self.page.content().casefold()
        found = [text for text in texts if text.casefold() in html]
        assert found == [], f"{self.page.url} says {found}"

    def look(self) -> None:
        """Check the page, and read it."""
        harness.check(self.page, widths=self.way.checked or (self.way.width,))
        self.read.append(self.page.locator("body").inner_text())

    def everything(self) -> dict[str, str]:
        """Give the source of every page of one's own that any link leads to, by its path."""
        found: dict[str, str] = {}
        waiting = ["/mijn"]
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            # One's own credentials, and no window: this is about what is said, not how.
            answer = self.page.context.request.get(self.site.portal + path)
            kind = answer.headers["content-type"]
            found[path] = answer.text() if kind.startswith("text/html") else ""
            waiting += links_in(self.page, found[path], path)
        return found

    def log_in(self, name: str, *, staff: bool = False) -> None:
        """Log in as an invented person, and see the first page."""
        self.page.goto(self.site.portal + ("/medewerkers/inloggen" if staff else "/inloggen"))
        self.prove(name)

    def prove(self, name: str) -> None:
        """Say at the provider who one is, and see the page that follows."""
        self.choose(name)
        self.press("Log in" if self.way.language == "en" else "Inloggen")


def links_in(page: Page, html: str, path: str) -> list[str]:
    """Give the paths below /mijn to which a page leads."""
    parts = html.split('href="')[1:]
    paths = [urlsplit(urljoin(path, part.split('"')[0])) for part in parts]
    inside = [one for one in paths if not one.netloc and one.path.startswith("/mijn")]
    return [one.path + (f"?{one.query}" if one.query else "") for one in inside]


@contextmanager
def visit(running: Browser, site: Site, way: Way) -> Iterator[Visit]:
    """Open a browser that nobody used before."""
    with harness.visitor(running, scripts=way.scripts, language=way.language) as page:
        page.set_viewport_size({"width": way.width, "height": harness.HEIGHT})
        yield Visit(page, site, way)
