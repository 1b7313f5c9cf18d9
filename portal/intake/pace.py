"""How fast one source may deliver: so many messages and bytes in a minute, whatever others do."""

from collections import deque
from datetime import datetime, timedelta
from uuid import UUID

WINDOW = timedelta(minutes=1)
MOST_MESSAGES = 3_000
MOST_BYTES = 512 * 1024 * 1024


class Pace:
    """What each source delivered in the last minute, in this process."""

    def __init__(self, messages: int = MOST_MESSAGES, size: int = MOST_BYTES) -> None:
        self._messages, self._size = messages, size
        self._seen: dict[UUID, deque[tuple[datetime, int]]] = {}

    def wait(self, source: UUID, size: int, at: datetime) -> int:
        """Give the seconds after which a source may try again; 0: it may now, and is counted."""
        seen = self._seen.setdefault(source, deque())
        while seen and seen[0][0] <= at - WINDOW:
            seen.popleft()
        if len(seen) < self._messages and sum(one for _, one in seen) + size <= self._size:
            seen.append((at, size))
            return 0
        return max(1, int((seen[0][0] + WINDOW - at).total_seconds()) + 1) if seen else 1
