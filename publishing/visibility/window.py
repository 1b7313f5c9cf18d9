"""How far back a release reaches into what nobody decided about."""

from datetime import date

from consent.dates import months_before, today
from consent.model import Grant


def first_day(grant: Grant) -> date:
    """
    Give the first day of the window: so many calendar months before the release.

    Before a release the window ends at the moment of the look. Source: OPEN; NHG online inzage.
    """
    return months_before(today(grant.released_at or grant.at), grant.agreements.history_months)
