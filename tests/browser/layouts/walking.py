"""What can be reached and read on a page, as somebody with a keyboard and eyes would find it."""

from playwright.sync_api import Page

from browser.stories.keys import FAULT

LONGEST = 150
PLACE = "() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"
# Of a group of radio buttons only one is a stop; what is folded in or hidden is none.
STOPS = """
() => {
    const every = [...document.querySelectorAll('*')];
    const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
    const isStop = one => one.checkVisibility({visibilityProperty: true}) && !one.disabled
        && (one.type !== 'radio' || one.checked
            || (!document.querySelector(`[name="${one.name}"]:checked`)
                && one === document.querySelector(`[name="${one.name}"]`)));
    return every.flatMap((one, place) => one.matches(kinds) && isStop(one) ? [place] : []);
}
"""
# Pieces of text that are seen ("seen"), or that only a screen reader reads ("said").
TEXTS = """
() => {
    const found = {seen: [], said: []};
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        const place = walker.currentNode.parentElement;
        if (!text || !place.checkVisibility({visibilityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        let isSaid = false;
        for (let up = place; up; up = up.parentElement) {
            isSaid ||= getComputedStyle(up).clipPath === 'inset(50%)';
        }
        const box = range.getBoundingClientRect();
        (isSaid ? found.said : found.seen).push([text, box.left, box.right]);
    }
    return found;
}
"""
UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"


def walk(page: Page) -> list[int]:
    """Press Tab from the beginning to the end; every stop must show where one is."""
    places: list[int] = []
    for _ in range(LONGEST):
        page.keyboard.press("Tab")
        place = page.evaluate(PLACE)
        if place in places or page.evaluate("document.activeElement === document.body"):
            return places
        fault = page.evaluate(FAULT)
        what = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert not fault, f"{page.url}: {fault} at {what}"
        places.append(place)
    raise AssertionError(f"{page.url}: no end after {LONGEST} stops")


def stops(page: Page) -> list[int]:
    """Give the places of everything that can be used."""
    found: list[int] = page.evaluate(STOPS)
    return found


def texts(page: Page) -> tuple[list[tuple[str, float, float]], set[str]]:
    """Give what is seen, each with its left and right edge, and what is only said."""
    found = page.evaluate(TEXTS)
    return [(one[0], one[1], one[2]) for one in found["seen"]], {one[0] for one in found["said"]}
