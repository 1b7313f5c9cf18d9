"""The statement that tells when there was a reason to look into a file; it reads no content."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from consent.statements import fetch

ON = "at time zone 'Europe/Amsterdam')::date"
DAYS = f"""
select distinct file, happened_on from (
  select c.patient as file, c.held_on as happened_on from contact c
  union all select r.patient, (r.received_at {ON} from report r
  union all select l.patient, (l.received_at {ON} from letter l
  union all select q.patient, (q.asked_at {ON} from access_request q
  union all select f.id, (f.enrolled_at {ON} from patient f
) happened join patient f on f.id = file
where f.practice = $1 and happened_on between $2 and $3
"""


async def days(practice: UUID, first: date, last: date) -> Sequence[Any]:
    """Give every file of a practice with each day on which something happened there."""
    return await fetch(DAYS, practice, first, last)
