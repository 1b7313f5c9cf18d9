"""All rows of the database as one value per table, to see whether anything was written."""

import asyncpg

NAMES = "select tablename from pg_tables where schemaname = 'public' order by 1"
# What a look may write: its line, the number of a line, and when a session was last seen.
LOG = frozenset({"access_entry", "access_number"})
# Somebody on the way to the provider; only a GET of a login writes one.
LOGINS = frozenset({"pending_login"})
# Whoever writes makes another version of a row, also with the same words: what is in it need not
# be read.
VERSIONS = "(select sum(hashtextextended(concat(ctid, ' ', xmin), 0)) from \"{0}\")"
SEEN = "(select sum(hashtextextended((to_jsonb(t) - 'last_seen_at')::text, 0)) from \"{0}\" t)"
SESSIONS = "session"


async def rows(owner: asyncpg.Connection, but: frozenset[str] = LOG) -> dict[str, object]:
    """Give a number for all rows of each table; of a session all but when it was last seen."""
    names = [row[0] for row in await owner.fetch(NAMES)]
    hashes = [(SEEN if name == SESSIONS else VERSIONS).format(name) for name in names]
    found = await owner.fetchrow(f"select {', '.join(hashes)}")
    return {name: one for name, one in zip(names, found, strict=True) if name not in but}
