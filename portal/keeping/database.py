"""What has to be known of a database before it is written to a file or read from one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from consent.accesslog import Newest, newest
from portal.commands import Failure
from portal.database import SafeEngine, opened

THINGS = """
select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
"""


@asynccontextmanager
async def owned(url: str) -> AsyncIterator[SafeEngine]:
    """
    Open a database as its owner.

    Raises:
        Failure: it cannot be used; the sentence tells no address and no password.

    """
    try:
        async with opened(url, largest=1) as engine:
            yield engine
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failure(f"The database cannot be used: {type(error).__name__}.") from None


async def major_of(engine: SafeEngine) -> int:
    """Give the version of the server, such as 18."""
    rows = await engine.run_ddl("select current_setting('server_version_num')::int / 10000")
    return int(rows[0][0])


async def is_empty(engine: SafeEngine) -> bool:
    """Tell whether nobody has made anything in this database."""
    return not (await engine.run_ddl(THINGS))[0][0]


async def newest_line() -> Newest | None:
    """Give the newest line of the access log; None where there are none, or no log yet."""
    try:
        return await newest()
    except asyncpg.UndefinedTableError:
        return None


def told(line: Newest | None) -> str:
    """Say up to when a database tells who looked."""
    if line is None:
        return "Its access log has no lines."
    return f"The newest line of its access log is of {line.at:%Y-%m-%d %H:%M} UTC."
