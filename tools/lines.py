"""Makes docs/generated/log-lines.md: every event of the access log, its code, words and place."""

import re
from pathlib import Path

from consent.accesslog.natures import NATURES
from consent.actions import Action
from portal.texts import text

ROOT = Path(__file__).resolve().parents[1]
FILE = "docs/generated/log-lines.md"
NAMED = re.compile(r"\bAction\.([A-Z_]+)\b")
WHERE_THEY_ARE_DEFINED = {"consent/actions.py", "consent/accesslog/natures.py"}
CRUDE = {"C": "create", "R": "read", "U": "update", "D": "delete", "E": "execute"}
HEAD = """# What writes a line in the access log
Made of the code by `make documents`.

Every line is one event of NEN 7513:2018: its code (7.2.1), what was done (7.2.2), the kind of thing
(7.4.1) and the part of the file. The words are what the patient reads; a refused attempt has the
same line with its outcome. No line holds a title, a value or a name of an illness. Lines of other
systems come in as they were logged there.

| event | code | done | thing | part | Nederlands | English | written in |
|---|---|---|---|---|---|---|---|
"""


def written() -> str:
    """Give the whole document."""
    places = _places()
    return HEAD + "".join(_row(action, places.get(action.name, [])) for action in sorted(Action))


def _row(action: Action, places: list[str]) -> str:
    nature = NATURES[action]
    words = (text(language, f"log.action.{action}") for language in ("nl", "en"))
    cells = (
        f"`{action.value}`",
        nature.event,
        CRUDE[nature.crude],
        nature.object_type,
        nature.section or "\u2013",
        *words,
        ", ".join(f"`{place}`" for place in places) or "other systems",
    )
    return f"| {' | '.join(cells)} |\n"


def _places() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for package in ("consent", "publishing", "portal"):
        for file in sorted((ROOT / package).rglob("*.py")):
            if file.relative_to(ROOT).as_posix() in WHERE_THEY_ARE_DEFINED:
                continue
            place = file.parent.relative_to(ROOT).as_posix()
            for action in set(NAMED.findall(file.read_text(encoding="utf-8"))):
                places = found.setdefault(action, [])
                places += [] if place in places else [place]
    return found
