"""What tables cannot say: partial uniqueness, and indexes for pages and worklists."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T10:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "partial keys and indexes"

FORWARDS = (
    "create unique index result_current_key on result (patient, source, source_key)"
    " where superseded_at is null",
    "create unique index journal_line_current_key on journal_line (patient, source, source_key)"
    " where superseded_at is null",
    "create unique index letter_current_key on letter (patient, source, source_key)"
    " where superseded_at is null",
    "create unique index publication_current_key on publication (report) where ended_at is null",
    "create index publication_patient_idx on publication (patient, acted_at desc)"
    " where ended_at is null",
    "create index published_result_result_idx on published_result (result)",
    "create index result_report_idx on result (report, position)",
    "create index report_patient_idx on report (patient, received_at desc)",
    "create index report_inbox_idx on report (received_at) where state in ('received', 'saved')",
    "create index journal_line_patient_idx on journal_line (patient, recorded_on desc)"
    " where superseded_at is null",
    "create index journal_line_episode_idx on journal_line (episode, recorded_on desc)"
    " where superseded_at is null",
    "create index contact_patient_idx on contact (patient)",
    "create index letter_patient_idx on letter (patient, received_at desc)"
    " where superseded_at is null",
    "create index letter_inbox_idx on letter (received_at)"
    " where accorded_at is null and superseded_at is null",
    "create index intake_link_to_idx on intake_link (patient, source, to_kind, to_key)",
    "create index intake_item_message_idx on intake_item (message)",
    "create index intake_item_quarantine_idx on intake_item (message)"
    " where outcome = 'quarantined'",
    "create index intake_message_source_idx on intake_message (source, received_at)",
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
