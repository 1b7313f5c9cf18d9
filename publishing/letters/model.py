"""Letters as the practice sees them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from consent.agreements.model import SHARED_BY_DEFAULT
from consent.errors import Reason
from consent.model import LetterCategory, PersonName


class LetterPile(StrEnum):
    """On which list a letter lies; UNSHARED: of a sort that no patient of the practice sees."""

    ACCORDED = "accorded"
    UNSHARED = "unshared"
    WAITING = "waiting"


class DeskLetter(msgspec.Struct, frozen=True):
    """
    A letter as the practice sees it; `accorded_at` (UTC) is None while it is invisible.

    `size` and `pages` are None while its file has not come; it cannot be accorded then.
    `is_rebuilt`: the file did something by itself, and its pages were put into a new one.
    `shared` are the sorts of letters that patients of the practice see.
    """

    id: UUID
    patient: UUID
    person: UUID
    practice: UUID
    number: str
    name: PersonName
    born: str
    title: str
    kind: str
    author: str
    written_on: date | None
    received_at: datetime
    status: str
    confidentiality: str
    explanation: str
    accorded_at: datetime | None
    size: int | None
    pages: int | None
    is_rebuilt: bool = False
    category: LetterCategory = LetterCategory.OTHER
    shared: frozenset[LetterCategory] = SHARED_BY_DEFAULT
    accorded_by: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether it can be accorded: it was not yet, and it belongs to this patient."""
        return self.accorded_at is None and self.status == "current"

    def why_not(self, category: LetterCategory) -> Reason | None:
        """Give the reason why it cannot be accorded as this sort of letter; None: it can."""
        if not (self.category.can_be_shared and category.can_be_shared):
            return Reason.LETTER_TRANSFER
        if category not in self.shared:
            return Reason.LETTER_NOT_SHARED
        return None if self.size is not None else Reason.FILE_MISSING
