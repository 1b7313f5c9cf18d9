"""Indexes in the order of the pages: the first twenty of many cost what twenty cost."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T13:53:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes in the order of the pages"

FORWARDS = (
    "create index publication_shown_idx on publication"
    " (patient, (coalesce(visible_from, acted_at)) desc, report desc) where ended_at is null",
    "create index letter_shown_idx on letter (patient, accorded_at desc, id desc)"
    " where superseded_at is null",
    "create index episode_shown_idx on episode"
    " (patient, (coalesce(last_contact_on, date '0001-01-01')) desc, id desc)",
    "create index journal_line_shown_idx on journal_line"
    " (patient, recorded_on desc, id desc) where superseded_at is null",
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
