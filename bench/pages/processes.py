"""The processes of the contestants, asked in turn so that noise falls on all of them alike."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
# Apart from the environment of development, which knows nothing of Django.
OTHERS = ROOT / ".venv" / "bench"


class Process:
    """One contestant in a process of its own, as a context manager."""

    def __init__(self, name: str, file: Path) -> None:
        self.name = name
        paths = [str(ROOT), str(ROOT / "tests"), *([str(OTHERS)] if name == "django" else [])]
        with (file.parent / f"{name}.log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-m", "bench.pages.worker", name, str(file)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            )

    def __enter__(self) -> Self:
        """Wait until it is ready."""
        self._line()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def ask(self, do: str, **more: Any) -> Any:
        """Ask something and wait for the answer."""
        assert self._process.stdin is not None  # noqa: S101 - for the type checker
        self._process.stdin.write(json.dumps({"do": do, **more}).encode() + b"\n")
        self._process.stdin.flush()
        return json.loads(self._line())

    def _line(self) -> bytes:
        assert self._process.stdout is not None  # noqa: S101 - for the type checker
        line = self._process.stdout.readline()
        if not line:
            raise ChildProcessError(f"{self.name} ended; its log stands beside the ground")
        return line
