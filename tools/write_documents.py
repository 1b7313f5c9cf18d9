"""Writes the documents that are made of the code, or says with --check which are out of date."""

import argparse
import sys
from dataclasses import fields
from pathlib import Path

from portal.metrics.condition import Condition
from portal.metrics.figures import Figures
from portal.settings import PREFIX, Settings
from tools import decision, lines, rights

PARTS = ("meaning", "absent", "refused")
ENDINGS = {"counter": "_total"}
PROCESS = "\nBesides, `process_*`: processor, memory and open files of the portal itself.\n"
ROOT = Path(__file__).resolve().parents[1]
SETTINGS = """# Settings
Made of `portal/settings/model.py` by `make documents`.

All settings come from the environment. An empty one counts as absent. One that is unknown, missing
or contradicts another stops the start with a sentence that names it, exit code 2. `portal check`
also looks behind them: at the database, the roles, the providers and the keys.

| setting | what it is | without it | refused |
|---|---|---|---|
"""


METRICS = """# Metrics
Made of `portal/metrics` by `make documents`.

With `PORTAL_METRICS_PORT`, `portal serve` shows these figures at `/metrics` on that port, at the
host of `--host`, for Prometheus. Nobody has to log in there: keep it inside. No label holds a
person, a number of one, or an address. What to alarm on stands in [operations](operations.md).

| figure | kind | what it is |
|---|---|---|
"""


def documents() -> dict[str, str]:
    """Give every made document: its path from the root, and its text."""
    return {
        "docs/settings.md": SETTINGS + "".join(map(_row, _told())),
        lines.FILE: lines.written(),
        rights.FILE: rights.written(),
        **decision.documents(),
        "docs/metrics.md": METRICS + "".join(map(_row, _counted())) + PROCESS,
    }


def main() -> int:
    """Write what differs, or tell it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if older")
    chosen = parser.parse_args()
    differing = stale(ROOT)
    for name in differing:
        if not chosen.check:
            (ROOT / name).write_text(documents()[name], encoding="utf-8")
        sys.stdout.write(f"{'out of date' if chosen.check else 'written'}: {name}\n")
    return 1 if chosen.check and differing else 0


def stale(root: Path) -> list[str]:
    """Find the documents below this folder that are not what the code makes of them now."""
    return [name for name, text in documents().items() if _written(root / name) != text]


def _told() -> list[tuple[str, str, str, str]]:
    return [
        (f"`{PREFIX}{one.name.upper()}`", *(one.metadata[part] for part in PARTS))
        for one in fields(Settings)
    ]


def _counted() -> list[tuple[str, str, str]]:
    families = [*Figures().registry.collect(), *Condition().collect()]
    return [
        (f"`{one.name}{ENDINGS.get(one.type, '')}`", one.type, one.documentation)
        for one in families
        if one.name.startswith("portal_")
    ]


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _written(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
