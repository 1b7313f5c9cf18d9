"""An installation that was made by the commands of a document, and shells outside this checkout."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from support.sources import ROOT

LOUD = "NOT RUN, because {}"
# What would lead a command back to this checkout, or to another server.
LEFT_OUT = ("PORTAL_", "PYTHON", "PG", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Installed:
    """A folder with an environment in which the wheel was installed."""

    folder: Path
    source: Path

    @property
    def python(self) -> Path:
        """The Python of the environment."""
        return self.folder / ".venv/bin/python"

    @property
    def portal(self) -> Path:
        """The command."""
        return self.folder / ".venv/bin/portal"

    @property
    def wheel(self) -> Path:
        """The wheel that was built."""
        (found,) = (self.folder / "wheel").glob("online_inzage-*.whl")
        return found


def shell(text: str, folder: Path, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the lines of a document in a folder; the first that fails ends it."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text],
        cwd=folder,
        env={**outside(), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def outside() -> dict[str, str]:
    """Give this environment without our own settings, and without our own packages."""
    ours = str(ROOT / ".venv")
    path = [part for part in os.environ["PATH"].split(os.pathsep) if not part.startswith(ours)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    return {**kept, "PATH": os.pathsep.join(path)}
