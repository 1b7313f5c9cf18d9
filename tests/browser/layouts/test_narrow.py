"""On a narrow screen, and at 400 % of a window of 1280 pixels: all is there, nothing covered."""

import pytest
from playwright.sync_api import Page

from browser.layouts.places import LAYOUTS, Places
from browser.layouts.walking import UNFOLD, texts, walk

NARROW = {"viewport": {"width": 320, "height": 800}}
# 1280 by 1024 pixels, magnified four times.
MAGNIFIED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
WINDOWS = {"320 pixels": NARROW, "400 %": MAGNIFIED}
STAYING = """
() => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility()
    && ['fixed', 'sticky'].includes(getComputedStyle(one).position)).map(one => one.className)
"""
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
both = pytest.mark.parametrize("window", WINDOWS)


@both
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_lost(places: Places, layout: str, window: str) -> None:
    with places.open(layout) as page:
        page.evaluate(UNFOLD)
        wide = {text for text, _, _ in texts(page)[0]}
    with places.open(layout, **WINDOWS[window]) as page:
        page.evaluate(UNFOLD)
        seen, said = texts(page)
        # Beside a sign that is seen, a word may be left to the screen reader.
        assert wide - {text for text, _, _ in seen} - said == set()
        outside = [one for one in seen if one[1] < 0 or one[2] > 320 + 0.5]
        assert outside == [] or _all_scroll(page, outside), outside
        assert page.evaluate(TOO_WIDE) <= 0


@both
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_that_has_the_focus_is_covered(places: Places, layout: str, window: str) -> None:
    with places.open(layout, **WINDOWS[window]) as page:
        assert len(walk(page)) > 0


@pytest.mark.parametrize("layout", LAYOUTS)
def test_in_a_low_window_no_bar_stays(places: Places, layout: str) -> None:
    with places.open(layout, **MAGNIFIED) as page:
        assert page.evaluate(STAYING) == []


def _all_scroll(page: Page, outside: list[tuple[str, float, float]]) -> bool:
    """Tell whether what lies outside can be scrolled to sideways, as a menu or a wide table."""
    held = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(one =>
            ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)
            && one.scrollWidth > one.clientWidth).map(one => one.innerText).join('\\n')"""
    )
    return all(text in held for text, _, _ in outside)
