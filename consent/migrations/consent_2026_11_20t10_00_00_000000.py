"""What tables cannot say: partial uniqueness, indexes, and a log that nobody changes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-20T10:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "partial keys, indexes and append-only triggers"

FORWARDS = (
    "create unique index access_request_open_key on access_request (patient, reader)"
    " where status in ('submitted', 'left_open')",
    "create unique index release_current_key on release (patient, reader)"
    " where status in ('active', 'suspended')",
    "create index access_request_worklist_idx on access_request (status, asked_at, id)",
    "create index access_request_patient_idx on access_request (patient, asked_at)",
    "create index release_request_idx on release (request)",
    "create index patient_practice_idx on patient (practice) where ended_at is null",
    "create index membership_practice_idx on membership (practice)",
    "create index source_practice_idx on source (practice)",
    "create index episode_patient_idx on episode (patient, last_contact_on desc)",
    "create index agreement_change_practice_idx on agreement_change (practice, changed_at)",
    "create index access_entry_person_idx on access_entry (person, id)",
    "create index access_entry_practice_idx on access_entry (practice, id)",
    "create sequence patient_number start 10001",
    """create function refuse_change() returns trigger language plpgsql as
       'begin raise exception ''lines of the access log are never changed''
        using errcode = ''restrict_violation''; end'""",
    "create trigger access_entry_append_only before update or delete on access_entry"
    " for each row execute function refuse_change()",
    "create trigger access_entry_no_truncate before truncate on access_entry"
    " for each statement execute function refuse_change()",
    "create trigger access_number_append_only before update or delete on access_number"
    " for each row execute function refuse_change()",
    "create trigger access_number_no_truncate before truncate on access_number"
    " for each statement execute function refuse_change()",
)

BACKWARDS = (
    "drop trigger access_number_no_truncate on access_number",
    "drop trigger access_number_append_only on access_number",
    "drop trigger access_entry_no_truncate on access_entry",
    "drop trigger access_entry_append_only on access_entry",
    "drop function refuse_change()",
    "drop sequence patient_number",
    "drop index access_entry_practice_idx, access_entry_person_idx, agreement_change_practice_idx,"
    " episode_patient_idx, source_practice_idx, membership_practice_idx, patient_practice_idx,"
    " release_request_idx, access_request_patient_idx, access_request_worklist_idx,"
    " release_current_key, access_request_open_key",
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
