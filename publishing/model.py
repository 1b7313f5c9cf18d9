"""The words of publishing: results, letters and journal lines as a page may show them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec

from publishing.phrasing.model import Explained, PlainName


class LineKind(StrEnum):
    """The four kinds of journal line. Only E and P can ever be shown. Source: OPEN."""

    SUBJECTIVE = "S"
    OBJECTIVE = "O"
    EVALUATION = "E"
    PLAN = "P"


class ResultStatus(StrEnum):
    """Where a determination stands at the laboratory."""

    CORRECTED = "corrected"
    FINAL = "final"
    PENDING = "pending"
    PRELIMINARY = "preliminary"
    WITHDRAWN = "withdrawn"


class ResultFlag(StrEnum):
    """How a value lies against its range; ABNORMAL has no direction, UNKNOWN has no range."""

    ABNORMAL = "abnormal"
    HIGH = "high"
    LOW = "low"
    NORMAL = "normal"
    UNKNOWN = "unknown"


class ReportState(StrEnum):
    """Where a report stands at the practice."""

    INVITED = "invited"
    PUBLISHED = "published"
    RECALLED = "recalled"
    RECEIVED = "received"
    SAVED = "saved"


class Act(StrEnum):
    """The four acts of a clinician on a report. Source: MijnGezondheid.net, FAQ online inzage."""

    INVITE = "invite"
    PUBLISH = "publish"
    PUBLISH_AND_INVITE = "publish_and_invite"
    SAVE = "save"

    @property
    def shows_values(self) -> bool:
        """Whether the patient gets to see the values, now or at the planned time."""
        return self in {Act.PUBLISH, Act.PUBLISH_AND_INVITE}


class Pace(StrEnum):
    """How somebody wants to get to see their own results of one category."""

    AFTER_TALK = "after_talk"
    AT_ONCE = "at_once"
    WARN = "warn"


class InviteWithin(StrEnum):
    """Within which term the practice wants to talk."""

    DAY = "day"
    MONTH = "month"
    TWO_WEEKS = "two_weeks"
    WEEK = "week"


class Range(msgspec.Struct, frozen=True):
    """A reference range as the laboratory wrote it; either end may be empty."""

    low: str = ""
    high: str = ""
    text: str = ""


class Replaced(msgspec.Struct, frozen=True):
    """
    What a determination showed until the laboratory corrected it; times in UTC.

    `is_open` says that no clinician has acted on its report since.
    """

    id: UUID
    comparator: str
    value: str
    unit: str
    value_text: str
    shown_from: datetime
    replaced_at: datetime
    is_open: bool


class Margin(msgspec.Struct, frozen=True):
    """How far beyond a limit is slight: in `unit`, or in percent of the limit without one."""

    amount: Decimal
    unit: str = ""


class Result(msgspec.Struct, frozen=True):
    """
    One determination; numbers are decimal text exactly as the laboratory wrote them.

    `value_text` is a text or coded answer instead of a number; `lab_flag` the laboratory's own
    (L H LL HH A N), empty when it gave none; times in UTC, None when unknown. `replaced` is what
    had been visible before a correction, None when nothing had; `plain` is the name patients know.
    `margin` is what the practice calls slight, None where it set none.
    """

    id: UUID
    name: str
    code: str
    code_system: str
    comparator: str
    value: str
    unit: str
    value_text: str
    range: Range
    lab_flag: str
    flag_text: str
    remark: str
    status: ResultStatus
    taken_at: datetime | None
    replaced: Replaced | None = None
    plain: PlainName | None = None
    margin: Margin | None = None


class Report(msgspec.Struct, frozen=True):
    """
    A report as its patient may see it, published or with an invitation only.

    When `act` is INVITE there is no conclusion and no result: the value waits for the talk.
    `shown_at` is when it became visible (UTC); `clinician_role` a function, not a name.
    `corrected_at` is when the laboratory replaced part of what was visible, as long as that waits.
    """

    id: UUID
    patient: UUID
    practice_name: str
    practice_phone: str
    title: str
    laboratory: str
    taken_at: datetime | None
    shown_at: datetime
    act: Act
    invite_within: InviteWithin | None
    conclusion: str
    meaning: str
    what_to_do: str
    clinician_role: str
    results: tuple[Result, ...] = ()
    corrected_at: datetime | None = None
    words: tuple[Explained, ...] = ()


class Letter(msgspec.Struct, frozen=True):
    """
    A letter as its patient may see it; `size` in bytes, `is_rebuilt`: its file acted.

    `accorded_role` is the function of who shared it.
    """

    id: UUID
    patient: UUID
    practice_name: str
    practice_phone: str
    title: str
    kind: str
    author: str
    written_on: date | None
    shown_at: datetime
    explanation: str
    size: int
    pages: int
    is_rebuilt: bool = False
    words: tuple[Explained, ...] = ()
    accorded_role: str = ""


class JournalLine(msgspec.Struct, frozen=True):
    """
    An E or P line; `contact` groups the lines of one visit, None when unknown.

    `recorded_on` is None for a line without a date, which the practice sees and no patient.
    """

    id: UUID
    kind: LineKind
    body: str
    recorded_on: date | None
    contact: UUID | None
    practitioner_role: str


class Episode(msgspec.Struct, frozen=True):
    """An episode as its patient may see it."""

    id: UUID
    patient: UUID
    practice_name: str
    title: str
    is_closed: bool
    started_on: date | None
    last_contact_on: date | None
    lines: tuple[JournalLine, ...] = ()


class NewsKind(StrEnum):
    """What kind of thing is new; the home page names the kind and never the content."""

    INVITATION = "invitation"
    LETTER = "letter"
    RESULT = "result"


class News(msgspec.Struct, frozen=True):
    """Something that became visible, without any content."""

    kind: NewsKind
    id: UUID
    practice_name: str
    shown_at: datetime
