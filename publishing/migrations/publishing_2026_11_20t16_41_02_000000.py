"""What the tables cannot say: the name of a determination is looked up for every value shown."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T16:41:02:000000"
VERSION = "1.38.0"
DESCRIPTION = "an index on the names of determinations"

FORWARDS = (
    "create index determination_name_called_idx on determination_name"
    " (practice, code_system, code, id desc)",
)

BACKWARDS = ("drop index determination_name_called_idx",)


async def forwards() -> MigrationManager:
    """Piccolo calls this with the tables of the earlier migration in place."""
    manager = MigrationManager(migration_id=ID, app_name="publishing", description=DESCRIPTION)

    async def run() -> None:
        for statement in FORWARDS:
            await engine_finder().run_ddl(statement)

    async def run_backwards() -> None:
        for statement in BACKWARDS:
            await engine_finder().run_ddl(statement)

    manager.add_raw(run)
    manager.add_raw_backwards(run_backwards)
    return manager
