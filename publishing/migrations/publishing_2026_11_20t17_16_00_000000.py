"""Indexes for what hides a page's things, and for notes that belong to no episode."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T17:16:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes that make a page cost the same in a long file"

FORWARDS = (
    "create index episode_shut_idx on episode (patient, id)"
    " where not visible_to_patient or confidentiality = 'V'",
    "create index episode_resting_idx on episode (patient, id) where is_closed and not attention",
    "create index journal_line_loose_idx on journal_line (patient, recorded_on desc, id desc)"
    " where superseded_at is null and episode is null",
)

BACKWARDS = tuple(
    "drop index " + statement.split(" index ")[1].split(" ")[0] for statement in FORWARDS
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
