"""What tables cannot say: one version in force of each item, found in the order of the pages."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T16:48:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "one version of each item in force"

FORWARDS = (
    "create unique index summary_item_current_key on summary_item (patient, source, source_key)"
    " where superseded_at is null",
    "create index summary_item_shown_idx on summary_item (patient, section)"
    " where superseded_at is null",
    "create unique index measurement_current_key on measurement"
    " (patient, source, source_key, position) where superseded_at is null",
    "create index measurement_shown_idx on measurement (patient, topic, taken_at desc, id desc)"
    " where superseded_at is null",
    "create index intake_item_kept_idx on intake_item (source, message)"
    " where is_kept and settled_at is null",
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
