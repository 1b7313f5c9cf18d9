"""Every page of the practice is whole, in both languages."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from portal.frame.render import render
from portal.texts import LANGUAGES
from unit.pages.examples_of_acting import REPRESENTATIVES
from unit.pages.examples_of_sharing import SHARING_DESK
from unit.pages.reading import Page
from unit.practice.examples import EXAMPLES, viewer
from unit.practice.examples_of_accounts import ACCOUNTS
from unit.practice.examples_of_employees import EMPLOYEES
from unit.practice.examples_of_letters import LETTERS
from unit.practice.examples_of_oversight import OVERSIGHT
from unit.practice.examples_of_patients import PATIENTS
from unit.practice.examples_of_phrasing import PHRASING
from unit.practice.examples_of_post import POST
from unit.practice.examples_of_quarantine import QUARANTINE
from unit.practice.examples_of_recalls import RECALLS
from unit.practice.examples_of_terms import TERMS
from unit.practice.examples_of_why import WHY
from unit.practice.examples_of_wording import WORDING

PAGES = (
    EXAMPLES
    | EMPLOYEES
    | PATIENTS
    | ACCOUNTS
    | POST
    | OVERSIGHT
    | SHARING_DESK
    | WHY
    | RECALLS
    | WORDING
)
PAGES |= REPRESENTATIVES | QUARANTINE
PAGES |= PHRASING | LETTERS | TERMS
EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
BOTH = pytest.mark.parametrize("language", LANGUAGES)
FIELDS = ("input", "select", "textarea")
REFERENCES = ("for", "aria-labelledby", "aria-describedby")


def html_of(name: str, language: str) -> str:
    template, example = PAGES[name]
    return render(template, example(language), viewer(language))


def values(page: Page, attribute: str) -> list[str]:
    return [one.attributes[attribute] for one in page.elements if attribute in one.attributes]


@EVERY_PAGE
@BOTH
def test_a_page_has_one_first_heading_and_no_id_twice(name: str, language: str) -> None:
    page = Page(html_of(name, language))
    assert len(page.all("h1")) == 1
    assert [one for one, times in Counter(values(page, "id")).items() if times > 1] == []


@EVERY_PAGE
@BOTH
def test_headings_skip_no_level(name: str, language: str) -> None:
    found = Page(html_of(name, language)).all("h1", "h2", "h3", "h4", "h5", "h6")
    levels = [int(heading.tag[1]) for heading in found]
    assert all(below <= above + 1 for above, below in pairwise(levels))


@EVERY_PAGE
def test_every_field_has_a_label_and_every_reference_a_target(name: str) -> None:
    page = Page(html_of(name, "nl"))
    ids, labelled = set(values(page, "id")), set(values(page, "for"))
    for one in page.all(*FIELDS):
        hidden = one.attributes.get("type") == "hidden"
        assert hidden or "aria-label" in one.attributes or one.attributes["id"] in labelled
    for reference in REFERENCES:
        assert {part for value in values(page, reference) for part in value.split()} <= ids


@EVERY_PAGE
def test_a_page_needs_nothing_that_the_content_policy_forbids(name: str) -> None:
    page = Page(html_of(name, "nl"))
    assert values(page, "style") == []
    assert [one for one in page.all("script") if not one.attributes.get("src")] == []
    assert not [key for one in page.elements for key in one.attributes if key.startswith("on")]


@EVERY_PAGE
def test_every_form_that_changes_something_carries_the_token(name: str) -> None:
    for form in re.findall(r'<form[^>]*method="post".*?</form>', html_of(name, "nl"), re.DOTALL):
        assert 'name="csrf_token"' in form


@EVERY_PAGE
@BOTH
def test_no_text_is_left_unfilled(name: str, language: str) -> None:
    seen = re.sub(r"<[^>]+>", " ", html_of(name, language))
    assert not re.search(r"\{\w+\}|None|practice\.\w+", seen)
