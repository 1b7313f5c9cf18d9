"""Statements that end releases and requests; whatever ends them, they end in one way."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.model import ReleaseStatus, RequestStatus
from consent.requests.transitions import RELEASES, TRANSITIONS
from consent.statements import require_transaction
from consent.tables import AccessRequest, Release

IN_FORCE = [one.value for one, to in RELEASES.items() if ReleaseStatus.ENDED in to]
WAITING = [one.value for one, to in TRANSITIONS.items() if RequestStatus.EXPIRED in to]


async def end_by_id(release: UUID, reason: str, at: datetime) -> bool:
    """End one release; False: it was not in force."""
    return bool(await end_releases(Release.id == release, reason, at))


async def end_release(patient: UUID, reader: UUID, reason: str, at: datetime) -> UUID | None:
    """End the release of a file to somebody, and give it; None when there was none in force."""
    theirs = (Release.patient == patient) & (Release.reader == reader)
    ended = await end_releases(theirs, reason, at)
    return ended[0]["id"] if ended else None


async def end_of_file(patient: UUID, reason: str, at: datetime) -> None:
    """End every release of a file, and let the requests that wait lapse."""
    await end_releases(Release.patient == patient, reason, at)
    await expire(AccessRequest.patient == patient, at)


async def end_releases(which: Any, reason: str, at: datetime) -> Sequence[dict[str, Any]]:
    """End the releases in force that a condition names; gives their ids."""
    require_transaction()
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


async def expire(which: Any, at: datetime) -> None:
    """Let the requests lapse that a condition names and that nobody decided."""
    require_transaction()
    lapsed: dict[Any, Any] = {
        AccessRequest.status: RequestStatus.EXPIRED.value,
        AccessRequest.decided_at: at,
    }
    await AccessRequest.update(lapsed).where(which & AccessRequest.status.is_in(WAITING))


async def withdraw_waiting(reader: UUID) -> None:
    """Withdraw everything that somebody asked and that nobody decided."""
    require_transaction()
    await AccessRequest.update({AccessRequest.status: RequestStatus.WITHDRAWN.value}).where(
        (AccessRequest.reader == reader) & AccessRequest.status.is_in(WAITING)
    )
