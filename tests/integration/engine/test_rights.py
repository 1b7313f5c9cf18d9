"""What the application's role may do with the tables, and that only the owner can migrate."""

import asyncpg
import pytest

from portal.database import SafeEngine
from portal.embedded.cluster import APPLICATION
from portal.migrate import RIGHTS, MigrationError, migrate, pending
from support.databases import Database

TABLES = """
select relname as tablename from pg_class
where relkind = 'r' and relnamespace = 'public'::regnamespace
"""
OWNED = "select count(*) from pg_class where pg_has_role(current_user, relowner, 'member')"


async def test_a_second_migration_has_nothing_to_do(database: Database) -> None:
    assert await migrate(database.owner_url, APPLICATION) == []


async def test_the_database_is_up_to_date_after_migration(engine: SafeEngine) -> None:
    assert await pending(engine) == []


async def test_migrating_for_a_role_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(MigrationError, match="nobody_here"):
        await migrate(database.owner_url, "nobody_here")


async def test_the_application_may_not_migrate(database: Database) -> None:
    with pytest.raises(MigrationError, match="another role"):
        await migrate(database.url, APPLICATION)


async def test_the_application_owns_nothing(engine: SafeEngine) -> None:
    assert (await engine.run_ddl(OWNED))[0][0] == 0


async def test_rights_name_tables_that_exist(engine: SafeEngine) -> None:
    assert set(RIGHTS) <= {row["tablename"] for row in await engine.run_ddl(TABLES)}


async def test_only_what_has_ended_is_deleted(engine: SafeEngine) -> None:
    ended = {"intake_link", "pending_login", "session"}
    # Tries that are over, links that a newer one replaced, codes and passkeys taken away.
    ended |= {"account_attempt", "account_link", "recovery_code"}
    ended |= {"passkey", "passkey_challenge", "mail_code"}
    assert await _tables_with(engine, "delete") == ended


async def test_no_table_is_truncated(engine: SafeEngine) -> None:
    assert await _tables_with(engine, "truncate") == set()


async def test_lines_of_the_log_are_only_added(engine: SafeEngine) -> None:
    fixed = {"access_entry", "access_number", "migration"}
    assert not fixed & await _tables_with(engine, "update")
    assert {"access_entry", "access_number"} <= await _tables_with(engine, "insert")


@pytest.mark.parametrize("act", ["update access_entry set id = id", "delete from access_entry"])
async def test_changing_the_log_is_refused(engine: SafeEngine, act: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await engine.run_ddl(act)


async def _tables_with(engine: SafeEngine, right: str) -> set[str]:
    asked = f"{TABLES} and has_table_privilege(current_user, oid, '{right}')"
    return {row["tablename"] for row in await engine.run_ddl(asked)}
