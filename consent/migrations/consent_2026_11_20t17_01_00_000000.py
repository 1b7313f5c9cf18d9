"""A release is in force or ended: what a birthday closes is decided at every look, not stored."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T17:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "no release that is only suspended"

DROP = "alter table release drop constraint release_status_check"
ADD = "alter table release add constraint release_status_check check (status in "
CURRENT = (
    "drop index release_current_key",
    "create unique index release_current_key on release"
    " (patient, reader, coalesce(representation, reader)) where status ",
)
FORWARDS = (DROP, ADD + "('active','ended'))", CURRENT[0], CURRENT[1] + "= 'active'")
BACKWARDS = (
    DROP,
    ADD + "('active','suspended','ended'))",
    CURRENT[0],
    CURRENT[1] + "in ('active', 'suspended')",
)


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
