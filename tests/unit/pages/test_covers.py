"""The list says which systems it covers, whom else to ask, and how much of it was checked."""

from datetime import UTC, date, datetime

from consent.accesslog import Coverage, System
from consent.oversight.checking import Checked
from portal.shown.covers import checks, covers

SINCE = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def test_without_a_connected_system_people_are_sent_to_their_practices() -> None:
    said = covers(Coverage(asking=("De Es", "De Linde")), "nl")
    assert said == (
        "Deze lijst laat zien wie via dit portaal keek.",
        "Wie in het eigen systeem van De Es en De Linde keek, vraagt u aan de praktijk.",
    )


def test_a_connected_system_is_named_with_its_practice_and_since_when() -> None:
    system = System("Praktijksysteem Linde", "De Linde", SINCE)
    [_, told] = covers(Coverage((system,)), "nl")
    assert told == "En wie keek in Praktijksysteem Linde van De Linde, sinds 4 maart 2026."
    [_, told] = covers(Coverage((system,)), "en")
    assert "since 4 March 2026" in told


def test_the_number_of_looks_that_were_checked_is_told_per_practice() -> None:
    month = date(2026, 10, 1)
    found = [Checked("De Linde", month, 40, 0), Checked("De Es", month, 0, 0)]
    [told] = checks(found, "nl")
    assert told.startswith("Over oktober 2026 controleerde De Linde 40 keer")
    assert "0 keer mocht dat niet" in told
