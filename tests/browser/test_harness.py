"""The check of pages finds what it must find, and lets the first pages of the portal pass."""

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import axe, harness
from browser.harness import check
from browser.site import Site

GOOD = """
<!doctype html><html lang="nl"><head><title>Goed</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Goed</h1>{}</main></body></html>
"""
FAULTS = {
    "too wide": '<div><img alt="" width="2000" height="1"></div>',
    "image-alt": '<img src="data:," width="20" height="20">',
    "label": '<input name="x">',
    "main headings": "<h1>Nog een</h1>",
    "twice the id": '<p id="a">a</p><p id="a">b</p>',
    "styles in the page": '<p style="color: black">x</p>',
    "color-contrast": "<style>p{color:#ccc;background:#fff}</style><p>flets</p>",
    "broken": "<script>console.error('broken')</script>",
    "not defined": "<script>nothing()</script>",
}


@pytest.fixture
def blank(chromium: Browser) -> Page:
    """Give a page that belongs to no portal; its complaints are the test's own."""
    context = chromium.new_context(viewport={"width": 1280, "height": harness.HEIGHT})
    axe.follow(context)
    watch = harness.WATCHES[context] = harness.Watch()
    page = context.new_page()
    watch.follow(page)
    yield page
    del harness.WATCHES[context]
    context.close()


def test_a_good_page_passes(blank: Page) -> None:
    _show(blank, "good", "")
    check(blank)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(blank: Page, fault: str) -> None:
    _show(blank, fault, FAULTS[fault])
    with pytest.raises(AssertionError, match=fault):
        check(blank, widths=(390,))


def test_a_state_that_brings_a_new_kind_of_element_is_judged(blank: Page) -> None:
    _show(blank, "state", "<p>a</p>")
    check(blank, widths=(390,))
    _show(blank, "state", '<p>a</p><input name="x" maxlength="7">')
    with pytest.raises(AssertionError, match="label"):
        check(blank, widths=(390,))


def test_the_first_page_passes(page: Page, portal_site: Site) -> None:
    page.goto(portal_site.portal)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check(page)


def test_a_page_that_is_not_there_passes(page: Page, portal_site: Site) -> None:
    answer = page.goto(f"{portal_site.portal}/nergens")
    assert answer is not None
    assert answer.status == 404
    check(page)


def test_the_clock_of_the_site_can_be_moved(page: Page, portal_site: Site) -> None:
    portal_site.move_clock(3600)
    page.goto(f"{portal_site.portal}/inloggen")
    assert page.url.startswith(portal_site.provider)


def _show(page: Page, name: str, body: str) -> None:
    # A page of its own address, which nobody judged, so that scripts for every page run in it.
    address = f"http://page.test/{name.replace(' ', '-')}"
    page.route(address, lambda route: route.fulfill(body=GOOD.format(body)))
    page.goto(address)
