"""What was filed before is finished; an item has one end, whoever comes back to it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T16:17:16:000000"
VERSION = "1.38.0"
DESCRIPTION = "one end per item, and messages that were broken off"

FORWARDS = (
    "update intake_message set filed_at = received_at",
    "create index intake_message_unfiled_idx on intake_message (id) where filed_at is null",
    "create unique index intake_item_end_key on intake_item (message, path)"
    " where settled_at is null",
)

BACKWARDS = ("drop index intake_item_end_key, intake_message_unfiled_idx",)


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
