"""What a request is, as both sides see it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.model import PersonName, RefusalReason, RequestStatus, Standing

PAGE = 20


class AccessRequest(msgspec.Struct, frozen=True):
    """
    A request as both sides see it; times in UTC.

    `explanation` is what the practice told the patient, `note` what colleagues told each other.
    `rule` names the rule that decided, empty when a person did or nobody has yet. `name` and `born`
    are the patient's; `reader_name` is who asked, and `standing` as whom.
    """

    id: UUID
    patient: UUID
    reader: UUID
    practice: UUID
    practice_name: str
    practice_phone: str
    number: str
    name: PersonName
    born: str
    status: RequestStatus
    asked_at: datetime
    decided_at: datetime | None
    rule: str
    refusal: RefusalReason | None
    explanation: str
    note: str
    reader_name: PersonName | None = None
    standing: Standing = Standing.SELF
    representation: UUID | None = None

    @property
    def is_for_another(self) -> bool:
        """Tell whether somebody asked who acts for the patient."""
        return self.standing is not Standing.SELF


def read_request(row: Any) -> AccessRequest:
    """Read a request from its row."""
    refusal = row["refusal_reason"]
    return AccessRequest(
        id=row["id"],
        patient=row["patient"],
        reader=row["reader"],
        practice=row["practice"],
        practice_name=row["practice_name"],
        practice_phone=row["practice_phone"],
        number=row["number"],
        name=PersonName.of(row),
        born=row["born"],
        status=RequestStatus(row["status"]),
        asked_at=row["asked_at"],
        decided_at=row["decided_at"],
        rule=row["decided_rule"],
        refusal=RefusalReason(refusal) if refusal else None,
        explanation=row["explanation"],
        note=row["note"],
        reader_name=PersonName.of(row, "reader_"),
        standing=Standing(row["standing"] or Standing.SELF),
        representation=row["representation"],
    )
