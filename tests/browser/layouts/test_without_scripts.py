"""Without JavaScript every layout offers the same: to read, to follow, to send and to unfold."""

import pytest
from playwright.sync_api import Page, expect

from browser.layouts.places import LAYOUTS, Places

# What scripts add: printing by a button, which the browser has in its own menu.
ADDED = {"Afdrukken"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_missing(places: Places, layout: str) -> None:
    with places.open(layout) as page:
        wanted = offered(page)
    with places.open(layout, java_script_enabled=False) as page:
        assert offered(page) >= wanted - ADDED
        expect(page.locator(".js-only").filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_link_leads_somewhere_and_every_form_can_be_sent(places: Places, layout: str) -> None:
    with places.open(layout, java_script_enabled=False) as page:
        for link in page.get_by_role("link").all():
            href = link.get_attribute("href") or ""
            assert href.startswith(("/", "?", "#inhoud", "tel:", "http")), href
        for form in page.locator("form").filter(visible=True).all():
            assert form.get_by_role("button").count() > 0


def test_what_is_folded_unfolds(places: Places) -> None:
    with places.open("patient", java_script_enabled=False) as page:
        page.locator("summary", has_text="eerdere uitslagen: Zout in het bloed: natrium").click()
        expect(page.get_by_role("row", name="16 mei 2026 141 normaal")).to_be_visible()


def offered(page: Page) -> set[str]:
    """Give the names of what can be followed, pressed or filled in."""
    places = page.locator("a, button, summary, label").filter(visible=True)
    return {" ".join(text.split()) for text in places.all_inner_texts()}
