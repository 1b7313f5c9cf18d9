"""What tables cannot say: one task of a report is in force, and what worklists read first."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T16:27:51:000000"
VERSION = "1.38.0"
DESCRIPTION = "one task of a report in force; worklists"

FORWARDS = (
    "create unique index task_current_key on task (report) where ended_at is null",
    "create index task_report_idx on task (report, id)",
    "create index task_open_idx on task (report) where ended_at is null and not is_done",
    "create index report_open_idx on report (state, patient)"
    " where state in ('received', 'saved', 'invited')",
)

BACKWARDS = tuple(
    "drop index " + statement.split(" index ")[1].split(" ")[0] for statement in FORWARDS
)


async def forwards() -> MigrationManager:
    """Piccolo calls this with the tables of the earlier migrations in place."""
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
