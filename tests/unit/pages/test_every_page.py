"""Every page in both languages is well-formed, labelled, and needs nothing the CSP forbids."""

from functools import cache
from itertools import pairwise

import pytest

from portal.frame.render import render
from unit.pages.examples import every
from unit.pages.reading import Page

PAGES = {name: example for name, *example in every()}
# Pages whose address says already which item is shown; their titles must say no more.
OF_ONE_ITEM = ("result", "invited", "letter", "episode")


@cache
def rendered(name: str) -> str:
    """Make one page, once for all tests."""
    return render(*PAGES[name])


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    """One rendered page; reading it checks that every element is closed."""
    return Page(rendered(request.param))


def test_a_page_has_one_h1_and_skips_no_level_of_headings(page: Page) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5")]
    dialog = [h for h in page.all("h2") if "dialog" in h.inside]
    assert levels.count(1) == 1
    ordered = levels[: len(levels) - len(dialog)]
    assert ordered[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ordered))


def test_every_id_is_unique_and_every_reference_has_its_id(page: Page) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for wanted in element.attributes.get(name, "").split():
                assert wanted in ids, f"{name}={wanted}"


def test_no_page_carries_style_script_or_handlers_of_its_own(page: Page) -> None:
    for element in page.elements:
        assert element.tag != "style"
        assert not any(name == "style" or name.startswith("on") for name in element.attributes)
    scripts = page.all("script")
    assert all(script.attributes["src"] and not script.text for script in scripts)


def test_every_field_has_a_label_and_every_form_its_token(page: Page) -> None:
    labels = {label.attributes["for"] for label in page.all("label")}
    for field in page.all("input", "select", "textarea"):
        if field.attributes.get("type") != "hidden":
            assert field.attributes["id"] in labels
    posts = [form for form in page.all("form") if form.attributes["method"] == "post"]
    tokens = [f for f in page.all("input") if f.attributes["name"] == "csrf_token"]
    assert len(posts) == len(tokens)


def test_every_badge_button_link_and_drawing_says_something(page: Page) -> None:
    for element in page.elements:
        if "badge" in element.attributes.get("class", "").split() or element.tag in ("button", "a"):
            assert element.text.strip() or element.attributes.get("aria-label"), element
        if element.attributes.get("role") == "img":
            assert element.attributes["aria-label"]


def test_every_link_stays_within_the_product(page: Page) -> None:
    for link in page.all("a", "form"):
        href = link.attributes.get("href", link.attributes.get("action", ""))
        assert href.startswith(("/", "#", "tel:")), href


@pytest.mark.parametrize("name", OF_ONE_ITEM)
def test_the_title_of_the_window_says_nothing_medical(name: str) -> None:
    for key, (template, struct, viewer) in PAGES.items():
        if key.endswith(f"-{name}"):
            [title] = Page(render(template, struct, viewer)).all("title")
            assert title.text.split(" \u2013 ")[0] in {
                "Uitslag", "Result", "Uitnodiging", "Invitation", "Brief", "Letter",
                "Dossier", "Record",
            }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["results", "no_results", "result", "invited", "letters", "letter", "dossier", "episode"],
)
def test_every_page_of_a_file_says_that_something_may_be_missing(name: str) -> None:
    found = [rendered(key) for key in PAGES if key == f"nl-patient-{name}"]
    assert found
    assert all("U ziet misschien niet alles" in html for html in found)


def test_the_log_page_begins_with_what_it_covers() -> None:
    html = rendered("nl-patient-log")
    text = "Deze lijst laat zien wie via dit portaal keek."
    assert html.index(text) < html.index("Anderen keken")


def test_an_invitation_shows_no_value_and_no_name_of_a_test() -> None:
    html = rendered("nl-patient-invited")
    assert "analyte" not in html


def test_the_demo_band_stands_on_every_page_of_a_demo_and_on_no_other() -> None:
    for name, (template, struct, viewer) in PAGES.items():
        assert "demo-band" in rendered(name)
        real = type(viewer)(
            kind=viewer.kind,
            language=viewer.language,
            csrf_token="x",
            demo=False,
        )
        assert "DEMO" not in render(template, struct, real)
