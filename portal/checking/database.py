"""Whether the database is there, fit for the product, and up to date; then what lies in it."""

from collections.abc import AsyncIterator
from datetime import timedelta

from portal import clock
from portal.checking import intake, log, roles, seals
from portal.checking.causes import FAULTS, cause
from portal.checking.finding import Finding, well, wrong
from portal.database import SafeEngine, opened
from portal.embedded import MARK
from portal.metrics.condition import database_time
from portal.migrate import expected, pending
from portal.settings import Environment, Settings
from portal.vault import Vault

ABOUT = "database"
OLDEST = 15
LARGEST_DIFFERENCE = timedelta(seconds=5)
SERVER = """
select current_setting('server_version_num')::int / 10000 as major,
    pg_encoding_to_char(encoding) as encoding, current_setting('cluster_name') as name
from pg_database where datname = current_database()
"""
DONE = "select name from migration"


async def findings(settings: Settings, vault: Vault | None) -> list[Finding]:
    """Look at the database as the application, and at the roles; `vault` None: no seals."""
    try:
        async with opened(settings.database_url, largest=1) as engine:
            found = [one async for one in _server(engine, settings)]
            found += await _within(engine, settings, vault)
            return [*found, *await roles.of_owner(engine, settings)]
    except FAULTS as error:
        return [wrong(ABOUT, f"PORTAL_DATABASE_URL cannot be used: {cause(error)}.")]


async def _server(engine: SafeEngine, settings: Settings) -> AsyncIterator[Finding]:
    major, encoding, name = (await engine.run_ddl(SERVER))[0].values()
    if major < OLDEST:
        yield wrong(ABOUT, f"It is PostgreSQL {major}; the portal needs {OLDEST} or newer.")
    if encoding != "UTF8":
        yield wrong(ABOUT, f"Its encoding is {encoding}; make one with encoding UTF8.")
    if name == MARK and settings.environment is Environment.PRODUCTION:
        yield wrong(ABOUT, "It is the server that a demo brings along: refused in production.")
    ahead = clock.now() - await database_time(engine)
    if settings.clock_file is None and abs(ahead) > LARGEST_DIFFERENCE:
        yield wrong("clock", f"It differs {ahead.total_seconds():.0f} s from the database's.")
    yield well(ABOUT, f"It answers: PostgreSQL {major}.")


async def _within(engine: SafeEngine, settings: Settings, vault: Vault | None) -> list[Finding]:
    found = [*await roles.of_application(engine)]
    missing = await pending(engine)
    if missing:
        told = f"It is not up to date ({len(missing)} migrations): run `portal migrate`."
        return [wrong(ABOUT, told), *found]
    unknown = {row["name"] for row in await engine.run_ddl(DONE)} - set(expected())
    if unknown:
        found.append(wrong(ABOUT, "It is of a newer version of the portal than this one."))
    found += [*await log.findings(engine, settings), *await intake.findings()]
    return [*found, *(await seals.findings(vault) if vault else [])]
