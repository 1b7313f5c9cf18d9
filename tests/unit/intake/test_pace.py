"""How fast a source may deliver: by number, by size, and each for itself."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from portal.intake.pace import Pace

AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)


def test_a_source_waits_until_its_oldest_message_is_a_minute_old() -> None:
    pace = Pace(messages=2, size=1_000)
    assert [pace.wait(ONE, 1, AT + timedelta(seconds=n)) for n in (0, 10)] == [0, 0]
    assert pace.wait(ONE, 1, AT + timedelta(seconds=20)) == 41
    assert pace.wait(OTHER, 1, AT + timedelta(seconds=20)) == 0
    assert pace.wait(ONE, 1, AT + timedelta(seconds=61)) == 0


def test_large_messages_count_by_their_size() -> None:
    pace = Pace(messages=9, size=100)
    assert pace.wait(ONE, 60, AT) == 0
    assert pace.wait(ONE, 60, AT) > 0
    assert pace.wait(ONE, 40, AT) == 0
