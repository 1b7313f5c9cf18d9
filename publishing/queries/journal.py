"""Statements of the journal at the practice: every E and P line with its flag."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.statements import fetch, require_transaction
from publishing.tables import JournalLine


async def choices(patient: UUID) -> Sequence[Any]:
    """Give the E and P lines of a file with what decides about each, the last recorded first."""
    return await fetch(
        "select l.id, l.kind, l.body, l.recorded_on, l.contact, l.episode, l.other_episodes,"
        " l.former_episodes, l.has_unknown_episode, l.visible_to_patient, l.superseded_at,"
        " l.confidentiality, c.kind as contact_kind, c.confidentiality as contact_confidentiality,"
        " c.is_shown as contact_shown,"
        " c.practitioner_role from journal_line l left join contact c on c.id = l.contact"
        " where l.patient = $1 and l.kind in ('E', 'P') and l.superseded_at is null"
        " order by l.recorded_on desc, l.id desc",
        patient,
    )


async def episodes(patient: UUID) -> Sequence[Any]:
    """Give what decides about the episodes of a file."""
    return await fetch(
        "select id, title, last_contact_on, visible_to_patient, is_closed, attention,"
        " confidentiality from episode where patient = $1 order by last_contact_on desc, id",
        patient,
    )


async def flags(patient: UUID) -> Sequence[Any]:
    """Give the flags of the E and P lines of a file."""
    return await fetch(
        "select id, visible_to_patient from journal_line"
        " where patient = $1 and kind in ('E', 'P') and superseded_at is null",
        patient,
    )


async def set_visible(lines: Sequence[UUID], *, visible: bool) -> None:
    """Set the flag of these lines."""
    require_transaction()
    await JournalLine.update({JournalLine.visible_to_patient: visible}).where(
        JournalLine.id.is_in(list(lines))
    )
