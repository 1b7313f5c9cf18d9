"""What the embedded server needs of the machine: an account, private files and folders, locks."""

import fcntl
import os
import pwd
import secrets
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


class EmbeddedPostgresError(RuntimeError):
    """The server could not be prepared or started; the message holds what PostgreSQL said."""


def server_account() -> pwd.struct_passwd | None:
    """
    Return the account that the server runs as; None is our own.

    PostgreSQL refuses root and wants an account with a name, so for root it is an existing one.
    """
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]


def run_as(
    account: pwd.struct_passwd | None, command: Sequence[object], stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a program with only the rights of ``account``, in a folder that it may enter."""
    identity = account and {
        "user": account.pw_uid,
        "group": account.pw_gid,
        # An empty list is ignored by some Pythons, which would keep the groups of root.
        "extra_groups": [account.pw_gid],
    }
    return subprocess.run(  # type: ignore[call-overload, no-any-return] # noqa: S603 - no shell
        [str(part) for part in command],
        input=stdin,
        text=True,
        capture_output=True,
        check=False,
        cwd="/",
        env=ENVIRONMENT,
        **(identity or {}),
    )


def own_folder(path: Path, mode: int, account: pwd.struct_passwd | None) -> None:
    """
    Make a folder of ``account`` (or our own) in an existing one.

    Raises:
        EmbeddedPostgresError: somebody else put it there, or a link.

    """
    owner, group = (account.pw_uid, account.pw_gid) if account else (os.geteuid(), os.getegid())
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        if path.is_symlink() or path.stat().st_uid != owner:
            raise EmbeddedPostgresError(f"{path} belongs to somebody else") from None
    else:
        os.chown(path, owner, group)
        path.chmod(mode)


def write_private(path: Path, text: str, account: pwd.struct_passwd | None = None) -> None:
    """Write a file that only ``account`` (or ourselves) may read; it never exists half-written."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with open_private(draft) as file:
        file.write(text)
    if account:
        os.chown(draft, account.pw_uid, account.pw_gid)
    draft.replace(path)


def open_private(path: Path) -> IO[str]:
    """Open a file for writing and locking; private, for whoever may read it may hold its lock."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600), "w")


def try_lock(file: IO[str], kind: int) -> bool:
    """Tell whether the lock could be had without waiting."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
