"""The folders and files of one embedded server, its roles, and the acts of PostgreSQL's programs.

BASE/data and BASE/run belong to the account of the server, the locks and passwords to us.
"""

import hashlib
import json
import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.system import EmbeddedPostgresError, own_folder, run_as, write_private

OWNER, APPLICATION, DATABASE = "portal_owner", "portal_app", "portal"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 107
# pg_ctl pastes its paths into a shell command between double quotes.
UNSAFE_IN_PATHS = frozenset('"$`\\\n')
# The newest version to which initdb does not give a locale that is the same on every machine.
LAST_WITHOUT_BUILTIN_LOCALE = 16


@dataclass(frozen=True)
class Cluster:
    """Where one server lives, with which programs, and as whom (None is ourselves)."""

    base: Path
    programs: Path
    account: pwd.struct_passwd | None

    def __post_init__(self) -> None:
        if UNSAFE_IN_PATHS & set(str(self.base)):
            raise EmbeddedPostgresError(f'{self.base} may not hold ", $, ` or \\')

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.base / "data"

    @property
    def run_folder(self) -> Path:
        """The folder of socket and log; a short one elsewhere when the base is too deep."""
        folder = self.base / "run"
        if len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET:
            return folder
        name = hashlib.sha256(bytes(self.base)).hexdigest()[:12]
        return Path("/tmp", f"portal-{os.geteuid()}-{name}")  # noqa: S108 - ours, or refused

    @property
    def log(self) -> Path:
        """The log of the server."""
        return self.run_folder / "log"

    def run(self, program: str, *arguments: object, stdin: str = "") -> str:
        """
        Run one of PostgreSQL's programs and return what it says.

        Raises:
            EmbeddedPostgresError: it failed.

        """
        done = self.attempt(program, *arguments, stdin=stdin)
        if done.returncode != 0:
            told = self.log.read_text()[-2000:] if self.log.exists() else ""
            raise EmbeddedPostgresError(f"{program}: {done.stderr}{told}")
        return done.stdout

    def attempt(
        self, program: str, *arguments: object, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs, which may fail."""
        return run_as(self.account, [self.programs / program, *arguments], stdin)

    def answers(self) -> bool:
        """Tell whether the server takes connections."""
        return self.attempt("pg_isready", "-q", "-h", self.run_folder).returncode == 0

    def passwords(self) -> dict[str, str]:
        """Return the password of each role; they are made once."""
        file = self.base / "passwords.json"
        if not file.exists():
            made = {role: secrets.token_urlsafe(24) for role in (OWNER, APPLICATION)}
            write_private(file, json.dumps(made))
        return dict(json.loads(file.read_text()))

    def drop_stale_marks(self) -> None:
        """
        Remove marks of a killed server whose process number is now another program's or a zombie's.

        PostgreSQL only looks whether the number is alive. It also checks its shared memory, so
        processes left over still stop a second server. Linux only.
        """
        for mark in (self.data / "postmaster.pid", self.run_folder / f"{SOCKET}.lock"):
            if mark.exists() and Path("/proc/self/cmdline").exists():
                command = Path("/proc", mark.read_text().split("\n")[0], "cmdline")
                if not command.exists() or bytes(self.data) not in command.read_bytes():
                    mark.unlink()

    def shut_down(self) -> bool:
        """
        Stop the server, orderly or after five seconds at once, and tell whether it ran.

        After the latter its next start recovers what was committed.
        """
        self.drop_stale_marks()
        mark = self.data / "postmaster.pid"
        ran = mark.exists()
        for mode in ("fast", "immediate"):
            if mark.exists():
                self.attempt("pg_ctl", "stop", "-w", "-t", "5", "-D", self.data, "-m", mode)
        return ran


def prepare(here: Cluster) -> None:
    """
    Make a data folder with roles and database, unless there is one.

    It gets its name at the end, so that an attempt that was broken off leaves nothing.

    Raises:
        EmbeddedPostgresError: the folder is of another version of PostgreSQL.

    """
    major = here.run("postgres", "--version").split()[2].split(".")[0]
    if here.data.exists():
        _require_version(here, major)
        return
    for abandoned in here.base.glob("attempt-*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    # An initdb whose starter was killed may still be busy, so each attempt has its own name.
    attempt = here.base / f"attempt-{secrets.token_hex(4)}"
    own_folder(attempt, 0o700, here.account)
    _initialise(here, attempt, int(major))
    for database, statements in _provisioning(here.passwords()[APPLICATION]).items():
        script = "\n".join(statements) + "\n"
        options = ("--single", "-D", attempt, "-cexit_on_error=on")
        here.run("postgres", *options, database, stdin=script)
    attempt.rename(here.data)


def _require_version(here: Cluster, major: str) -> None:
    found = (here.data / "PG_VERSION").read_text().strip()
    if found != major:
        raise EmbeddedPostgresError(
            f"{here.data} is of PostgreSQL {found} and these programs are {major}"
        )


def _initialise(here: Cluster, attempt: Path, major: int) -> None:
    password_file = here.run_folder / "password"
    write_private(password_file, here.passwords()[OWNER], here.account)
    builtin = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    locale = builtin if major > LAST_WITHOUT_BUILTIN_LOCALE else ("--locale=C.UTF-8",)
    access = ("-U", OWNER, "--auth=scram-sha-256", f"--pwfile={password_file}")
    here.run("initdb", "-D", attempt, "-E", "UTF8", *access, *locale)
    password_file.unlink()


def _provisioning(application_password: str) -> dict[str, list[str]]:
    # Per database; rights on tables are given by `portal migrate`. Sent by stdin, so not in `ps`.
    return {
        "postgres": [
            f"create role {APPLICATION} login noinherit password '{application_password}'",
            f"create database {DATABASE}",
            f"revoke all on database {DATABASE}, postgres, template1 from public",
            f"grant connect on database {DATABASE} to {APPLICATION}",
        ],
        DATABASE: [f"grant usage on schema public to {APPLICATION}"],
    }
