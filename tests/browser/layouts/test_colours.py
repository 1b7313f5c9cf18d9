"""In the visitor's own colours everything that says something is still seen, dark and light."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from browser.layouts.places import LAYOUTS, Places
from browser.layouts.walking import UNFOLD, walk

Scheme = Literal["dark", "light"]
SCHEMES: tuple[Scheme, ...] = ("dark", "light")
# What is drawn: its property, and the least contrast with the ground (text 4.5, shapes 3).
DRAWN = {
    ".rangebar text, .trend text": ("fill", 4.5),
    ".mk": ("fill", 3),
    ".tick, .stem, .trend .line, .z-ok": ("stroke", 3),
    "main .icon, header .icon": ("stroke", 3),
    ".badge svg.solid": ("color", 3),
    ".badge": ("borderTopColor", 3),
}
PALE = """
([selector, property, least]) => {
    const probe = document.body.appendChild(document.createElement('i'));
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => {
        const [red, green, blue] = numbers(colour).map(one => one / 255)
            .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    };
    probe.style.backgroundColor = 'Canvas';
    const ground = light(getComputedStyle(probe).backgroundColor);
    probe.remove();
    return [...document.querySelectorAll(selector)].filter(one => one.checkVisibility())
        .map(one => [one.outerHTML.slice(0, 120), getComputedStyle(one)[property]])
        .filter(([, colour]) => {
            const ratio = light(colour) / ground;
            return Math.max(ratio, 1 / ratio) < least;
        });
}
"""
LOOKS = """
one => { const s = getComputedStyle(one); return [s.borderTopColor, s.outlineStyle].join(); }
"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_drawn_stands_out(places: Places, layout: str, scheme: Scheme) -> None:
    with places.open(layout, forced_colors="active", color_scheme=scheme) as page:
        page.evaluate(UNFOLD)
        for selector, (style, least) in DRAWN.items():
            assert page.evaluate(PALE, [selector, style, least]) == [], selector


def test_a_colour_of_its_own_is_found(places: Places) -> None:
    with places.open(
        "patient", forced_colors="active", color_scheme="dark", bypass_csp=True
    ) as page:
        page.add_style_tag(content=".mk { fill: #102030 !important }")
        assert page.evaluate(PALE, [".mk", "fill", 3]) != []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_focus_is_seen(places: Places, layout: str) -> None:
    with places.open(layout, forced_colors="active", color_scheme="dark") as page:
        assert len(walk(page)) > 0


@pytest.mark.parametrize("layout", ["patient", "staff"])
def test_where_one_is_in_the_menu_is_seen(places: Places, layout: str) -> None:
    with places.open(layout, forced_colors="active", color_scheme="dark") as page:
        here, elsewhere = _menu(page, "[aria-current]"), _menu(page, ":not([aria-current])")
        assert here not in elsewhere


def test_a_tick_is_the_browsers_own(places: Places) -> None:
    with places.open("staff", forced_colors="active") as page:
        box = page.locator("input[type=checkbox]").first
        assert box.evaluate("one => getComputedStyle(one).appearance") == "auto"
        assert box.evaluate("one => getComputedStyle(one, '::after').display") == "none"


def _menu(page: Page, which: str) -> list[str] | str:
    places = page.locator(f"nav a{which}").filter(visible=True)
    looks: list[str] = [one.evaluate(LOOKS) for one in places.all()]
    return looks[0] if which == "[aria-current]" else looks
