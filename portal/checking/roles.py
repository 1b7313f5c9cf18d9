"""Whether the two roles are two: one that owns everything, and one that owns and makes nothing."""

import asyncpg

from portal.checking.causes import FAULTS, cause
from portal.checking.finding import Finding, well, wrong
from portal.database import SafeEngine
from portal.settings import Settings

ABOUT = "roles"
APPLICATION, OWNER = "PORTAL_DATABASE_URL", "PORTAL_OWNER_DATABASE_URL"
POWERS = """
select role.rolsuper as "is a superuser",
    role.rolcreaterole as "may make roles",
    role.rolcreatedb as "may make databases",
    role.rolbypassrls as "may pass by the security of rows",
    role.rolreplication as "may copy the whole server",
    has_schema_privilege(current_user, 'public', 'create') as "may make tables",
    exists (
        select from pg_class
        where relnamespace = 'public'::regnamespace
            and pg_has_role(current_user, relowner, 'member')
    ) as "owns tables, or is a member of the role that does"
from pg_roles role where role.rolname = current_user
"""
OWNS = """
select count(*) filter (where not pg_has_role(current_user, relowner, 'usage')) as of_others
from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
"""
# The same name may be another database, on another server.
WHICH = "select oid::text || pg_postmaster_start_time() from pg_database where datname = $1"


async def of_application(engine: SafeEngine) -> list[Finding]:
    """Look at what the role of the application could do besides its work."""
    powers = (await engine.run_ddl(POWERS))[0]
    found = [
        wrong(ABOUT, f"The role of {APPLICATION} {power}; it must not.")
        for power, holds in powers.items()
        if holds
    ]
    return found or [well(ABOUT, "The role of the application owns nothing and makes nothing.")]


async def of_owner(engine: SafeEngine, settings: Settings) -> list[Finding]:
    """Look at the owner, where the settings name one."""
    if settings.owner_database_url is None:
        return []
    try:
        connection = await asyncpg.connect(settings.owner_database_url, timeout=10)
    except FAULTS as error:
        return [wrong(ABOUT, f"{OWNER} cannot be used: {cause(error)}.")]
    try:
        return await _owner(connection, engine)
    finally:
        await connection.close()


async def _owner(connection: asyncpg.Connection, engine: SafeEngine) -> list[Finding]:
    name = await connection.fetchval("select current_database()")
    there = await connection.fetchval(WHICH, name)
    here = (await engine.pool.fetchval(WHICH, name)) if engine.pool else None
    if there != here:
        return [wrong(ABOUT, f"{OWNER} and {APPLICATION} lead to two databases of one name.")]
    if await connection.fetchval(OWNS):
        return [wrong(ABOUT, f"The role of {OWNER} does not own every table.")]
    return [well(ABOUT, "The owner of the tables can be reached.")]
