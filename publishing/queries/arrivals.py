"""The statement that finds what was shown lately; it reads no content and needs no grant."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from consent.statements import fetch

SHOWN_AT = "coalesce(pb.visible_from, pb.acted_at)"
SHOWN = f"""
select f.person, pb.report as id, {SHOWN_AT} as shown_at
from publication pb join patient f on f.id = pb.patient
where pb.ended_at is null and (pb.act = 'invite' or pb.visible_from is not null)
  and {SHOWN_AT} > $1 and {SHOWN_AT} <= $2
union all
select f.person, l.id, l.accorded_at
from letter l join patient f on f.id = l.patient
where l.superseded_at is null and l.status = 'current'
  and l.accorded_at > $1 and l.accorded_at <= $2
"""


async def shown(since: datetime, until: datetime) -> Sequence[Any]:
    """Give every thing that was shown in a time, with whose it is."""
    return await fetch(SHOWN, since, until)
