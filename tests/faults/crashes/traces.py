"""What an act leaves behind in the tables: the rows it added and removed, made comparable."""

import json
import re
from collections import Counter

import asyncpg

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")
# Drawn anew each time, sealed under a fresh nonce, or different for every subject and source.
DIFFERENT = re.compile(
    r".*_(sealed|hash|key)|id|credential_id|key|month|nonce|number|organisation|request_id|salt|seed"
    r"|sha256|verifier"
)
# The key of each table.
TABLES = """
select t.relname, c.attname from pg_class t
join pg_index i on i.indrelid = t.oid and i.indisprimary
join pg_attribute c on c.attrelid = t.oid and c.attnum = i.indkey[0]
where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace and t.relname <> 'migration'
"""
# Every table tells every row that comes and goes, in the transaction that brings or takes it: what
# is rolled back is not told. Backwards, it is undone: then the tables tell nothing.
TOLD = """
create schema traces;
create unlogged table traces.told (
    number bigint generated always as identity, place text, key text, sign text, content jsonb
);
create function traces.tell() returns trigger language plpgsql security definer as $tell$ begin
    if tg_op <> 'INSERT' then
        insert into traces.told (place, key, sign, content)
        values (tg_table_name, tg_argv[0], '-', to_jsonb(old));
    end if;
    if tg_op <> 'DELETE' then
        insert into traces.told (place, key, sign, content)
        values (tg_table_name, tg_argv[0], '+', to_jsonb(new));
    end if;
    return null;
end $tell$;
create function traces.undo() returns void language plpgsql
set session_replication_role = 'replica' as $undo$
declare
    one record;
begin
    for one in select * from traces.told order by number desc loop
        if one.sign = '+' then
            execute format('delete from %1$I t using jsonb_populate_record(null::%1$I, $1) r'
                ' where t.%2$I = r.%2$I', one.place, one.key) using one.content;
        else
            execute format('insert into %1$I select * from jsonb_populate_record(null::%1$I, $1)',
                one.place) using one.content;
        end if;
    end loop;
    delete from traces.told;
end $undo$;
"""
TELLS = """
create trigger traces after insert or update or delete on "{}"
for each row execute function traces.tell('{}')
"""
Trace = Counter[tuple[str, str]]
NOTHING: Trace = Counter()


class Camera:
    """Sees what becomes of the tables, over a connection of its own, as their owner."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection

    @classmethod
    async def on(cls, owner_url: str) -> "Camera":
        """Connect to a database, and let its tables tell."""
        connection = await asyncpg.connect(owner_url)
        tables = await connection.fetch(TABLES)
        await connection.execute(TOLD + ";".join(TELLS.format(*table) for table in tables))
        return cls(connection)

    async def forget(self) -> None:
        """From here on it counts."""
        await self.connection.execute("delete from traces.told")

    async def left(self) -> Trace:
        """Give what was added (+) and removed (-) by now, without what differs every time."""
        rows = Counter[tuple[str, str]]()
        for row in await self.connection.fetch(
            "select place, sign, content::text from traces.told"
        ):
            rows[row["place"], row["content"]] += 1 if row["sign"] == "+" else -1
        trace: Trace = Counter()
        for (place, row), number in rows.items():
            # What came and went again is not there.
            trace[f"{'+' if number > 0 else '-'} {place}", comparable(row)] += abs(number)
        return +trace

    async def undo(self) -> None:
        """Let everything be as it was when it began to count."""
        await self.connection.execute("select traces.undo()")


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
