"""The rows of publishing: shapes only, every default stated, every reference restricting."""

from publishing.tables.intake import IntakeAlias, IntakeItem, IntakeLink, IntakeMessage
from publishing.tables.journal import Contact, JournalLine
from publishing.tables.letters import Letter
from publishing.tables.measurements import Measurement
from publishing.tables.notes import Note
from publishing.tables.phrasing import (
    DeterminationName,
    GlossaryWord,
    TemplateUse,
    TextTemplate,
)
from publishing.tables.recalls import Recall
from publishing.tables.results import Publication, PublishedResult, Report, Result
from publishing.tables.showing import Margin, ReadingPace
from publishing.tables.summary import SummaryItem
from publishing.tables.tasks import Task

__all__ = [
    "Contact",
    "DeterminationName",
    "GlossaryWord",
    "IntakeAlias",
    "IntakeItem",
    "IntakeLink",
    "IntakeMessage",
    "JournalLine",
    "Letter",
    "Margin",
    "Measurement",
    "Note",
    "Publication",
    "PublishedResult",
    "ReadingPace",
    "Recall",
    "Report",
    "Result",
    "SummaryItem",
    "Task",
    "TemplateUse",
    "TextTemplate",
]
