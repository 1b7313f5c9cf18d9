"""Who asks for less motion gets none."""

import pytest

from browser.layouts.places import LAYOUTS, Places

MOVING = """
() => [...document.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one);
    return style.animationName !== 'none' || style.scrollBehavior === 'smooth'
        || style.transitionDuration.split(',').some(part => parseFloat(part) > 0);
}).map(one => one.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_moves(places: Places, layout: str) -> None:
    with places.open(layout, reduced_motion="reduce") as page:
        assert page.evaluate(MOVING) == []


def test_others_see_a_little_motion(places: Places) -> None:
    with places.open("patient", reduced_motion="no-preference") as page:
        assert page.evaluate(MOVING) != []
