"""Statements that read all of one file, for the copy that the law gives. No flag is looked at."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from consent.statements import fetch

REPORTS = """
select r.id, r.title, r.laboratory, r.taken_at, r.received_at,
       coalesce(pb.conclusion, '') as conclusion, coalesce(pb.meaning, '') as meaning,
       coalesce(pb.what_to_do, '') as what_to_do
from report r left join publication pb on pb.report = r.id and pb.ended_at is null
where r.patient = $1 order by coalesce(r.taken_at, r.received_at) desc, r.id
"""


async def episodes(patient: UUID) -> Sequence[Any]:
    """Give the episodes, the latest contact first."""
    return await fetch(
        "select id, title, icpc, started_on, is_closed from episode where patient = $1"
        " order by last_contact_on desc nulls last, id",
        patient,
    )


async def lines(patient: UUID) -> Sequence[Any]:
    """Give the journal lines of every kind in the version that holds, the last recorded first."""
    return await fetch(
        "select kind, body, recorded_on, episode from journal_line"
        " where patient = $1 and superseded_at is null"
        " order by recorded_on desc nulls last, contact, position(kind in 'SOEP'), id",
        patient,
    )


async def reports(patient: UUID) -> Sequence[Any]:
    """Give the reports with what the practice wrote about them."""
    return await fetch(REPORTS, patient)


async def results(patient: UUID) -> Sequence[Any]:
    """Give the determinations in the version that holds, whatever was done with them."""
    return await fetch(
        "select * from result where patient = $1 and superseded_at is null"
        " order by report, position, id",
        patient,
    )


async def letters(patient: UUID) -> Sequence[Any]:
    """Give the letters in the version that holds, the last written first."""
    return await fetch(
        "select title, author, written_on, received_at, explanation,"
        " file_sealed is not null as has_file from letter"
        " where patient = $1 and superseded_at is null and status <> 'entered-in-error'"
        " order by coalesce(written_on, received_at::date) desc, id",
        patient,
    )


async def notes(patient: UUID) -> Sequence[Any]:
    """Give the notes that were shared; what somebody keeps for themselves is not read."""
    return await fetch(
        "select shared_at, body from note where patient = $1 and shared_at is not null"
        " and removed_at is null order by shared_at desc, id",
        patient,
    )


async def summary(patient: UUID, on: date) -> Sequence[Any]:
    """Give medicines, hypersensitivities and vaccinations as they stand on a day."""
    return await fetch(
        "select *, '' as practice_name,"
        " state <> 'ended' and coalesce(ended_on >= $2, true) as is_current from summary_item"
        " where patient = $1 and superseded_at is null"
        " order by section, is_current desc, coalesce(ended_on, begun_on) desc nulls last, id",
        patient,
        on,
    )


async def measurements(patient: UUID) -> Sequence[Any]:
    """Give what was measured, the last first."""
    return await fetch(
        "select *, '' as practice_name, '' as flag_text, 'final' as status from measurement"
        " where patient = $1 and superseded_at is null order by taken_at desc, position, id",
        patient,
    )
