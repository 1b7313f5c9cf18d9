"""Messages whose texts somebody should look at are found without reading all that came."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T17:33:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "an index of messages with garbled text"

FORWARDS = (
    "create index intake_message_garbled_idx on intake_message (source, id)"
    " where note = 'text_garbled' and settled_at is null",
)

BACKWARDS = ("drop index intake_message_garbled_idx",)


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
