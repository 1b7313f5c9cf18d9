"""What the tables cannot say: nobody changes what somebody stated."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T13:08:12:000000"
VERSION = "1.38.0"
DESCRIPTION = "statements about sharing are only ever added"

FORWARDS = (
    """create function refuse_restating() returns trigger language plpgsql as
       'begin raise exception ''what somebody stated is never changed''
        using errcode = ''restrict_violation''; end'""",
    "create trigger sharing_statement_append_only before update or delete on sharing_statement"
    " for each row execute function refuse_restating()",
    "create trigger sharing_statement_no_truncate before truncate on sharing_statement"
    " for each statement execute function refuse_restating()",
)

BACKWARDS = (
    "drop trigger sharing_statement_no_truncate on sharing_statement",
    "drop trigger sharing_statement_append_only on sharing_statement",
    "drop function refuse_restating()",
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
