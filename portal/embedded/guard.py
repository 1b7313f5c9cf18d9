"""The process that stops an embedded server after its last user, also when that one was killed."""

import fcntl
import os
import sys
import time
from pathlib import Path
from typing import IO

from portal.embedded.cluster import Cluster
from portal.embedded.system import open_private, server_account, try_lock

QUIET_LOOKS = 2


def main() -> None:
    """Become the guard of the base folder in the arguments; a second guard ends at once."""
    _, _, base, programs = sys.argv
    only_guard = open_private(Path(base, "guard.lock"))
    if not try_lock(only_guard, fcntl.LOCK_EX) or os.fork():
        os._exit(0)
    watch(Cluster(Path(base), Path(programs), server_account()), only_guard)


def watch(here: Cluster, only_guard: IO[str]) -> None:
    """
    Wait until nobody uses the server any more, then stop it.

    It looks once more a second later: a server whose starter was killed halfway may come up late.
    """
    in_use, quiet_looks = open_private(here.base / "in_use.lock"), 0
    while quiet_looks < QUIET_LOOKS:
        time.sleep(quiet_looks)
        fcntl.flock(in_use, fcntl.LOCK_EX)
        quiet_looks = 0 if here.shut_down() else quiet_looks + 1
        if quiet_looks == QUIET_LOOKS:
            only_guard.close()  # while in use is locked: who enters next can place its own guard
        fcntl.flock(in_use, fcntl.LOCK_UN)
