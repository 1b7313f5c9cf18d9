"""What determinations are called for patients: a practice's own name, else the bundled one."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from publishing.phrasing.model import Code, PlainName

BUNDLED = Path(__file__).with_name("determinations.toml")
SYSTEMS = ("nhg45", "loinc")


class Bundled(msgspec.Struct, frozen=True):
    """A bundled name; one of `stems` has to stand in the laboratory's own name."""

    name: PlainName
    stems: tuple[str, ...]


@cache
def bundled() -> dict[Code, Bundled]:
    """Give the names that come with the product, by code."""
    entries = tomllib.loads(BUNDLED.read_text(encoding="utf-8"))["determination"]
    return {
        Code(system, code): Bundled(PlainName(one["nl"], one["en"]), tuple(one["stems"]))
        for one in entries
        for system in SYSTEMS
        for code in one.get(system, ())
    }


def plain_name(code: Code, written: str, own: PlainName | None) -> PlainName | None:
    """
    Name a determination for patients; None: it goes by the laboratory's name alone.

    `own` is what the practice calls it, None when it never said. A bundled name is used only
    where the laboratory's own name, `written`, agrees with the code: a wrong code names nothing.
    """
    if own is not None:
        return own if own.nl else None
    found = bundled().get(code)
    name = written.casefold()
    return found.name if found and any(stem in name for stem in found.stems) else None
