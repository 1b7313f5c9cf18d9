"""Sentences are short, and every name in code has its words in both languages."""

import re
from enum import StrEnum

import pytest

from consent.actions import Action
from consent.model import Function, Reason, RefusalReason, RequestStatus
from portal.texts import LANGUAGES, TEMPLATES, catalogue, language_of, text
from portal.words import Word

OURS = ("common", "public", "patient", "log", "errors", "reasons")
LONGEST_SENTENCE = 22
NAMES: list[tuple[str, type[StrEnum]]] = [
    ("common.result", Word),
    ("log.action", Action),
    ("log.function", Function),
    ("patient.request.badge", RequestStatus),
    ("reasons.reason", Reason),
    ("reasons.refusal", RefusalReason),
    ("reasons.refusal_advice", RefusalReason),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("prefix", "names"), NAMES)
def test_every_name_has_words(prefix: str, names: type[StrEnum], language: str) -> None:
    for name in names:
        assert text(language, f"{prefix}.{name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    for key, written in catalogue(language).items():
        if key.startswith(OURS):
            for sentence in re.split(r"[.?!:] ", written):
                assert len(sentence.split()) <= LONGEST_SENTENCE, f"{key}: {sentence}"


def test_every_key_that_a_template_names_exists() -> None:
    known = catalogue("nl")
    for file in TEMPLATES.rglob("*.html"):
        source = file.read_text(encoding="utf-8")
        for key in re.findall(r"""\bt\("([^"~]+)"[,)]""", source):
            assert key in known, f"{file.name}: {key}"
        for prefix in re.findall(r"""\bt\("([^"]+\.)" ~""", source):
            assert any(key.startswith(prefix) for key in known), f"{file.name}: {prefix}"


def test_a_missing_text_or_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("nl", "common.no.such")
    with pytest.raises(KeyError):
        text("nl", "common.date.day", day=1)


def test_a_value_is_never_read_as_a_text_of_ours() -> None:
    assert text("nl", "patient.home.morning", name="{name.__class__}").endswith("{name.__class__}")


def test_an_unknown_language_is_dutch() -> None:
    assert [language_of(wanted) for wanted in ("en", "nl", "fy", "", None)] == [
        "en", "nl", "nl", "nl", "nl",
    ]  # fmt: skip
