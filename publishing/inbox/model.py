"""The words of the inbox: its lists, and a report as a clinician sees it with the act in force."""

from datetime import date, datetime, time
from enum import IntEnum, StrEnum
from uuid import UUID

import msgspec

from consent.model import PersonName, ResultCategory
from publishing import policy
from publishing.model import (
    Act,
    InviteWithin,
    Pace,
    ReportState,
    Result,
    ResultFlag,
    ResultStatus,
)


class Pile(StrEnum):
    """
    A list of the inbox.

    NEW waits for an act, LATE beyond the term of the practice. ACTIONS is what was saved, what
    only an invitation was sent about, and what has an open task: of these MINE is what this
    clinician does, OVERDUE what should have been done before today, UNOWNED what nobody does.
    """

    ACTIONS = "actions"
    DONE = "done"
    LATE = "late"
    MINE = "mine"
    NEW = "new"
    OVERDUE = "overdue"
    UNOWNED = "unowned"


class Attention(IntEnum):
    """
    How much a report asks to be looked at, worst first.

    URGENT: its sender called it so, or marked a value as critical (HH, LL, AA). REOPENED: it was
    shared, and something in it is new.
    """

    URGENT = 0
    REOPENED = 1
    ABNORMAL = 2
    CALM = 3


class Doing(msgspec.Struct, frozen=True):
    """
    Who is to do something about a report, and by when; None and "" when nobody does.

    `task` is the open task in force; what was saved or invited alone has none.
    """

    owner: UUID | None = None
    owner_name: str = ""
    task: UUID | None = None
    due_on: date | None = None
    discussed_on: date | None = None


class Terms(msgspec.Struct, frozen=True):
    """
    On which terms the patient gets to see a report.

    `publish_from` is the local time of the practice before which nothing is shown on the day
    itself, `pace` what the patient chose; `is_discussed` that it was talked about since.
    """

    category: ResultCategory = ResultCategory.LABORATORY
    takes_preliminary: bool = False
    publish_from: time | None = None
    pace: Pace = Pace.AT_ONCE
    is_discussed: bool = False

    @property
    def awaits_talk(self) -> bool:
        """Whether the patient sees it only after the talk, which is still to come."""
        return self.pace is Pace.AFTER_TALK and not self.is_discussed

    def may_show(self, result: Result) -> bool:
        """Tell whether a result is far enough to be shown in this practice."""
        if result.status is ResultStatus.PRELIMINARY:
            return self.takes_preliminary
        return result.status is not ResultStatus.PENDING


class InForce(msgspec.Struct, frozen=True):
    """
    The act in force on a report: a publication, an invitation or a saved draft; times in UTC.

    `shown` are the current results that it ticks, and those that came after it.
    """

    id: UUID
    act: Act
    conclusion: str
    meaning: str
    what_to_do: str
    visible_from: datetime | None
    invite_within: InviteWithin | None
    acted_at: datetime
    clinician_role: str
    shown: frozenset[UUID]


class InboxReport(msgspec.Struct, frozen=True):
    """A report as the clinician sees it: all current results, and what was done with it so far."""

    id: UUID
    patient: UUID
    person: UUID
    practice: UUID
    practice_name: str
    practice_phone: str
    number: str
    name: PersonName
    born: str
    title: str
    laboratory: str
    taken_at: datetime | None
    received_at: datetime
    state: ReportState
    results: tuple[Result, ...]
    in_force: InForce | None = None
    attention: Attention = Attention.CALM
    answer_by: datetime | None = None
    """Until when the practice has agreed to answer it (UTC)."""
    doing: Doing = Doing()
    terms: Terms = Terms()
    visible_from: datetime | None = None
    """When the patient gets to see its values (UTC); None when that was not decided."""

    def is_planned(self, at: datetime) -> bool:
        """Whether it is published for a moment that has yet to come."""
        return self.visible_from is not None and self.visible_from > at

    def is_late(self, at: datetime) -> bool:
        """Whether it waits for an act beyond the term of the practice."""
        waits = self.state is ReportState.RECEIVED
        return waits and self.answer_by is not None and self.answer_by < at

    @property
    def asks(self) -> bool:
        """Whether it lies on the action list."""
        return self.doing.task is not None or self.state in {ReportState.SAVED, ReportState.INVITED}

    @property
    def seen(self) -> frozenset[UUID]:
        """What its form shows: the results, and the act in force. A decision says it saw these."""
        results = frozenset(result.id for result in self.results)
        return results | {self.in_force.id} if self.in_force else results

    @property
    def is_corrected(self) -> bool:
        """Whether the laboratory corrected what was visible, and nobody acted on it since."""
        return any(one.replaced is not None and one.replaced.is_open for one in self.results)

    @property
    def abnormal(self) -> int:
        """How many results lie outside their range."""
        calm = {ResultFlag.NORMAL, ResultFlag.UNKNOWN}
        return sum(policy.flag_of(result) not in calm for result in self.results)


class Waiting(msgspec.Struct, frozen=True):
    """How many lie on one list, and since when the oldest does (UTC)."""

    number: int
    oldest: datetime
