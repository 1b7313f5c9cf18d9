"""From which state a request or release may go to which."""

from consent.model import Reason, ReleaseStatus, RequestStatus

TRANSITIONS: dict[RequestStatus, frozenset[RequestStatus]] = {
    RequestStatus.SUBMITTED: frozenset(
        {
            RequestStatus.APPROVED,
            RequestStatus.REFUSED,
            RequestStatus.LEFT_OPEN,
            RequestStatus.WITHDRAWN,
            RequestStatus.EXPIRED,
        }
    ),
    RequestStatus.LEFT_OPEN: frozenset(
        {
            RequestStatus.APPROVED,
            RequestStatus.REFUSED,
            RequestStatus.WITHDRAWN,
            RequestStatus.EXPIRED,
        }
    ),
    RequestStatus.APPROVED: frozenset(),
    RequestStatus.REFUSED: frozenset(),
    RequestStatus.WITHDRAWN: frozenset(),
    RequestStatus.EXPIRED: frozenset(),
}

RELEASES: dict[ReleaseStatus, frozenset[ReleaseStatus]] = {
    ReleaseStatus.ACTIVE: frozenset({ReleaseStatus.ENDED}),
    ReleaseStatus.ENDED: frozenset(),
}


def may_move(status: RequestStatus, to: RequestStatus) -> Reason | None:
    """Give the reason why a request in one state cannot go to another; None: it can."""
    return None if to in TRANSITIONS[status] else Reason.ALREADY_DECIDED
