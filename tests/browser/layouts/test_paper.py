"""Printed: whose it is and when, all that can be unfolded, and nothing to press."""

import pytest
from playwright.sync_api import Page

from browser.layouts.places import LAYOUTS, Places

PAPER = {"width": 718, "height": 1000}
ABOVE = {
    "patient": (
        "DEMO. Dossier van Anna de Vries, geboren op 11 oktober 1962."
        " Afgedrukt op 20 november 2026 om 10.30 uur"
    ),
    "staff": "DEMO. Afgedrukt op 20 november 2026 om 10.30 uur door A. van Dijk, Huisarts.",
}
TO_PRESS = "nav, button, dialog, aside, summary, .btn, .skip-link, .actionbar, footer form"
FOLDED = """
() => [...document.querySelectorAll('details *')].filter(one => !one.closest('summary, nav')
    && one.childElementCount === 0 && one.textContent.trim()
    && !one.closest('.no-print, .staff__side') && !one.checkVisibility()).map(one => one.outerHTML)
"""


def printed(page: Page) -> Page:
    """Show the page as paper shows it."""
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    return page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_there_is_nothing_to_press(places: Places, layout: str) -> None:
    with places.open(layout) as page:
        found = printed(page).locator(TO_PRESS).filter(visible=True)
        assert found.all_inner_texts() == []


@pytest.mark.parametrize("layout", ABOVE)
def test_whose_it_is_and_when_it_was_printed_stands_above_all(places: Places, layout: str) -> None:
    with places.open(layout) as page:
        text = printed(page).locator("main").inner_text()
        assert text.startswith(ABOVE[layout])


def test_it_stands_above_the_picture_of_the_first_page_too(places: Places) -> None:
    with places.open("patient") as page:
        page.goto(f"{places.site.portal}/mijn")
        assert printed(page).locator("main").inner_text().startswith(ABOVE["patient"])


def test_the_paper_of_the_practice_names_nobody_else(places: Places) -> None:
    with places.open("staff") as page:
        text = printed(page).locator("body").inner_text()
        assert "Anna de Vries · 11 oktober 1962" in text
        assert [name for name in ("Bram", "Ceyda") if name in text] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_was_folded_is_printed(places: Places, layout: str) -> None:
    with places.open(layout) as page:
        assert printed(page).evaluate(FOLDED) == []


def test_every_course_is_printed_as_drawing_and_as_table(places: Places) -> None:
    with places.open("patient") as page:
        printed(page)
        assert page.get_by_role("img", name="Lijngrafiek van Nierwaarde").is_visible()
        rows = page.get_by_role("row", name="16 mei 2026 74 normaal")
        assert rows.is_visible()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_fits_the_paper(places: Places, layout: str) -> None:
    with places.open(layout) as page:
        width = printed(page).evaluate("document.documentElement.scrollWidth")
        assert width <= PAPER["width"]
        assert page.pdf(format="A4").startswith(b"%PDF")
