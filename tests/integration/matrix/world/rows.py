"""All rows of the database as one value, to see whether anything changed."""

import asyncpg

NAMES = "select tablename from pg_tables where schemaname = 'public' order by 1"
# What a look may write: its line, the number of a line, and when a session was last seen.
LOG = frozenset({"access_entry", "access_number"})
# Somebody on the way to the provider; only a GET of a login writes one.
LOGINS = frozenset({"pending_login"})


async def rows(owner: asyncpg.Connection, but: frozenset[str] = LOG) -> dict[str, str]:
    """Give a hash of all rows per table; of a session all but when it was last seen."""
    names = [row[0] for row in await owner.fetch(NAMES)]
    one = (
        "select '{0}' as name, md5(coalesce(string_agg(h, '' order by h), '')) as hash from"
        " (select md5((to_jsonb(t) - 'last_seen_at')::text) as h from \"{0}\" t) s"
    )
    found = await owner.fetch(" union all ".join(one.format(name) for name in names))
    return {row["name"]: row["hash"] for row in found if row["name"] not in but}
