"""Letters at the practice: added, accorded, and until then seen by nobody else."""

from publishing.letters.desk import (
    PAGE,
    accord,
    file_for_review,
    letter_here,
    text_for_review,
    waiting,
    worklist,
)
from publishing.letters.model import DeskLetter, LetterPile

__all__ = [
    "PAGE",
    "DeskLetter",
    "LetterPile",
    "accord",
    "file_for_review",
    "letter_here",
    "text_for_review",
    "waiting",
    "worklist",
]
