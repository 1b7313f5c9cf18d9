"""Lines of the log that are past their term can be removed, by the owner and by nobody else."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T13:13:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "pruning of the access log"

# Whoever prunes says which day it is: the database's own clock decides nothing.
TODAY = "nullif(current_setting('portal.prune_on', true), '')::date"
REFUSE = (
    "raise exception 'lines of the access log are never changed'"
    " using errcode = 'restrict_violation'"
)
FORWARDS = (
    f"""create or replace function refuse_change() returns trigger language plpgsql as $body$
    begin
      if tg_op = 'DELETE' and {TODAY} > (case tg_table_name
        when 'access_entry' then (to_jsonb(old) ->> 'retain_until')::date
        when 'access_number' then (select e.retain_until from access_entry e
                                   where e.id = (to_jsonb(old) ->> 'entry')::uuid) end)
      then return old; end if;
      {REFUSE};
    end $body$""",
)

BACKWARDS = (
    f"""create or replace function refuse_change() returns trigger language plpgsql as
    $body$ begin {REFUSE}; end $body$""",
)


async def forwards() -> MigrationManager:
    """Piccolo calls this with the tables of the earlier migration in place."""
    manager = MigrationManager(migration_id=ID, app_name="consent", description=DESCRIPTION)

    async def run() -> None:
        for statement in FORWARDS:
            await engine_finder().run_ddl(statement)

    async def run_backwards() -> None:
        for statement in BACKWARDS:
            await engine_finder().run_ddl(statement)

    manager.add_raw(run)
    manager.add_raw_backwards(run_backwards)
    return manager
