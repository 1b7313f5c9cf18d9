"""What machines are told: alive, fit to be used, and not to be run on this database at all."""

import asyncpg
import httpx

from portal.database import SafeEngine, close_pool, open_engine, start_pool
from portal.public.health import refusal
from portal.settings import Environment
from support.databases import Database


async def test_a_migrated_database_is_ready(client: httpx.AsyncClient) -> None:
    answer = await client.get("/klaar")
    assert (answer.status_code, answer.text) == (200, "ok")


async def test_a_missing_migration_is_not_ready(
    client: httpx.AsyncClient, database: Database
) -> None:
    await _as_owner(database, "delete from migration where app_name = 'portal'")
    assert (await client.get("/klaar")).status_code == 503
    assert (await client.get("/gezond")).status_code == 200


async def test_a_database_that_is_gone_is_not_ready(
    client: httpx.AsyncClient, database: Database
) -> None:
    name = database.url.split("?")[0].rsplit("/", 1)[1]
    await _as_owner(
        database,
        f"revoke connect on database {name} from public",
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'portal_app' and datname = current_database()",
    )
    assert (await client.get("/klaar")).status_code == 503
    assert (await client.get("/gezond")).status_code == 200


async def test_the_applications_role_may_run_the_portal(engine: SafeEngine) -> None:
    assert await refusal(engine, Environment.DEVELOPMENT) is None


async def test_production_refuses_the_server_of_the_demo(engine: SafeEngine) -> None:
    told = str(await refusal(engine, Environment.PRODUCTION))
    assert "PORTAL_DATABASE_URL" in told
    assert "refused in production" in told


async def test_the_owner_may_not_run_the_portal(database: Database) -> None:
    assert "superuser or owns" in str(await _refusal_at(database.owner_url))


async def test_a_role_that_owns_one_table_may_not_either(database: Database) -> None:
    await _as_owner(database, "create table odd (n int)", "alter table odd owner to portal_app")
    assert "superuser or owns" in str(await _refusal_at(database.url))


async def test_a_database_without_tables_asks_for_migration(database: Database) -> None:
    await _as_owner(database, "drop schema public cascade", "create schema public")
    assert "portal migrate" in str(await _refusal_at(database.url))


async def _refusal_at(url: str) -> str | None:
    engine = open_engine(url)
    await start_pool(engine)
    try:
        return await refusal(engine, Environment.DEVELOPMENT)
    finally:
        await close_pool(engine)


async def _as_owner(database: Database, *statements: str) -> None:
    connection = await asyncpg.connect(database.owner_url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
