"""What the tables of post cannot say: one address in use per person, and what waits."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T10:45:13:000000"
VERSION = "1.38.0"
DESCRIPTION = "keys and indexes of post"

FORWARDS = (
    "create unique index post_address_person_key on post_address (person)"
    " where verified_at is not null and ended_at is null",
    "create unique index post_address_employee_key on post_address (employee)"
    " where verified_at is not null and ended_at is null",
    "create index post_message_waiting_idx on post_message (next_try_at) where status = 'waiting'",
    "create index post_message_practice_idx on post_message (practice, written_at desc)"
    " where status <> 'sent'",
)

BACKWARDS = (
    "drop index post_message_practice_idx, post_message_waiting_idx, post_address_employee_key,"
    " post_address_person_key",
)


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
