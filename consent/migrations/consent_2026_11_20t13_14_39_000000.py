"""What the tables of other systems and of checks cannot say: once each, and what is looked for."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T13:14:39:000000"
VERSION = "1.38.0"
DESCRIPTION = "keys and indexes of lines of other systems, and of checks"

FORWARDS = (
    "create unique index access_entry_origin_key on access_entry (origin, origin_key)"
    " where origin is not null",
    "create index access_entry_practice_at_idx on access_entry (practice, occurred_at)",
    "create index check_line_entry_idx on check_line (entry)",
)

BACKWARDS = (
    "drop index check_line_entry_idx, access_entry_practice_at_idx, access_entry_origin_key",
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
