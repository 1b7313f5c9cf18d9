"""Before the time is over one is asked; after it, or after logging out, nothing is left to see."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import harness
from browser.layouts.conftest import MOMENT
from browser.layouts.places import INSIDE, Places, choose
from browser.site import Site

PERSONAL = ("Anna", "Vries", "Bram", "Ceyda", "Kalium", "Bloedsuiker", "nieren")
BACK = 5
HOURS = timedelta(hours=3)
FIELD, TEXT = "Conclusie (verplicht", "Uw suiker is goed."


@pytest.fixture
def warned(places: Places) -> Iterator[Page]:
    """Give the practice's form, half filled in, of somebody who was quiet until the warning."""
    with places.newcomer("staff") as page:
        page.clock.install()
        page.reload()
        page.get_by_role("textbox", name=FIELD).fill(TEXT)
        _pass(page, _seconds(page, "timeout") - _seconds(page, "warn") - 1)
        expect(page.get_by_role("alertdialog")).to_be_hidden()
        _pass(page, 2)
        yield page


@pytest.fixture(scope="module")
def keeping(chromium: Browser) -> Iterator[Browser]:
    """Give a Chromium that keeps whole pages for going back, as people's own does."""
    kept = ["--disable-back-forward-cache"]
    running = chromium.browser_type.launch(
        executable_path=harness.chromium(), args=harness.flags(), ignore_default_args=kept
    )
    yield running
    running.close()


def test_two_minutes_before_the_end_it_asks(warned: Page) -> None:
    asked = warned.get_by_role("alertdialog", name="Bent u er nog?")
    expect(asked).to_be_visible()
    assert _seconds(warned, "warn") == 120
    expect(asked.get_by_role("button", name="Ingelogd blijven")).to_be_focused()
    for _ in range(5):
        warned.keyboard.press("Tab")
        assert warned.locator("main :focus").count() == 0


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_staying_keeps_what_was_filled_in(warned: Page, key: str) -> None:
    with warned.expect_response("**/praktijk") as answer:
        warned.keyboard.press(key)
    assert answer.value.ok
    expect(warned.get_by_role("alertdialog")).to_be_hidden()
    expect(warned.get_by_role("textbox", name=FIELD)).to_have_value(TEXT)
    expect(warned.get_by_role("textbox", name=FIELD)).to_be_focused()
    _pass(warned, 121)
    expect(warned.get_by_role("alertdialog")).to_be_hidden()


def test_one_can_log_out_at_once(warned: Page) -> None:
    warned.get_by_role("alertdialog").get_by_role("button", name="Uitloggen").click()
    warned.wait_for_url("**/uitgelogd?**")
    expect(warned.get_by_role("heading", level=1)).to_have_text("U bent uitgelogd")


@pytest.mark.parametrize("layout", INSIDE)
def test_when_time_is_over_the_page_leaves_and_one_comes_back_to_it(
    places: Places, still_site: Site, layout: str
) -> None:
    with places.newcomer(layout) as page:
        page.clock.install()
        page.reload()
        place = page.url
        still_site.set_clock(MOMENT + HOURS)
        _pass(page, _seconds(page, "timeout") + 1)
        _comes_back(page, layout, place)
    still_site.set_clock(MOMENT)


@pytest.mark.parametrize("layout", INSIDE)
def test_without_scripts_the_next_page_says_so_and_leads_back(
    places: Places, still_site: Site, layout: str
) -> None:
    with places.newcomer(layout, java_script_enabled=False) as page:
        place = page.url
        still_site.set_clock(MOMENT + HOURS)
        page.reload()
        _comes_back(page, layout, place)
    still_site.set_clock(MOMENT)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("layout", INSIDE)
def test_going_back_after_logging_out_shows_nothing(
    places: Places, layout: str, scripts: bool
) -> None:
    with places.newcomer(layout, java_script_enabled=scripts) as page:
        _log_out(page)
        for _ in range(BACK):
            page.go_back()
            assert _seen(page) == [], page.url


@pytest.mark.parametrize("layout", INSIDE)
def test_a_browser_that_keeps_whole_pages_shows_nothing_either(
    places: Places, keeping: Browser, layout: str
) -> None:
    with Places(keeping, places.site).newcomer(layout) as page:
        _log_out(page)
        for _ in range(BACK):
            # A page that comes back whole does not load, so there is no event to wait for.
            page.evaluate("() => { setTimeout(() => history.back()); }")
            page.wait_for_timeout(1000)
            assert _seen(page) == [], page.url


def _log_out(page: Page) -> None:
    page.locator("form[action='/uitloggen'] button").filter(visible=True).first.click()
    page.wait_for_url("**/uitgelogd?state=**")


def _seen(page: Page) -> list[str]:
    # At the stand-in provider everybody's name may be chosen.
    html = "" if "/proef-" in page.url else page.content()
    return [word for word in PERSONAL if word in html]


def _comes_back(page: Page, layout: str, place: str) -> None:
    page.wait_for_url("**/uitgelogd?stil=**")
    expect(page.locator("main")).to_contain_text("minuten niets gedaan")
    assert _seen(page) == []
    page.get_by_role("link", name="Opnieuw inloggen").click()
    choose(page, layout)
    assert page.url == place


def _pass(page: Page, seconds: float) -> None:
    page.clock.run_for(int(seconds * 1000))


def _seconds(page: Page, name: str) -> int:
    return int(page.locator("#session-dialog").get_attribute(f"data-{name}") or 0)
