"""Dutch and English say the same things, with the same places to fill in, and nothing is unused."""

import re
import string

import pytest

from consent.model import Reason
from portal.texts import LANGUAGES, catalogue
from support.sources import PACKAGES, ROOT

SOURCES = [
    path.read_text(encoding="utf-8")
    for folder in (*PACKAGES, "templates")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".html", ".js"}
]
KEY = re.compile(r"[a-z_0-9]+(?:\.[a-z_0-9{}.()\[\]]+)+")
QUOTED = re.compile(r"""["']([a-z_0-9]+\.[^"'\s]*)["']""")


def test_both_languages_have_the_same_texts() -> None:
    dutch, english = (set(catalogue(language)) for language in LANGUAGES)
    assert dutch == english


@pytest.mark.parametrize("key", sorted(catalogue("nl")))
def test_both_languages_fill_in_the_same(key: str) -> None:
    assert _places(catalogue("nl")[key]) == _places(catalogue("en")[key])


def test_a_text_is_empty_in_both_languages_or_in_none() -> None:
    empty = [{key for key, text in catalogue(one).items() if not text} for one in LANGUAGES]
    assert empty[0] == empty[1]


def test_every_text_is_used() -> None:
    written, made = _mentioned()
    unused = [
        key
        for key in catalogue("nl")
        if key not in written and not any(pattern.fullmatch(key) for pattern in made)
    ]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_said_in_words(language: str) -> None:
    known = catalogue(language)
    assert [reason for reason in Reason if not _has(known, f"{reason}")] == []


def _has(known: dict[str, str], reason: str) -> bool:
    return any(key.split(".")[0] == "reasons" and reason in key.split(".") for key in known)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _mentioned() -> tuple[set[str], list[re.Pattern[str]]]:
    # A key in full, or put together: f"reasons.{reason}.title" and "parts.badge." ~ kind.
    written, made = set(), []
    for source in SOURCES:
        for key in QUOTED.findall(source):
            if "{" in key or key.endswith((".", "_")):
                parts = re.split(r"\{[^}]*\}", key)
                end = ".+" if key.endswith((".", "_")) else ""
                made.append(re.compile(".+".join(map(re.escape, parts)) + end))
            else:
                written.add(key)
    return written, made
