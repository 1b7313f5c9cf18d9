"""What the tables cannot say: medicines, measurements and the like have a flag of their own."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T16:48:02:000000"
VERSION = "1.38.0"
DESCRIPTION = "more kinds of things that are shown or hidden one by one"

DROP = "alter table visibility_change drop constraint visibility_change_kind_check"
ADD = "alter table visibility_change add constraint visibility_change_kind_check check (kind in "
FORWARDS = (
    DROP,
    ADD + "('episode','line','measurement','medication','hypersensitivities','vaccinations'))",
)
BACKWARDS = (DROP, ADD + "('episode','line'))")


async def forwards() -> MigrationManager:
    """Piccolo calls this with the tables of the earlier migrations in place."""
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
