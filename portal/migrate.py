"""Brings the database to the state of the code, as its owner, and gives the application its rights.

The application's role owns nothing and may change only what RIGHTS says. Piccolo's own commands
read DB and APP_REGISTRY here.
"""

import contextlib
import io
import os
from collections.abc import AsyncIterator

import asyncpg
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.tables import Migration
from piccolo.conf.apps import AppRegistry

from portal.commands import Failure
from portal.database import (
    PICCOLO_APPS,
    SafeEngine,
    app_configs,
    bind,
    close_pool,
    open_engine,
    start_pool,
)

APP_REGISTRY = AppRegistry(apps=list(PICCOLO_APPS))
DB = open_engine(os.environ.get("PORTAL_OWNER_DATABASE_URL", "postgresql://"))

# What the application may do with a table that is not named in RIGHTS.
USUAL = "select, insert, update"
RIGHTS = {
    # Lines of the access log are only ever added.
    "access_entry": "select, insert",
    "access_number": "select, insert",
    # So is what somebody states about sharing.
    "sharing_statement": "select, insert",
    # What a youth said is followed by what they say next.
    "representation_choice": "select, insert",
    # Words that are kept ready change by a new row.
    "text_template": "select, insert",
    "template_use": "select, insert",
    "glossary_word": "select, insert",
    "determination_name": "select, insert",
    # What has ended is removed.
    "session": "select, insert, update, delete",
    "pending_login": "select, insert, update, delete",
    "account_attempt": "select, insert, update, delete",
    "account_link": "select, insert, update, delete",
    "recovery_code": "select, insert, update, delete",
    "passkey": "select, insert, update, delete",
    "passkey_challenge": "select, insert, update, delete",
    "mail_code": "select, insert, update, delete",
    # What a new version of a thing no longer refers to is removed.
    "intake_link": "select, insert, update, delete",
    # Read to know whether the database is up to date.
    "migration": "select",
}
# Any number will do: two migrations at the same time wait for each other.
LOCK = 70_617_274


class MigrationError(Failure):
    """The database could not be brought up to date; the message is a sentence."""


async def migrate(owner_url: str, application_role: str) -> list[str]:
    """
    Run the migrations that have not run, then set the rights; return the names of what ran.

    Binds the tables to the owner's engine while it lasts.

    Raises:
        MigrationError: a migration failed, or the roles are not two.

    """
    async with _alone(owner_url) as connection:
        await _require_roles(connection, application_role)
        ran = await _forwards(owner_url)
        await _set_rights(connection, application_role)
    return ran


async def pending(engine: SafeEngine) -> list[str]:
    """Return the migrations that the database of ``engine`` has not had, in order."""
    try:
        rows = await engine.run_ddl("select name from migration")
    except asyncpg.UndefinedTableError:
        return expected()
    done = {row["name"] for row in rows}
    return [name for name in expected() if name not in done]


def expected() -> list[str]:
    """Return all migrations of the product, in order."""
    manager = BaseMigrationManager()
    return [
        name
        for config in app_configs()
        for name in sorted(manager.get_migration_modules(config.resolved_migrations_folder_path))
    ]


@contextlib.asynccontextmanager
async def _alone(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute("select pg_advisory_lock($1)", LOCK)
        yield connection
    finally:
        await connection.close()


async def _require_roles(connection: asyncpg.Connection, application_role: str) -> None:
    found = await connection.fetchrow(
        "select rolname = current_user from pg_roles where rolname = $1", application_role
    )
    if not found:
        raise MigrationError(f"The database has no role {application_role}.")
    if found[0]:
        raise MigrationError("The application needs another role than the owner of the database.")


async def _forwards(owner_url: str) -> list[str]:
    engine = _chosen_for_piccolo(open_engine(owner_url))
    bind(engine)
    await start_pool(engine, largest=2)
    try:
        missing = await pending(engine)
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            result = await run_forwards("all")
        if not result.success:
            raise MigrationError(f"A migration failed: {result.message}.")
    finally:
        await close_pool(engine)
    return missing


def _chosen_for_piccolo(engine: SafeEngine) -> SafeEngine:
    # Piccolo finds its engine as DB in the module that this variable names.
    global DB
    os.environ["PICCOLO_CONF"], DB = __name__, engine
    Migration._meta.db = engine  # noqa: SLF001 - it would keep the engine it found first
    return engine


async def _set_rights(connection: asyncpg.Connection, application_role: str) -> None:
    role = _quoted(application_role)
    tables = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
    async with connection.transaction():
        await connection.execute(f"grant usage on schema public to {role}")
        await connection.execute(f"revoke create on schema public from {role}, public")
        await connection.execute(
            f"revoke all on all tables in schema public from {role}, public;"
            f"grant usage on all sequences in schema public to {role}"
        )
        for (table,) in tables:
            rights = RIGHTS.get(table, USUAL)
            await connection.execute(f"grant {rights} on {_quoted(table)} to {role}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
