"""What the tables cannot say: the log finds who read a thing."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T13:38:09:000000"
VERSION = "1.38.0"
DESCRIPTION = "an index of the log by thing"

FORWARDS = (
    "create index access_entry_object_idx on access_entry (object_id, occurred_at)"
    " where user_kind = 'person'",
)

BACKWARDS = ("drop index access_entry_object_idx",)


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
