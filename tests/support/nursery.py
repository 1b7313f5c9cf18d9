"""Raises portals: a process that has loaded the product, and forks one whenever it is asked to.

Loading takes a second or more, and the tests need hundreds of portals. What is forked runs the
product's own command line, as `python -m portal` does. The tests of the command line itself start
that.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

from portal import cli

KIND = multiprocessing.get_context("forkserver")
LOADED = "support.loaded"
KIND.set_forkserver_preload([LOADED])


def raised(
    arguments: Sequence[str], environ: Mapping[str, str], told: Path, twin: str = "sound"
) -> BaseProcess:
    """
    Start `portal` with these arguments, and settings that are all its own.

    `told` gets what it says on both channels; `twin` names the broken twin that runs in its stead.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    _begin()
    child = KIND.Process(target=_live, args=(list(arguments), {**ours, **environ}, told, twin))
    child.start()
    return child


def _begin() -> None:
    # The one that loads is told our modules and not where they are, and says nothing of it.
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    try:
        forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before


def _live(arguments: list[str], environ: dict[str, str], told: Path, twin: str) -> None:
    from faults import twins  # noqa: PLC0415 - loaded where it is raised

    if LOADED not in sys.modules:
        import_module(LOADED)  # says what is wrong with it, if that is why
        raise ImportError("raised by one that had not loaded the product")
    os.environ.clear()
    os.environ.update(environ)
    with told.open("a", buffering=1, encoding="utf-8") as channel:
        os.dup2(channel.fileno(), 1)
        os.dup2(channel.fileno(), 2)
    with twins.twin(twin):
        code = cli.main(arguments)
    sys.stdout.flush()
    sys.exit(code)
