"""By keyboard alone: everything can be reached, in reading order, and one sees where one is."""

import pytest
from playwright.sync_api import expect

from browser.layouts.places import LAYOUTS, Places
from browser.layouts.walking import stops, walk

WITH_NAVIGATION = ("public", "patient", "staff")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tab_leads_past_everything_in_reading_order(places: Places, layout: str) -> None:
    with places.open(layout) as page:
        expected = stops(page)
        walked = walk(page)
        assert walked == sorted(walked)
        assert set(expected) <= set(walked)


@pytest.mark.parametrize("layout", WITH_NAVIGATION)
def test_the_first_stop_skips_to_the_content(places: Places, layout: str) -> None:
    with places.open(layout) as page:
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        expect(skip).to_have_text("Ga naar de inhoud")
        expect(skip).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page.locator("main:focus")).to_be_attached()
        page.keyboard.press("Tab")
        assert page.locator("main :focus").count() == 1


def test_what_is_folded_unfolds_by_keyboard(places: Places) -> None:
    with places.open("patient") as page:
        summary = page.locator("summary", has_text="eerdere uitslagen: Nierwaarde")
        summary.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("img", name="Lijngrafiek van Nierwaarde")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.locator("summary:focus")).to_contain_text("Bekijk als tabel")
