"""What is asked of the log: a period, by what to count, of whom, and why."""

from datetime import date, timedelta

import msgspec

from consent.oversight.model import Per, Period
from consent.oversight.reading import Wanted
from consent.register.people import numbered
from portal.practice.forms.reading import FieldFault, chosen_id
from portal.practice.patients.forms import number_in

USUAL = timedelta(days=6)
EARLIEST = date(2000, 1, 1)
LEAST_REASON, LONGEST_REASON = 10, 500


# As what each stands in an address.
WORDS = {Per.DAY: "dag", Per.EMPLOYEE: "medewerker", Per.DOSSIER: "dossier"}
QUERY = {"per": "per", "since": "van", "until": "tot", "by": "wie", "number": "nummer"}


class Asked(msgspec.Struct, frozen=True):
    """What the overview was asked, as it stands in its address; nonsense is as if not said."""

    per: str = ""
    since: str = ""
    until: str = ""
    by: str = ""
    number: str = ""

    @property
    def counted_per(self) -> Per:
        """By what is counted; by day unless said otherwise."""
        return next((per for per, word in WORDS.items() if word == self.per), Per.DAY)

    def wanted(self, today: date) -> Wanted:
        """Say which lines are meant; the last week unless said otherwise."""
        last = min(_day(self.until) or today, today)
        first = min(_day(self.since) or last - USUAL, last)
        digits = number_in(self.number)
        return Wanted(
            Period(first, last), chosen_id(self.by), numbered(int(digits)) if digits else ""
        )


class FileForm(msgspec.Struct, frozen=True):
    """Which lines are to be kept, and as what kind of file."""

    per: str = ""
    since: str = ""
    until: str = ""
    by: str = ""
    number: str = ""
    kind: str = ""

    @property
    def asked(self) -> Asked:
        """The same as an address says it."""
        return Asked(self.per, self.since, self.until, self.by, self.number)


class SeenForm(msgspec.Struct, frozen=True):
    """
    Why somebody wants to see who looked into one file, and of which days.

    `before` is where the page goes on; `kind` is empty for a page, else the kind of file.
    """

    reason: str = ""
    since: str = ""
    until: str = ""
    before: str = ""
    kind: str = ""

    def period(self, today: date) -> Period:
        """Give the days that are meant; all of them unless said otherwise."""
        last = min(_day(self.until) or today, today)
        return Period(min(_day(self.since) or EARLIEST, last), last)

    @property
    def fault(self) -> FieldFault | None:
        """What is wrong with the reason; None when it can stand in a line."""
        if sum(not sign.isspace() for sign in self.reason) < LEAST_REASON:
            return FieldFault("reason", "reason_missing")
        if len(self.reason) > LONGEST_REASON:
            return FieldFault("reason", "reason_long")
        return None


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return max(day, EARLIEST)
