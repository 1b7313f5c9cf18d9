"""Statements that let the contents of one file go on in another."""

from uuid import UUID

from consent.statements import fetch_one, require_transaction
from publishing.tables import (
    Contact,
    IntakeItem,
    IntakeLink,
    IntakeMessage,
    JournalLine,
    Letter,
    Measurement,
    Note,
    Publication,
    Recall,
    Report,
    Result,
    SummaryItem,
)

MOVED = (
    Contact,
    IntakeItem,
    IntakeLink,
    JournalLine,
    Letter,
    Measurement,
    Note,
    Publication,
    Recall,
    Report,
    Result,
    SummaryItem,
)
BOTH = """
select exists (select from contact a join contact b using (source, source_key)
               where a.patient = $1 and b.patient = $2)
    or exists (select from journal_line a join journal_line b using (source, source_key)
               where a.patient = $1 and b.patient = $2)
    or exists (select from letter a join letter b using (source, source_key)
               where a.patient = $1 and b.patient = $2)
    or exists (select from report a join report b using (source, source_key)
               where a.patient = $1 and b.patient = $2)
    or exists (select from result a join result b using (source, source_key)
               where a.patient = $1 and b.patient = $2)
    or exists (select from summary_item a join summary_item b using (source, source_key)
               where a.patient = $1 and b.patient = $2)
    or exists (select from measurement a join measurement b using (source, source_key)
               where a.patient = $1 and b.patient = $2)
    or exists (select from intake_link a
               join intake_link b using (source, from_kind, from_key, to_kind, to_key)
               where a.patient = $1 and b.patient = $2) as both_hold
"""


async def both_hold(double: UUID, into: UUID) -> bool:
    """Tell whether a system delivered a thing under the same key to both files."""
    row = await fetch_one(BOTH, double, into)
    return bool(row and row["both_hold"])


async def move(double: UUID, into: UUID) -> None:
    """Let everything that was delivered to one file stand in the other."""
    require_transaction()
    for table in MOVED:
        await table.update({"patient": into}).where(table.patient == double)
    await IntakeMessage.update({IntakeMessage.stated_patient: into}).where(
        IntakeMessage.stated_patient == double
    )
