"""What a message says of a medicine, hypersensitivity or vaccination, as read. Pure values."""

from datetime import date

import msgspec

from consent.model import Section
from publishing.intake.model import Code
from publishing.summary.model import State


class SummaryRead(msgspec.Struct, frozen=True):
    """
    One medicine, hypersensitivity or vaccination; `section` says which.

    `detail` is how to use it, what it does, or against what it works. `nature` is agreement or
    use, the category of a hypersensitivity, or which dose. `gravity` is high, low or empty. The
    reason of a medicine is not read: it would tell of episodes that may be hidden.
    """

    section: Section
    name: str
    detail: str = ""
    nature: str = ""
    gravity: str = ""
    state: State = State.CURRENT
    code: Code | None = None
    begun_on: date | None = None
    ended_on: date | None = None
    is_withdrawn: bool = False
    episodes: tuple[str, ...] = ()
    contact: str = ""
    confidentiality: str = ""
