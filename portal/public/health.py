"""What machines ask: is the portal alive, may it be sent visitors, is its database fit to use."""

import asyncpg
from litestar import Response, get
from litestar.enums import MediaType
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE

from portal.database import SafeEngine, bound_engine
from portal.embedded import MARK
from portal.frame.links import PATHS
from portal.identity.entrance import Entrance
from portal.migrate import pending
from portal.settings import Environment

POWER = """
select role.rolsuper or role.rolbypassrls or role.rolcreaterole or role.rolcreatedb
    or exists (
        select from pg_class
        where relnamespace = 'public'::regnamespace
            and pg_has_role(current_user, relowner, 'member')
    )
from pg_roles role where role.rolname = current_user
"""

NAME = "select current_setting('cluster_name')"


@get(PATHS["public.health"], name="public.health", opt={"entrance": Entrance.PUBLIC})
async def alive() -> Response[str]:
    """Answer: the process runs."""
    return _plain("ok", HTTP_200_OK)


@get(PATHS["public.ready"], name="public.ready", opt={"entrance": Entrance.PUBLIC})
async def ready() -> Response[str]:
    """Answer whether the database can be reached and is up to date."""
    try:
        missing = await pending(bound_engine())
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        return _plain("database unreachable", HTTP_503_SERVICE_UNAVAILABLE)
    if missing:
        return _plain("database not up to date", HTTP_503_SERVICE_UNAVAILABLE)
    return _plain("ok", HTTP_200_OK)


async def refusal(engine: SafeEngine, environment: Environment) -> str | None:
    """Return the sentence that says why the portal must not run on this database, or None."""
    if environment is Environment.PRODUCTION and (await engine.run_ddl(NAME))[0][0] == MARK:
        return (
            "PORTAL_DATABASE_URL names the server that the demo brings along, which is refused in"
            " production."
        )
    if (await engine.run_ddl(POWER))[0][0]:
        return (
            "PORTAL_DATABASE_URL names a role that is a superuser or owns tables;"
            " the portal runs as one that does not, so that it cannot change the access log."
        )
    if await pending(engine):
        return "The database is not up to date: run `portal migrate` first."
    return None


def _plain(text: str, status: int) -> Response[str]:
    return Response(text, status_code=status, media_type=MediaType.TEXT)
