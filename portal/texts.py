"""Every text a person reads, per language, from templates/texts, named by its key."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("nl", "en")
DEFAULT = "nl"
PACKAGE = Path(__file__).resolve().parent
# A wheel carries the templates inside the package; a checkout has them beside it.
TEMPLATES = next(
    folder for folder in (PACKAGE / "_templates", PACKAGE.parent / "templates") if folder.is_dir()
)


def language_of(wanted: str | None) -> str:
    """Return the wanted language where there is one such, Dutch otherwise."""
    return wanted if wanted in LANGUAGES else DEFAULT


def text(language: str, key: str, /, **values: object) -> str:
    """
    Return the text of `file.section.key`, with its places between braces filled in.

    The result is plain text: what makes HTML of it escapes it.

    Raises:
        KeyError: no such text in that language, or a place has no value.

    """
    written = catalogue(language)[key]
    return written.format_map(values) if values or "{" in written else written


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Read all texts of a language once, as `file.section.key` to text."""
    found: dict[str, str] = {}
    for file in sorted((TEMPLATES / "texts" / language).glob("*.toml")):
        _flatten(file.stem, tomllib.loads(file.read_text(encoding="utf-8")), found)
    return found


def _flatten(prefix: str, branch: Mapping[str, object], into: dict[str, str]) -> None:
    for name, value in branch.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            _flatten(key, value, into)
        else:
            into[key] = str(value)
