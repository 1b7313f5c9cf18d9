"""What the tables of representation cannot say: one request and one right per way of looking."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T13:11:45:000000"
VERSION = "1.38.0"
DESCRIPTION = "keys of requests and releases per representation, choices only ever added"

FORWARDS = (
    "drop index access_request_open_key",
    "drop index release_current_key",
    # Whoever looks for themselves has no representation: their own id stands for it.
    "create unique index access_request_open_key on access_request"
    " (patient, reader, coalesce(representation, reader))"
    " where status in ('submitted', 'left_open')",
    "create unique index release_current_key on release"
    " (patient, reader, coalesce(representation, reader))"
    " where status in ('active', 'suspended')",
    "create unique index representation_current_key on representation"
    " (patient, representative, kind) where ended_at is null",
    "create index representation_representative_idx on representation (representative)"
    " where ended_at is null",
    "create unique index representation_block_current_key on representation_block"
    " (patient, representative) where lifted_at is null",
    "create trigger representation_choice_append_only before update or delete"
    " on representation_choice for each row execute function refuse_restating()",
    "create trigger representation_choice_no_truncate before truncate"
    " on representation_choice for each statement execute function refuse_restating()",
)

BACKWARDS = (
    "drop trigger representation_choice_no_truncate on representation_choice",
    "drop trigger representation_choice_append_only on representation_choice",
    "drop index representation_block_current_key, representation_representative_idx,"
    " representation_current_key, release_current_key, access_request_open_key",
    "create unique index release_current_key on release (patient, reader)"
    " where status in ('active', 'suspended')",
    "create unique index access_request_open_key on access_request (patient, reader)"
    " where status in ('submitted', 'left_open')",
)


async def forwards() -> MigrationManager:
    """Piccolo calls this with the tables of the earlier migration in place."""
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
