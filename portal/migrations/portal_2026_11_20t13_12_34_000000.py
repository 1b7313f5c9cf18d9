"""What the tables cannot say: one question about a line, and what a report may be about."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T13:12:34:000000"
VERSION = "1.38.0"
DESCRIPTION = "one question about a line of the log"

FORWARDS = (
    "alter table detail_report drop constraint detail_report_part_check",
    "alter table detail_report add constraint detail_report_part_check check"
    " (part in ('person','enrolment','bsn','contact','account','log'))",
    "create unique index detail_report_line_key on detail_report (person, line)",
)

BACKWARDS = (
    "drop index detail_report_line_key",
    "alter table detail_report drop constraint detail_report_part_check",
    "alter table detail_report add constraint detail_report_part_check check"
    " (part in ('person','enrolment','bsn','contact','account'))",
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
