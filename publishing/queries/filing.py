"""Statements that put what was read into a file: contacts, lines, reports, results and letters."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from publishing.queries.links import Place
from publishing.tables import (
    Contact,
    JournalLine,
    Letter,
    Measurement,
    Report,
    Result,
    SummaryItem,
)

HAS_RESULTS = "exists (select from result r where r.report = rp.id) as has_results"
VERSIONED: dict[str, Any] = {
    "journal_line": JournalLine,
    "letter": Letter,
    "measurement": Measurement,
    "result": Result,
    "summary_item": SummaryItem,
}


async def put_contact(row: dict[str, Any]) -> None:
    """Write a contact under its source's key, or bring the one that is there up to date."""
    require_transaction()
    await Contact.insert(Contact(**row)).on_conflict(
        target=(Contact.patient, Contact.source, Contact.source_key),
        action="DO UPDATE",
        values=[
            Contact.kind,
            Contact.held_on,
            Contact.practitioner_role,
            Contact.practitioner_name,
            Contact.confidentiality,
        ],
    )


async def current(table: str, file: Place, key: str) -> Any | None:
    """Give the version in force of a line, result or letter."""
    if table not in VERSIONED:
        raise KeyError(table)
    return await fetch_one(
        f"select * from {table} where patient = $1 and source = $2 and source_key = $3"
        " and superseded_at is null",
        file.patient,
        file.source,
        key,
    )


async def last_version(table: str, file: Place, key: str) -> int:
    """Give the number of the last version of a result or letter, 0 when there is none."""
    if table not in VERSIONED:
        raise KeyError(table)
    row = await fetch_one(
        f"select coalesce(max(version), 0) as version from {table}"
        " where patient = $1 and source = $2 and source_key = $3",
        file.patient,
        file.source,
        key,
    )
    return int(row["version"]) if row else 0


async def supersede(table: str, row_id: UUID, at: datetime) -> None:
    """Take a version out of force."""
    require_transaction()
    rows = VERSIONED[table]
    await rows.update({rows.superseded_at: at}).where(rows.id == row_id)


async def supersede_key(table: str, file: Place, key: str, at: datetime) -> None:
    """Take all that is in force under a key out of force."""
    require_transaction()
    rows = VERSIONED[table]
    await rows.update({rows.superseded_at: at}).where(
        rows.patient == file.patient,
        rows.source == file.source,
        rows.source_key == key,
        rows.superseded_at.is_null(),
    )


async def add(table: str, row: dict[str, Any]) -> None:
    """Write a version."""
    require_transaction()
    rows = VERSIONED[table]
    await rows.insert(rows(**row))


async def report_of(file: Place, key: str) -> Any | None:
    """Find a report by its key."""
    return await fetch_one(
        f"select rp.id, {HAS_RESULTS} from report rp"
        " where rp.patient = $1 and rp.source = $2 and rp.source_key = $3",
        file.patient,
        file.source,
        key,
    )


async def ordered(file: Place, keys: Sequence[str]) -> Any | None:
    """Find what was asked under one of these numbers, what is still to come of it first."""
    if not keys:
        return None
    return await fetch_one(
        f"select rp.id, {HAS_RESULTS} from report rp where rp.patient = $1 and rp.source = $2"
        " and rp.order_keys && $3::varchar[] order by has_results, rp.id limit 1",
        file.patient,
        file.source,
        list(keys),
    )


async def add_report(row: dict[str, Any]) -> None:
    """Write a report."""
    require_transaction()
    await Report.insert(Report(**row))


async def set_report(report: UUID, values: dict[str, Any]) -> None:
    """Write what a laboratory says of a report that is here."""
    require_transaction()
    columns: dict[Any, Any] = {getattr(Report, name): value for name, value in values.items()}
    await Report.update(columns).where(Report.id == report)


async def reopen_report(report: UUID) -> None:
    """Bring a published report back to the inbox: something in it is new."""
    require_transaction()
    await Report.update({Report.state: "received"}).where(
        Report.id == report, Report.state == "published"
    )


async def gathered_reports(file: Place, results: Sequence[str]) -> Sequence[Any]:
    """Give the reports that we made up, still untouched, that hold these results alone."""
    return await fetch(
        "select rp.id, true as has_results from report rp join result r on r.report = rp.id"
        " where rp.patient = $1 and rp.source = $2 and rp.source_key like 'group:%'"
        " and rp.state = 'received' group by rp.id having bool_and(r.source_key = any($3))",
        file.patient,
        file.source,
        list(results),
    )


async def waiting_letters(source: UUID, names: Sequence[str]) -> Sequence[Any]:
    """Give the letters of a source that wait for a file with one of these names."""
    return await fetch(
        "select id from letter where source = $1 and file_key = any($2) and file_sealed is null"
        " and superseded_at is null",
        source,
        list(names),
    )


async def give_file(letter: UUID, file: dict[str, Any]) -> None:
    """Write the file for which a letter waited."""
    require_transaction()
    values: dict[Any, Any] = {getattr(Letter, name): value for name, value in file.items()}
    await Letter.update(values).where(Letter.id == letter, Letter.file_sealed.is_null())
