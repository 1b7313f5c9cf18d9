"""Letters at the practice: added, accorded, and until then seen by nobody else."""

from publishing.letters.desk import (
    PAGE,
    DeskLetter,
    accord,
    file_for_review,
    letter_here,
    waiting,
    worklist,
)

__all__ = [
    "PAGE",
    "DeskLetter",
    "accord",
    "file_for_review",
    "letter_here",
    "waiting",
    "worklist",
]
