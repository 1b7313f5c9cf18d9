"""The period and the choice that stand in an address: what somebody filled in above a list."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from consent.accesslog import Choice, Who

# The words of our addresses.
WORDS = {
    "anderen": Who.OTHERS,
    "uzelf": Who.OWN,
    "spoed": Who.EMERGENCY,
    "buiten": Who.OUTSIDE,
}
LONGEST = 200
# As browsers without a calendar let it be typed.
FORMS = ("%Y-%m-%d", "%d-%m-%Y")


class Asked(msgspec.Struct, frozen=True):
    """
    What was filled in, and what is meant by it.

    `wrong` is the code of what has to be mended: `day` for what is no date, `order` for an end
    before the beginning. Nothing is chosen then.
    """

    since: str
    until: str
    who: str
    choice: Choice
    wrong: str = ""

    @property
    def written(self) -> dict[str, str]:
        """The choice as an address says it."""
        return {"van": self.since, "tot": self.until, "wie": self.who}

    @property
    def is_everything(self) -> bool:
        """Whether nothing was left out."""
        return self.choice == Choice()


def asked(query: Mapping[str, str]) -> Asked:
    """
    Read `van`, `tot` and `wie` of an address.

    `wie` is one of our words or the name of an organisation.
    """
    since, until, who = (query.get(name, "") for name in ("van", "tot", "wie"))
    try:
        first, last = _day(since), _day(until)
    except ValueError:
        return Asked(since[:LONGEST], until[:LONGEST], who[:LONGEST], Choice(), "day")
    if first and last and last < first:
        return Asked(_written(first), _written(last), who[:LONGEST], Choice(), "order")
    whose = WORDS.get(who, Who.ALL)
    organisation = "" if who in WORDS else who[:LONGEST]
    choice = Choice(first, last, whose, organisation)
    return Asked(_written(first), _written(last), who[:LONGEST], choice)


def _day(written: str) -> date | None:
    if not written.strip():
        return None
    for form in FORMS:
        try:
            return datetime.strptime(written.strip(), form).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    raise ValueError


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
