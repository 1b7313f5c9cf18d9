"""Judges a page with axe-core, by the rules of WCAG 2.2 AA and those of good practice."""

from functools import cache
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

SOURCE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Nothing is fetched for it, and only what is wrong is worked out: that is half of the time.
RUN = """
async tags => {
    if (!('axe' in window)) bringAxe();
    const found = await axe.run(document, {
        runOnly: {type: 'tag', values: tags},
        resultTypes: ['violations'],
        preload: false,
        iframes: false,
    });
    return found.violations.map(
        one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(', '));
}
"""


def follow(context: BrowserContext) -> None:
    """Have axe at hand on every page of a browser, outside its content policy."""
    context.add_init_script(_at_hand())


def violations(page: Page) -> list[str]:
    """Name the rules that a page breaks, each with where; it belongs to a browser followed so."""
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


@cache
def _at_hand() -> str:
    # As a function that waits, a page that nobody judges does not pay for it; sent anew for each
    # page it took as long as judging.
    return f"window.bringAxe = function () {{{SOURCE.read_text(encoding='utf-8')}\n}};"
