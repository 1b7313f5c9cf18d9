"""Statements of what was shared and is taken back, by the practice or by the laboratory."""

from typing import Any
from uuid import UUID

from consent.statements import fetch_one, require_transaction
from publishing.tables import Letter, Publication, Recall, Report

SHARED = """
select p.patient, p.acted_by as by, coalesce(p.visible_from, p.acted_at) as since
from publication p
where p.report = $1 and p.act <> 'save' and (p.ended_at is null
    or exists (select from publication d
        where d.report = p.report and d.act = 'save' and d.ended_at is null)
    and not exists (select from publication q
        where q.report = p.report and q.act <> 'save' and q.acted_at > p.acted_at)
    and not exists (select from recall rc
        where rc.object_id = p.report and rc.recalled_at >= p.ended_at))
"""


async def publication(report: UUID) -> Any | None:
    """
    Give the act through which the patient sees a report, or would at its planned time.

    Who saved a draft about a correction has not taken back what the patient saw before it.
    """
    return await fetch_one(SHARED, report)


async def accord(letter: UUID) -> Any | None:
    """Give the accord through which the patient sees a letter."""
    return await fetch_one(
        "select patient, accorded_by as by, accorded_at as since from letter"
        " where id = $1 and accorded_at is not null",
        letter,
    )


async def take_back_report(report: UUID, state: str, at: object) -> None:
    """End the publication of a report and bring it to this state."""
    require_transaction()
    await Publication.update({Publication.ended_at: at}).where(
        Publication.report == report, Publication.ended_at.is_null()
    )
    await Report.update({Report.state: state}).where(Report.id == report)


async def take_back_letter(letter: UUID, status: str) -> None:
    """End the accord of a letter and bring it to this status."""
    require_transaction()
    await Letter.update(
        {Letter.accorded_at: None, Letter.accorded_by: None, Letter.status: status}
    ).where(Letter.id == letter)


async def add(row: dict[str, Any]) -> None:
    """Write down that something was taken back."""
    require_transaction()
    await Recall.insert(Recall(**row))


async def last(thing: UUID) -> Any | None:
    """Give the last time that a report or letter was taken back."""
    return await fetch_one(
        "select rc.*, m.function as role from recall rc join membership m on m.id = rc.recalled_by"
        " where rc.object_id = $1 order by rc.id desc limit 1",
        thing,
    )
