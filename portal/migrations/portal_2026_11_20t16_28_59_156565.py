"""What was sent and may still come back is found by its date, to be forgotten in time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T16:28:59:156565"
VERSION = "1.38.0"
DESCRIPTION = "index of messages that may come back"

FORWARDS = (
    "create index post_message_sent_idx on post_message (done_at)"
    " where status = 'sent' and words_sealed is not null",
)

BACKWARDS = ("drop index post_message_sent_idx",)


async def forwards() -> MigrationManager:
    """Piccolo calls this with the tables of the earlier migration in place."""
    manager = MigrationManager(migration_id=ID, app_name="portal", description=DESCRIPTION)

    async def run() -> None:
        for statement in FORWARDS:
            await engine_finder().run_ddl(statement)

    async def run_backwards() -> None:
        for statement in BACKWARDS:
            await engine_finder().run_ddl(statement)

    manager.add_raw(run)
    manager.add_raw_backwards(run_backwards)
    return manager
