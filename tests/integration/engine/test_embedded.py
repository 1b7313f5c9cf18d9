"""The embedded server on a real machine: root, killed launchers, stale marks, several users."""

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import asyncpg
import pytest

from portal.embedded import DISPOSABLE, EmbeddedPostgres, EmbeddedPostgresError
from portal.embedded.cluster import Cluster
from portal.embedded.programs import find_programs, reachable_programs
from portal.embedded.system import run_as, server_account

ROOT = Path(__file__).parents[3]
LAUNCHER = """
import sys, time
from pathlib import Path
from portal.embedded import DISPOSABLE, EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1]), DISPOSABLE):
    print("up", flush=True)
    time.sleep(60)
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root meets this")


@contextmanager
def short_folder() -> Iterator[Path]:
    """Give a short folder that every account may enter."""
    folder = Path(
        tempfile.mkdtemp(prefix="pg-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    )
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def place() -> Iterator[Path]:
    """Give a folder where no server was."""
    with short_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def begun() -> Iterator[Path]:
    """Give the folder of a server that ran before."""
    with short_folder() as folder:
        with _server(folder / "base"):
            pass
        yield folder / "base"


@pytest.fixture
def base(begun: Path, place: Path) -> Path:
    """Give the folder of a server that ran before, and nobody else's."""
    subprocess.run(["cp", "-a", begun, place / "base"], check=True)
    return place / "base"


def test_a_second_start_keeps_the_data(place: Path) -> None:
    with _server(place / "base") as server:
        asyncio.run(_ask(server.owner_url(), "create table kept (n int)"))
    with _server(place / "base") as server:
        assert asyncio.run(_ask(server.owner_url(), "select count(*) from kept")) == 0
    assert not _runs(place / "base")


def test_the_server_stops_when_its_launcher_is_killed(base: Path) -> None:
    launcher = _launch(base)
    assert _runs(base)
    launcher.kill()
    launcher.communicate()
    assert _stops(base)


def test_a_terminated_launcher_leaves_no_server(base: Path) -> None:
    launcher = _launch(base)
    launcher.terminate()
    launcher.communicate()
    assert _stops(base)


def test_the_server_stays_for_the_second_user(base: Path) -> None:
    first, second = _launch(base), _launch(base)
    first.kill()
    first.communicate()
    time.sleep(0.5)
    assert _runs(base)
    second.kill()
    second.communicate()
    assert _stops(base)


def test_a_killed_server_and_launcher_do_not_hinder_the_next_start(base: Path) -> None:
    launcher = _launch(base)
    number = int((base / "data/postmaster.pid").read_text().split("\n")[0])
    os.kill(number, signal.SIGKILL)
    launcher.kill()
    launcher.communicate()
    with _server(base) as server:
        assert asyncio.run(_ask(server.url(), "select 1")) == 1


def test_a_session_that_outlives_a_killed_server_is_waited_for(base: Path) -> None:
    with _server(base) as server:
        number = int((base / "data/postmaster.pid").read_text().split("\n")[0])
        asyncio.run(_busy_and_killed(server.owner_url("postgres"), number))
        with _server(base) as again:
            assert asyncio.run(_ask(again.url(), "select 1")) == 1


def test_a_mark_that_names_a_foreign_process_is_dropped(base: Path) -> None:
    mark = base / "data/postmaster.pid"
    mark.write_text(f"{os.getpid()}\n{base / 'data'}\n")
    with _server(base) as server:
        assert asyncio.run(_ask(server.url(), "select 1")) == 1


def test_a_wrong_password_is_refused(base: Path) -> None:
    with _server(base) as server:
        password = server.cluster.passwords()["portal_app"]
        with pytest.raises(asyncpg.InvalidPasswordError):
            asyncio.run(_ask(server.url().replace(password, "wrong"), "select 1"))


def test_the_application_defines_nothing(base: Path) -> None:
    with _server(base) as server:
        for statement in ("create table mine (n int)", "set role portal_owner"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                asyncio.run(_ask(server.url(), statement))


def test_a_path_with_spaces_and_quotes_works(place: Path) -> None:
    with _server(place / "Zoë's data") as server:
        assert asyncio.run(_ask(server.url(), "select 1")) == 1


def test_a_path_that_a_shell_would_read_is_refused(place: Path) -> None:
    with pytest.raises(EmbeddedPostgresError, match="may not hold"):
        EmbeddedPostgres(place / "a$b")


def test_a_deep_base_gets_a_short_socket(place: Path) -> None:
    deep = Cluster(place / ("x" * 90), Path("/bin"), None)
    assert deep.run_folder.parent == Path("/tmp")


def test_a_link_in_the_place_of_the_base_is_refused(place: Path) -> None:
    (place / "elsewhere").mkdir()
    (place / "base").symlink_to(place / "elsewhere")
    with pytest.raises(EmbeddedPostgresError, match="somebody else"):
        _server(place / "base").start()


def test_data_of_another_version_is_refused(base: Path) -> None:
    (base / "data/PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedPostgresError, match="of PostgreSQL 9"), _server(base):
        pass


@as_root
def test_root_is_told_when_the_server_may_not_enter(place: Path) -> None:
    private = place / "private"
    private.mkdir(mode=0o700)
    with pytest.raises(EmbeddedPostgresError, match="may not enter"):
        _server(private / "base").start()


@as_root
def test_programs_in_a_folder_of_root_are_copied(place: Path) -> None:
    private, real = place / "private", find_programs().parents[1]
    private.mkdir(mode=0o700)
    for folder in (real, real.with_name(f"{real.name}.libs")):
        (private / folder.name).symlink_to(folder)
    hidden = private / real.name / "pginstall18" / "bin"
    account = server_account()
    copied = reachable_programs(hidden, account, place / "cache")
    assert copied.is_relative_to(place / "cache")
    assert run_as(account, [copied / "postgres", "--version"]).returncode == 0
    with EmbeddedPostgres(place / "base", DISPOSABLE, copied) as server:
        assert asyncio.run(_ask(server.url(), "select 1")) == 1


@as_root
def test_an_ordinary_user_needs_no_root(place: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    python = Path(sys.executable).resolve()
    if run_as(nobody, ["/usr/bin/test", "-x", find_programs() / "postgres"]).returncode:
        pytest.skip("the clone lies where only root may enter")
    try:
        run_as(nobody, [python, "-c", "1"])
    except PermissionError:
        pytest.skip("this Python lies where only root may enter")
    mine = place / "mine"
    mine.mkdir()
    os.chown(mine, nobody.pw_uid, nobody.pw_gid)
    launcher = _launch(mine / "base", user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[])
    launcher.kill()
    launcher.communicate()
    assert _stops(mine / "base")


def _server(base: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(base, DISPOSABLE)


def _launch(base: Path, **identity: object) -> subprocess.Popen[str]:
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(base)],
        cwd="/",
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        text=True,
        **identity,
    )
    assert launcher.stdout is not None
    assert launcher.stdout.readline() == "up\n"
    return launcher


def _runs(base: Path) -> bool:
    return (base / "data/postmaster.pid").exists()


def _stops(base: Path) -> bool:
    until = time.monotonic() + 10
    while _runs(base) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(1.2)  # the guard looks twice, and only then the folder may go
    return not _runs(base)


async def _busy_and_killed(url: str, postmaster: int) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("set max_parallel_workers_per_gather = 0")
    counting = asyncio.ensure_future(
        connection.fetchval(
            "select count(*) from generate_series(1, 2000) a, generate_series(1, 8000) b"
        )
    )
    await asyncio.sleep(0.2)
    os.kill(postmaster, signal.SIGKILL)
    connection.terminate()
    with suppress(asyncpg.ConnectionDoesNotExistError, OSError):
        await counting


async def _ask(url: str, statement: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()
