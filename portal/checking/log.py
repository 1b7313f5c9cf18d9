"""Whether the access log is as it should be: nobody can change a line, and none is gone."""

from portal.checking.finding import Finding, well, wrong
from portal.database import SafeEngine
from portal.keeping.witness import compare, witness_file
from portal.settings import Settings

ABOUT = "access log"
RIGHTS = """
select relname, has_any_column_privilege(current_user, oid, 'update') as "change",
    has_table_privilege(current_user, oid, 'delete') as "delete",
    has_table_privilege(current_user, oid, 'truncate') as "empty",
    not has_table_privilege(current_user, oid, 'insert') as "not add"
from pg_class
where relname in ('access_entry', 'access_number') and relnamespace = 'public'::regnamespace
"""
TRIGGERS = """
select count(*) from pg_trigger
where tgname in (
    'access_entry_append_only', 'access_entry_no_truncate',
    'access_number_append_only', 'access_number_no_truncate'
) and tgenabled in ('O', 'A')
"""
EXPECTED_TRIGGERS = 4


async def findings(engine: SafeEngine, settings: Settings) -> list[Finding]:
    """Look at the rights, the triggers, and the file that knows the newest line."""
    found = [
        wrong(ABOUT, f"The role of the application may {act} lines of {row['relname']}.")
        for row in await engine.run_ddl(RIGHTS)
        for act, holds in row.items()
        if holds is True
    ]
    if (await engine.run_ddl(TRIGGERS))[0][0] != EXPECTED_TRIGGERS:
        found.append(wrong(ABOUT, "A trigger that keeps its lines as they are is gone or off."))
    lost = await compare(witness_file(settings))
    if lost:
        until = f"{lost.witnessed_at:%Y-%m-%d %H:%M} UTC"
        found.append(wrong(ABOUT, f"An older database was put back: lines until {until} are gone."))
    return found or [well(ABOUT, "Its lines can be added and not be changed.")]
