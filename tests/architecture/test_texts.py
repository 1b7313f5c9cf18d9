"""Dutch and English say the same things, with the same places to fill in, and nothing is unused."""

import pytest

from architecture.rules import texts
from consent.model import Reason
from portal.frame.links import PATHS
from portal.texts import LANGUAGES, catalogue
from support.sources import PACKAGES, ROOT, modules

WRITTEN = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for folder in (*PACKAGES, "templates")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".html", ".js"}
}
TEMPLATES = {name: text for name, text in WRITTEN.items() if name.endswith(".html")}
DUTCH, ENGLISH = (catalogue(language) for language in LANGUAGES)


def test_both_languages_have_the_same_texts() -> None:
    assert texts.differing_keys(DUTCH, ENGLISH) == []


def test_both_languages_fill_in_the_same() -> None:
    assert texts.differing_places(DUTCH, ENGLISH) == []


def test_every_text_is_used() -> None:
    assert texts.unused(DUTCH, WRITTEN.values()) == []


def test_every_text_that_the_code_asks_for_is_there() -> None:
    # Routes have names of the same form.
    assert texts.missing_in_modules({*DUTCH, *PATHS}, modules()) == []


def test_every_text_that_a_template_asks_for_is_there() -> None:
    assert texts.missing_in_templates(set(DUTCH), TEMPLATES) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_said_in_words(language: str) -> None:
    assert texts.unsaid_reasons(catalogue(language), [reason.value for reason in Reason]) == []
