"""What the tables cannot say: a report can be recalled."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T13:38:09:000000"
VERSION = "1.38.0"
DESCRIPTION = "a state of reports"

FORWARDS = (
    "alter table report drop constraint report_state_check",
    "alter table report add constraint report_state_check"
    " check (state in ('received','published','invited','saved','recalled'))",
)

BACKWARDS = (
    "alter table report drop constraint report_state_check",
    "alter table report add constraint report_state_check"
    " check (state in ('received','published','invited','saved'))",
)


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
