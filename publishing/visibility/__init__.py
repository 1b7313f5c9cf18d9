"""
Whether one thing is shown to the holder of a grant: once in Python, once as conditions in SQL.

Both are short and written by hand; a differential test holds them together. In Python every kind
of thing has its table of gates, and the answer names every gate that is closed; `sql` serves lists.
Whether somebody may look at all (release, age, representation) is decided by `consent.policy`.
"""

from publishing.visibility.episodes import EPISODE, episode_gates
from publishing.visibility.letters import LETTER, LetterFacts, letter_gates
from publishing.visibility.lines import LINE, ContactFacts, LineFacts, line_gates
from publishing.visibility.measurements import MEASUREMENT, MeasurementFacts, measurement_gates
from publishing.visibility.model import Belongs, EpisodeFacts, Gate, Rules, first
from publishing.visibility.notes import NOTE, NoteFacts, note_gates
from publishing.visibility.results import (
    REPORT,
    RESULT,
    ReportFacts,
    ResultFacts,
    Wish,
    report_gates,
    result_gates,
)
from publishing.visibility.summary import SUMMARY, SummaryFacts, summary_gates

__all__ = [
    "EPISODE",
    "LETTER",
    "LINE",
    "MEASUREMENT",
    "NOTE",
    "REPORT",
    "RESULT",
    "SUMMARY",
    "Belongs",
    "ContactFacts",
    "EpisodeFacts",
    "Gate",
    "LetterFacts",
    "LineFacts",
    "MeasurementFacts",
    "NoteFacts",
    "ReportFacts",
    "ResultFacts",
    "Rules",
    "SummaryFacts",
    "Wish",
    "episode_gates",
    "first",
    "letter_gates",
    "line_gates",
    "measurement_gates",
    "note_gates",
    "report_gates",
    "result_gates",
    "summary_gates",
]
