"""What an act leaves behind in the tables: the rows it added and removed, made comparable."""

import json
import re
from collections import Counter
from dataclasses import dataclass

import asyncpg

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")
# Drawn anew each time, sealed under a fresh nonce, or different for every subject and source.
DIFFERENT = re.compile(
    r".*_(sealed|hash|key)|id|credential_id|key|month|nonce|number|organisation|request_id|salt|seed"
    r"|sha256|verifier"
)
TABLES = """
select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration'
order by tablename
"""
Trace = Counter[tuple[str, str]]
NOTHING: Trace = Counter()


@dataclass(frozen=True)
class Snapshot:
    """Every row of every table, as text."""

    rows: frozenset[tuple[str, str]]

    def since(self, before: "Snapshot") -> Trace:
        """Give what was added (+) and removed (-) since, without what differs every time."""
        trace: Trace = Counter()
        for sign, rows in (("+", self.rows - before.rows), ("-", before.rows - self.rows)):
            trace.update((f"{sign} {table}", comparable(row)) for table, row in rows)
        return trace


class Camera:
    """Takes snapshots over a connection of its own, as the owner of the tables."""

    def __init__(self, connection: asyncpg.Connection, tables: list[str]) -> None:
        self.connection = connection
        self.sql = " union all ".join(
            f"select '{table}', to_jsonb(t)::text from \"{table}\" t"  # noqa: S608 - our tables
            for table in tables
        )

    @classmethod
    async def on(cls, owner_url: str) -> "Camera":
        """Connect to a database."""
        connection = await asyncpg.connect(owner_url)
        return cls(connection, [table for (table,) in await connection.fetch(TABLES)])

    async def snapshot(self) -> Snapshot:
        """Take one."""
        rows = await self.connection.fetch(self.sql)
        return Snapshot(frozenset((table, row) for table, row in rows))


def comparable(row: str) -> str:
    """Leave ids, salts and what is sealed out of a row."""
    values = json.loads(ID.sub("*", row))
    same = {key: value for key, value in values.items() if not DIFFERENT.fullmatch(key)}
    return json.dumps(same)


def told(trace: Trace) -> str:
    """Say a trace in one line, without values."""
    counted = Counter[str]()
    for (what, _), number in trace.items():
        counted[what] += number
    return ", ".join(f"{what} {number}" for what, number in sorted(counted.items())) or "nothing"
