"""An empty PostgreSQL of somebody else, and a wheel installed as docs/installing.md says."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.document import blocks
from support.foreign import Foreign, foreign_server
from support.installation import LOUD, Installed, shell
from support.sources import ROOT

OFFLINE = ("NewConnectionError", "Temporary failure in name resolution")
SOURCES = ("consent", "publishing", "portal", "templates", "docker", "requirements")


@pytest.fixture(scope="module")
def foreign() -> Iterator[Foreign]:
    """Give an empty PostgreSQL of somebody else."""
    for folder in _temporary():
        with foreign_server(folder) as server:
            yield server


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel in a clean environment by the commands of step 2, once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = Installed(shared / "installed", shared / "source")
    with (shared / "installing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.folder.exists():
            _install(made)
    if not made.portal.exists():
        pytest.skip(LOUD.format("pip cannot reach the package index"))
    return made


def _install(made: Installed) -> None:
    # A copy, so that building leaves nothing in the checkout.
    for name in SOURCES:
        unwanted = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(ROOT / name, made.source / name, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, made.source / name)
    made.folder.mkdir()
    (step,) = (one for one in blocks(ROOT / "docs/installing.md") if "-m venv" in one.text)
    done = shell(step.text, made.folder, {"SOURCE": str(made.source)})
    is_offline = any(sign in done.stderr for sign in OFFLINE)
    assert done.returncode == 0 or is_offline, done.stderr


def _temporary() -> Iterator[Path]:
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="portal-packaging-", dir=memory))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
