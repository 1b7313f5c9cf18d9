"""The words of the summary: what a page may show of a medicine, hypersensitivity or vaccination."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from consent.model import Section


class State(StrEnum):
    """Whether it holds now, as its sender states it."""

    CURRENT = "current"
    ENDED = "ended"
    PAUSED = "paused"


class SummaryItem(msgspec.Struct, frozen=True):
    """
    One item as its patient may see it; no reason for it, and no episode it stands in.

    `is_current` is False for what has ended by now. `nature` is agreement or use for medicines,
    the category of a hypersensitivity, or which dose of a vaccination.
    """

    id: UUID
    patient: UUID
    practice_name: str
    section: Section
    name: str
    detail: str
    nature: str
    gravity: str
    state: State
    code: str
    code_system: str
    begun_on: date | None
    ended_on: date | None
    is_current: bool

    @property
    def shown_on(self) -> date:
        """The day by which it stands in its list; what has none comes last."""
        day = self.begun_on if self.is_current else self.ended_on or self.begun_on
        return day or date.min
