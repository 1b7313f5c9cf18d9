"""One arrow, portal to publishing to consent, as the contracts in pyproject.toml say it."""

import subprocess
import sys
from pathlib import Path

import pytest

import consent
import portal
import publishing
from support.sources import ROOT, imported, modules

LINT = "import sys; from importlinter.cli import lint_imports_command as lint; lint()"
# Who may import the shapes of rows; everybody else asks a query.
TABLES = {
    "consent": {"consent/piccolo_app.py", "consent/statements.py", "publishing/tables.py"},
    "publishing": {"publishing/piccolo_app.py"},
    "portal": {"portal/piccolo_app.py", "portal/identity/piccolo_app.py"},
}


def test_the_contracts_are_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", [consent, portal, publishing])
def test_the_packages_are_ours(package: object) -> None:
    # Their names are other people's distributions too.
    assert Path(package.__file__).parent.parent == ROOT


@pytest.mark.parametrize("name", modules())
def test_tables_are_reached_by_queries(name: str) -> None:
    for package, others in TABLES.items():
        used = any(
            part.startswith(package) and part.endswith(".tables")
            for part in imported(modules()[name])
        )
        if used:
            assert name in others or (name.startswith(f"{package}/") and "queries" in name)


@pytest.mark.parametrize("name", modules())
def test_only_the_command_line_knows_the_demo(name: str) -> None:
    if not name.startswith(("portal/demo/", "portal/commands/demo")):
        assert not {part for part in imported(modules()[name]) if part.startswith("portal.demo")}
