"""The words of the inbox: a report as a clinician sees it, and the act in force on it."""

from datetime import datetime
from uuid import UUID

import msgspec

from consent.model import PersonName
from publishing import policy
from publishing.model import Act, InviteWithin, ReportState, Result, ResultFlag


class InForce(msgspec.Struct, frozen=True):
    """The act in force on a report: a publication, an invitation or a saved draft; times in UTC."""

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
    visible_from: datetime | None = None
    """When the patient gets to see its values (UTC); None when that was not decided."""

    def is_planned(self, at: datetime) -> bool:
        """Whether it is published for a moment that has yet to come."""
        return self.visible_from is not None and self.visible_from > at

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
    """How many reports wait in one state, and since when the oldest does (UTC)."""

    number: int
    oldest: datetime
