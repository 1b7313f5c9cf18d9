"""One arrow, portal to publishing to consent, as the contracts in pyproject.toml say it."""

import subprocess
import sys
from pathlib import Path

import pytest

import consent
import portal
import publishing
from architecture.rules import imports
from support.sources import PACKAGES, ROOT, modules

LINT = "import sys; from importlinter.cli import lint_imports_command as lint; lint()"
CONTRACTS = 4
# One violation of each contract.
PLANTED = {
    "consent/planted.py": "import publishing.model",
    "consent/age.py": "import asyncpg",
    "portal/planted.py": "import consent.queries.log",
    "publishing/planted.py": "import litestar",
}


def test_the_contracts_are_kept() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{CONTRACTS} kept, 0 broken" in done.stdout


def test_a_planted_import_breaks_its_contract(tmp_path: Path) -> None:
    for name in ["pyproject.toml", *_files()]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for name, statement in PLANTED.items():
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{statement}\n")
    done = _lint(tmp_path)
    assert done.returncode != 0
    assert f"0 kept, {CONTRACTS} broken" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("package", [consent, portal, publishing])
def test_the_packages_are_ours(package: object) -> None:
    # Their names are other people's distributions too.
    assert Path(package.__file__).parent.parent == ROOT


def test_tables_are_reached_by_queries() -> None:
    assert imports.tables_reached(modules()) == []


def test_only_the_command_line_knows_the_demo() -> None:
    assert imports.demo_known(modules()) == []


def _files() -> list[str]:
    return [
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    ]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
