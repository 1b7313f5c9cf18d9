"""Backup and restore, rehearsed: the same database comes back, and what was lost is announced."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from structlog.testing import capture_logs

from consent.ids import new_id
from integration.commands.conftest import Portal
from portal.embedded import EmbeddedPostgres
from portal.keeping import programs
from portal.settings import Settings
from support import databases
from support.assembled import assembled
from support.databases import Database
from support.sources import ROOT
from support.stage import bsn

OK, FAILED, USAGE = 0, 1, 2
Elsewhere = Callable[[], Database]
TODAY = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
YESTERDAY = TODAY - timedelta(days=1)
# What a table holds, whatever the order of its rows.
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
CONTENT = "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {} t"
LINE = """
insert into access_entry (id, event_code, action, occurred_at, event_subtype, user_kind, user_role,
    object_type, salt, retain_until)
values ($1, '110114', 'E', $2, 'session.login', 'employee', 'gp',
    'session', '', '2099-01-01')
"""
SESSION = """
insert into session (id, token_hash, kind, started_at, last_seen_at)
values (gen_random_uuid(), 'x', 'patient', now(), now())
"""


@pytest.fixture
def filled(portal: Portal, practice: str, tmp_path: Path, settings: Settings) -> Settings:
    """Give a database with a practice, a patient, somebody who is logged in, and a log line."""
    person = tmp_path / "person.json"
    person.write_text(json.dumps({"bsn": bsn(0), "family": "Vries"}), encoding="utf-8")
    assert portal("patient", "new", f"--practice={practice}", person).code == OK
    _do(settings.owner_database_url, SESSION)
    _do(settings.owner_database_url, LINE, new_id(TODAY), TODAY)
    return settings


@pytest.fixture
def empty(server: EmbeddedPostgres, worker_name: str) -> Database:
    """Give a database in which nobody has made anything."""
    return databases.fresh(server, "template0", f"restored_{worker_name}")


@pytest.fixture
def elsewhere(empty: Database, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """Let the command line speak to the empty database from now on."""

    def move() -> Database:
        monkeypatch.setenv("PORTAL_DATABASE_URL", empty.url)
        monkeypatch.setenv("PORTAL_OWNER_DATABASE_URL", empty.owner_url)
        return empty

    return move


def test_a_restored_database_is_the_same(
    portal: Portal, filled: Settings, tmp_path: Path, elsewhere: Elsewhere
) -> None:
    before = _content(filled.owner_database_url)
    backup = portal("backup", tmp_path / "backup")
    restored = elsewhere()
    done = portal("restore", tmp_path / "backup")
    assert (backup.code, done.code) == (OK, OK), backup.err + done.err
    after = _content(restored.owner_url)
    assert after.pop("session") != before.pop("session")
    assert after == before
    assert _ask(restored.owner_url, "select count(*) from session") == 0


def test_the_portal_runs_on_a_restored_database(
    portal: Portal, filled: Settings, tmp_path: Path, elsewhere: Elsewhere
) -> None:
    portal("backup", tmp_path / "backup")
    restored = elsewhere()
    portal("restore", tmp_path / "backup")
    assert portal("migrate").out == "The database is up to date.\n"
    assert portal("practice", "new", "--name=De Eik").code == OK
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        _ask(restored.url, "delete from access_entry")
    with pytest.raises(asyncpg.RestrictViolationError):
        _ask(restored.owner_url, "delete from access_entry")


def test_both_say_that_the_keys_are_elsewhere_and_up_to_when_the_log_goes(
    portal: Portal, filled: Settings, tmp_path: Path, elsewhere: Elsewhere
) -> None:
    backup = portal("backup", tmp_path / "backup")
    elsewhere()
    for done in (backup, portal("restore", tmp_path / "backup")):
        assert "PORTAL_SECRET_KEYS" in done.out
        assert "2026-03-04 09:30 UTC" in done.out


def test_a_backup_is_private_and_never_replaces_a_file(
    portal: Portal, filled: Settings, tmp_path: Path
) -> None:
    assert portal("backup", tmp_path / "backup").code == OK
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0
    before = (tmp_path / "backup").read_bytes()
    done = portal("backup", tmp_path / "backup")
    assert (done.code, done.err.count("\n")) == (FAILED, 1)
    assert (tmp_path / "backup").read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_that_failed_leaves_no_file(
    portal: Portal, filled: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The application owns no sequence, and so cannot read all of the database.
    monkeypatch.setenv("PORTAL_OWNER_DATABASE_URL", filled.database_url)
    done = portal("backup", tmp_path / "backup")
    assert (done.code, done.err.count("\n")) == (FAILED, 1)
    assert "pg_dump did not finish" in done.err
    assert not list(tmp_path.glob("backup*"))


def test_nothing_is_restored_into_a_database_in_use(
    portal: Portal, filled: Settings, tmp_path: Path
) -> None:
    portal("backup", tmp_path / "backup")
    before = _content(filled.owner_database_url)
    done = portal("restore", tmp_path / "backup")
    assert (done.code, done.out, done.err.count("\n")) == (FAILED, "", 1)
    assert "not empty" in done.err
    assert _content(filled.owner_database_url) == before


def test_half_a_backup_restores_nothing(
    portal: Portal, filled: Settings, tmp_path: Path, elsewhere: Elsewhere
) -> None:
    portal("backup", tmp_path / "backup")
    whole = (tmp_path / "backup").read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])
    restored = elsewhere()
    done = portal("restore", tmp_path / "half")
    assert (done.code, done.err.count("\n")) == (FAILED, 1)
    assert _content(restored.owner_url) == {}


def test_another_file_is_not_understood(
    portal: Portal, tmp_path: Path, elsewhere: Elsewhere
) -> None:
    (tmp_path / "other").write_text("create table x ();")
    elsewhere()
    for name in ("other", "absent"):
        done = portal("restore", tmp_path / name)
        assert (done.code, done.err.count("\n")) == (USAGE, 1)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_address_of_the_owner_is_needed(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.delenv("PORTAL_OWNER_DATABASE_URL")
    done = portal(command, tmp_path / "backup")
    assert (done.code, done.err.count("\n")) == (USAGE, 1)


def test_a_database_that_is_away_is_a_sentence_without_a_password(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_OWNER_DATABASE_URL", "postgresql://own:secret@/x?host=/nowhere")
    done = portal("backup", tmp_path / "backup")
    assert (done.code, done.err.count("\n")) == (FAILED, 1)
    assert "secret" not in done.err


def test_a_backup_goes_through_a_pipe(
    portal: Portal, filled: Settings, elsewhere: Elsewhere
) -> None:
    assert portal("backup", "--help").code == OK
    piped = _piped(["backup", "-"], b"")
    assert piped.stdout.startswith(b"PGDMP")
    assert b"PORTAL_SECRET_KEYS" in piped.stderr
    restored = elsewhere()
    assert _piped(["restore", "-"], piped.stdout).returncode == OK
    assert _ask(restored.owner_url, "select count(*) from person") == 1


def test_a_program_of_another_version_is_not_used(portal: Portal) -> None:
    with pytest.raises(Exception, match="PostgreSQL 7 and no pg_dump of that version"):
        programs.program("pg_dump", 7)


@pytest.mark.parametrize(
    ("url", "address", "password"),
    [
        ("postgresql://a:b%40c@host/d", "postgresql://a@host/d", "b@c"),
        (
            "postgresql://a@host/d?password=x&sslmode=require",
            "postgresql://a@host/d?sslmode=require",
            "x",
        ),
        ("postgresql://a:b@/d?host=%2Frun%2Fpg", "postgresql://a@/d?host=%2Frun%2Fpg", "b"),
        ("postgresql:///d", "postgresql:///d", None),
    ],
)
def test_a_password_is_no_argument(url: str, address: str, password: str | None) -> None:
    shown, environ = programs.without_password(url)
    assert (shown, environ.get("PGPASSWORD")) == (address, password)
    assert not [name for name in environ if name.startswith("PORTAL_")]


async def test_restoring_yesterday_is_announced_at_the_next_start(settings: Settings) -> None:
    url = str(settings.owner_database_url)
    await _execute(url, LINE, new_id(YESTERDAY), YESTERDAY)
    assert await _start(settings) == []
    await _execute(url, LINE, new_id(TODAY), TODAY)
    assert await _start(settings) == []
    await _execute(url, "alter table access_entry disable trigger user")
    await _execute(url, "delete from access_entry where occurred_at > '2026-03-04'")
    (told,) = await _start(settings)
    assert (told["event"], told["log_level"]) == ("older_database_put_back", "error")
    assert told["lines_were_seen_until"].startswith("2026-03-04T09:30")
    assert told["newest_line_here"].startswith("2026-03-03T09:30")
    assert await _start(settings) == []


async def test_a_log_that_is_gone_altogether_is_announced(settings: Settings) -> None:
    url = str(settings.owner_database_url)
    await _execute(url, LINE, new_id(TODAY), TODAY)
    await _start(settings)
    await _execute(url, "alter table access_entry disable trigger user")
    await _execute(url, "delete from access_entry")
    (told,) = await _start(settings)
    assert told["newest_line_here"] is None


async def test_a_witness_that_cannot_be_written_stops_nobody(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (told,) = await _start(replace(settings, witness_file=tmp_path / "full"))
    assert told["event"] == "witness_cannot_be_written"


async def _start(settings: Settings) -> list[Any]:
    with capture_logs() as told:
        async with assembled(settings).lifespan():
            pass
    return told


def _piped(arguments: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "portal", *arguments],
        cwd=ROOT,
        env=dict(os.environ),
        input=given,
        capture_output=True,
        check=False,
    )


def _content(url: object) -> dict[str, str]:
    return asyncio.run(_contents(str(url)))


async def _contents(url: str) -> dict[str, str]:
    connection = await asyncpg.connect(url)
    try:
        tables = [row[0] for row in await connection.fetch(TABLES)]
        return {table: await connection.fetchval(CONTENT.format(table)) for table in tables}
    finally:
        await connection.close()


def _ask(url: str, statement: str) -> Any:
    return asyncio.run(_execute(url, statement))


def _do(url: object, statement: str, *arguments: object) -> None:
    asyncio.run(_execute(str(url), statement, *arguments))


async def _execute(url: str, statement: str, *arguments: Any) -> Any:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement, *arguments)
    finally:
        await connection.close()
