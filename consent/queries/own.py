"""Statements of what a person ends or reads about themselves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.model import ReleaseStatus, RequestStatus
from consent.statements import require_transaction
from consent.tables import AccessRequest, Release

IN_FORCE = [ReleaseStatus.ACTIVE.value, ReleaseStatus.SUSPENDED.value]
WAITING = [RequestStatus.SUBMITTED.value, RequestStatus.LEFT_OPEN.value]


async def end_by_id(release: UUID, reason: str, at: datetime) -> bool:
    """End one release; False: it was not in force."""
    require_transaction()
    return bool(await _ended(Release.id == release, reason, at))


async def end_release(patient: UUID, reader: UUID, reason: str, at: datetime) -> UUID | None:
    """End the release of a file to somebody, and give it; None when there was none in force."""
    require_transaction()
    theirs = (Release.patient == patient) & (Release.reader == reader)
    ended = await _ended(theirs, reason, at)
    return ended[0]["id"] if ended else None


async def _ended(which: Any, reason: str, at: datetime) -> Sequence[dict[str, Any]]:
    ended: Sequence[dict[str, Any]] = (
        await Release.update(
            {
                Release.status: ReleaseStatus.ENDED.value,
                Release.reason: reason,
                Release.changed_at: at,
            }
        )
        .where(which & Release.status.is_in(IN_FORCE))
        .returning(Release.id)
    )
    return ended


async def withdraw_waiting(reader: UUID) -> None:
    """Withdraw everything that somebody asked and that nobody decided."""
    require_transaction()
    await AccessRequest.update({AccessRequest.status: RequestStatus.WITHDRAWN.value}).where(
        (AccessRequest.reader == reader) & AccessRequest.status.is_in(WAITING)
    )
