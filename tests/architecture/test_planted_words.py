"""Every rule about templates and texts finds what breaks it; the lawful passes."""

from collections.abc import Callable

import pytest

from architecture.rules import templates, texts
from architecture.rules.names import sources

KNOWN = {"patient.home.title", "reasons.reason.no_right", "reasons.reason.no_release"}
IN_TEMPLATES = [
    (templates.unknown_variables, "{{ page.title }} {{ patient.name }}"),
    (templates.unknown_variables, "{% for one in page.rows %}{{ two }}{% endfor %}"),
    (templates.unknown_variables, "{{ nav }}"),
    (templates.computing, "{{ page.rows | sum }}"),
    (templates.computing, "{{ page.text | safe }}"),
    (templates.holding_code, "<p style='color: red'>x</p>"),
    (templates.holding_code, "<button onclick='x()'>x</button>"),
    (templates.holding_code, "<script src='/x.js'>alert(1)</script>"),
    (templates.holding_code, "<a href='javascript:x()'>x</a>"),
    (templates.holding_code, "{% autoescape false %}{{ page.text }}{% endautoescape %}"),
    (templates.forms_without_token, "<form method='POST'><button>x</button></form>"),
    (
        templates.forms_without_token,
        "<form method='post'>{{ csrf }}</form><form method='post'></form>",
    ),
]


@pytest.mark.parametrize(("rule", "text"), IN_TEMPLATES)
def test_a_planted_template_is_found(
    rule: Callable[[templates.Templates], list[str]], text: str
) -> None:
    assert len(rule({"patient/x.html": text})) == 1


def test_a_layout_lends_its_macros_and_its_menu() -> None:
    lawful = {
        "layout/frame.html": "{% import 'parts/row.html' as row %}{{ nav }}",
        "patient/x.html": "{% extends 'layout/frame.html' %}{{ row.one(page) }}",
    }
    assert templates.unknown_variables(lawful) == []


@pytest.mark.parametrize(
    "text",
    [
        "title = 'patient.home.titel'",
        "text(language, 'patient.gone')",
        "text(language, f'reasons.cause.{reason}')",
        "text(language, f'patient.home.{state}_gone')",
    ],
)
def test_a_missing_text_is_found(text: str) -> None:
    assert len(texts.missing_in_modules(KNOWN, sources(portal__x=text))) == 1


@pytest.mark.parametrize(
    "text",
    ["text(language, 'patient.home.title')", "text(t, f'reasons.reason.{why}')", "'select a.b.c'"],
)
def test_a_text_that_is_there_is_not_missed(text: str) -> None:
    assert texts.missing_in_modules(KNOWN, sources(portal__x=text)) == []


@pytest.mark.parametrize(
    "text", ["{{ t('patient.home.gone') }}", "{{ t('reasons.gone.' ~ page.x) }}"]
)
def test_a_text_missing_for_a_template_is_found(text: str) -> None:
    assert len(texts.missing_in_templates(KNOWN, {"patient/x.html": text})) == 1
    there = "{{ t('patient.home.title') }}{{ t('reasons.reason.' ~ page.reason) }}"
    assert texts.missing_in_templates(KNOWN, {"patient/x.html": there}) == []


def test_a_text_that_nobody_uses_is_found() -> None:
    written = ["text(t, 'patient.home.title')", 'f"reasons.{kind}.no_right"']
    assert texts.unused(sorted(KNOWN), written) == ["reasons.reason.no_release"]


def test_a_text_in_one_language_alone_is_found() -> None:
    assert texts.differing_keys({"a.b": "x", "a.c": "y"}, {"a.b": "x"}) == ["a.c"]
    assert texts.differing_keys({"a.b": "x"}, {"a.b": ""}) == ["a.b"]


def test_a_place_in_one_language_alone_is_found() -> None:
    assert texts.differing_places({"a.b": "op {date}"}, {"a.b": "on {day}"}) == ["a.b"]


def test_a_reason_without_words_is_found() -> None:
    assert texts.unsaid_reasons(KNOWN, ["no_right", "under_12"]) == ["under_12"]
