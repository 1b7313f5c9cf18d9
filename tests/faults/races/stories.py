"""The log lines of one patient as a story: who did what, and how it ended, in lawful order."""

from typing import Any
from uuid import UUID

from support.stage import PatientHere, lines_of

LOOKS = frozenset({"log.view"})
# The look that has to come before each act of the same employee.
LEADS = {
    "request.approve": "request.review",
    "request.leave_open": "request.review",
    "request.refuse": "request.review",
    "result.invite": "result.review",
    "result.publish": "result.review",
    "result.save": "result.review",
    "result.recall": "result.review",
    "letter.accord": "letter.review",
    "letter.recall": "letter.review",
}
Told = tuple[UUID | None, str, str]


async def story(patient: PatientHere) -> list[Told]:
    """Give the lines (who, what, why refused), the oldest first; looks at the log are left out."""
    found = await lines_of(patient.person)
    looked_before_acting(found)
    return [
        (line["user_id"], line["event_subtype"], line["checks"])
        for line in found
        if line["event_subtype"] not in LOOKS
    ]


def looked_before_acting(found: list[dict[str, Any]]) -> None:
    """Check that every act of an employee, also a refused one, comes after their look."""
    looked: set[tuple[UUID, str]] = set()
    for line in found:
        who, what = line["user_id"], line["event_subtype"]
        if line["user_kind"] == "employee" and what in LEADS:
            assert (who, LEADS[what]) in looked, (what, "without a look before it")
        looked.add((who, what))


def in_this_order(told: list[Told], *expected: Told) -> None:
    """Check that these lines are there, each exactly once and in this order."""
    places = [told.index(line) for line in expected]
    assert places == sorted(places), (told, expected)
    assert all(told.count(line) == 1 for line in expected), (told, expected)
