"""A keyboard and nothing else: getting somewhere by Tab, and seeing at every stop where one is."""

from playwright.sync_api import Locator, Page

STOPS = 120
IS_HERE = "one => one === document.activeElement"
IN_SAME_GROUP = """
one => one.type === 'radio' && document.activeElement.type === 'radio'
    && one.name === document.activeElement.name
"""
# A stop shows a ring, on itself or on the card around it, and is not wholly under something else.
FAULT = """
() => {
    const stop = document.activeElement;
    if (!stop || stop === document.body) return '';
    const rings = node => {
        const style = getComputedStyle(node);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    const around = [stop];
    for (let up = stop.parentElement; up && around.length < 4; up = up.parentElement) {
        around.push(up);
    }
    if (!around.some(rings)) return 'no ring';
    const box = stop.getBoundingClientRect();
    const parts = [0.1, 0.5, 0.9];
    const isSeen = (x, y) => {
        const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
        if (!top) return false;
        return stop.contains(top) || top.contains(stop) || top.closest('label')?.control === stop;
    };
    return parts.some(x => parts.some(y => isSeen(x, y))) ? '' : 'covered';
}
"""


def reach(page: Page, place: Locator) -> None:
    """Press Tab until the focus is there; every stop on the way must show itself."""
    place.wait_for(state="visible")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        fault = page.evaluate(FAULT)
        assert not fault, (
            f"{page.url}: {fault} at {page.evaluate('document.activeElement.outerHTML')}"
        )
        if place.evaluate(IS_HERE):
            return
    raise AssertionError(f"{page.url}: no way by keyboard to {place}")


def toggle(page: Page, box: Locator) -> None:
    """Tick a box, or choose one of several: those are one stop, with arrows inside."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if box.evaluate(IS_HERE):
            page.keyboard.press("Space")
            return
        if box.evaluate(IN_SAME_GROUP):
            break
    while not box.evaluate(IS_HERE):
        page.keyboard.press("ArrowDown")
    assert box.is_checked()
