"""Which clerk files what: one place that knows every kind of thing that can come in."""

from collections.abc import Awaitable, Callable
from typing import Any

from publishing.filing import audit, care, journal, laboratory, letters, register
from publishing.filing.desk import Paper
from publishing.filing.health import measurements, summary
from publishing.filing.outcome import Filed
from publishing.intake.measuring import MeasurementRead
from publishing.intake.reads import (
    AuditRead,
    CompositionRead,
    ContactRead,
    EpisodeRead,
    FileRead,
    FlagRead,
    JournalLineRead,
    LetterRead,
    PatientRead,
    ReportRead,
    ResultRead,
)
from publishing.intake.summary import SummaryRead

CLERKS: dict[type, Callable[[Paper, Any], Awaitable[Filed | None]]] = {
    AuditRead: audit.file_event,
    CompositionRead: journal.file_composition,
    ContactRead: care.file_contact,
    EpisodeRead: care.file_episode,
    FlagRead: care.file_flag,
    FileRead: letters.file_file,
    JournalLineRead: journal.file_line,
    LetterRead: letters.file_letter,
    MeasurementRead: measurements.file_measurement,
    PatientRead: register.file_person,
    ReportRead: laboratory.file_report,
    ResultRead: laboratory.file_result,
    SummaryRead: summary.file_item,
}


async def file(paper: Paper) -> Filed:
    """
    File one item in the open transaction.

    Raises:
        Faulty: it cannot be filed.

    """
    clerk = CLERKS.get(type(paper.item.read))
    if clerk is None:
        return Filed.KEPT
    return await clerk(paper, paper.item.read) or Filed.ACCEPTED
