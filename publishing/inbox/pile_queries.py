"""Statements of the lists of the inbox: what lies on which, worst first, a page at a time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.statements import fetch, fetch_one
from publishing.inbox.model import Pile
from publishing.visibility.sql import DISCUSSED

# Whose it is to do: who has the task, else who saved it or invited. Who left or may no longer
# publish has nothing to do any more.
AROUND = """
from report rp
join patient f on f.id = rp.patient
join practice pr on pr.id = f.practice
join person p on p.id = f.person
left join publication pb on pb.report = rp.id and pb.ended_at is null
left join task tk on tk.report = rp.id and tk.ended_at is null and not tk.is_done
left join reading_pace y on y.person = f.person and y.category = rp.category
left join membership ow on ow.ended_at is null and 'results.publish' = any(ow.rights)
    and ow.id = coalesce(tk.owner, case when rp.state in ('saved','invited') then pb.acted_by end)
left join employee oe on oe.id = ow.employee
"""
_PLAIN = "'^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$'"
# As `policy.flag_of` has it; a number with an exponent is not compared.
FLAGS = f"""
left join lateral (
    select bool_or(upper(r.flag) in ('AA','HH','LL')) as critical,
           bool_or(case when r.flag <> '' then upper(r.flag) <> 'N'
               when r.comparator <> '' or r.value !~ {_PLAIN} then false
               else coalesce(case when r.range_low ~ {_PLAIN}
                       then r.value::numeric < r.range_low::numeric end, false)
                 or coalesce(case when r.range_high ~ {_PLAIN}
                       then r.value::numeric > r.range_high::numeric end, false) end) as abnormal
    from result r where r.report = rp.id and r.superseded_at is null) fl on true
"""
_COLUMNS = f"""
       rp.category, rp.category = any(pr.preliminary) as takes_preliminary, pr.shown_from,
       y.pace, {DISCUSSED} as is_discussed,
       rp.id, rp.patient, rp.title, rp.laboratory, rp.taken_at, rp.received_at, rp.state,
       f.practice, f.number, f.person, p.given, p.prefix, p.family, p.born,
       pr.name as practice_name, pr.phone as practice_phone, pb.visible_from,
       rp.received_at + make_interval(days => pr.answer_days) as answer_by,
       tk.id as task, tk.due_on, tk.discussed_on, ow.id as owner, oe.name as owner_name,
       case when rp.is_urgent or fl.critical then 0
            when rp.state = 'received' and pb.act in ('publish','publish_and_invite') then 1
            when fl.abnormal then 2 else 3 end as attention"""
REPORT = f"select {_COLUMNS} {AROUND} {FLAGS}"
_LYING = (
    f"select {_COLUMNS}, ({{condition}}) as lies {AROUND} {FLAGS}"
    " join candidate c on c.id = rp.id cross join given g"
)
# Only what is far enough to be shown: the rest is on its way.
_WAITS = """rp.state = 'received' and exists (select from result w where w.report = rp.id
    and w.superseded_at is null and w.status <> 'pending'
    and (w.status <> 'preliminary' or rp.category = any(pr.preliminary)))"""
_ASKS = "(tk.id is not null or rp.state in ('saved','invited'))"
CONDITIONS = {
    Pile.NEW: _WAITS,
    Pile.LATE: f"{_WAITS} and rp.received_at + make_interval(days => pr.answer_days) < g.at",
    Pile.ACTIONS: _ASKS,
    Pile.MINE: f"{_ASKS} and ow.id = g.me",
    Pile.OVERDUE: f"{_ASKS} and tk.due_on < g.today",
    Pile.UNOWNED: f"{_ASKS} and ow.id is null",
    Pile.DONE: "rp.state in ('published','recalled')",
}
_WAITING = "select id from report where state = 'received'"
_ASKING = (
    "select id from report where state in ('saved','invited')"
    " union select report from task where ended_at is null and not is_done"
)
# Years of them: only those of the page are looked at closely.
_DONE = """(
    select d.id from report d join patient df on df.id = d.patient cross join given dg
    left join report db on db.id = dg.after
    where d.state in ('published','recalled') and df.practice = dg.practice and df.ended_at is null
      and (dg.after is null or (d.received_at, d.id) < (db.received_at, db.id))
    order by d.received_at desc, d.id desc limit $6)"""
_CANDIDATES = {
    Pile.NEW: _WAITING,
    Pile.LATE: _WAITING,
    Pile.DONE: _DONE,
}
# What is to be done by a day comes in the order of the days; then worst first; then the longest
# waiting. What is done comes newest first.
_WORST = "({0}.attention, {0}.received_at, {0}.id)"
_BY_DAY = "(coalesce({0}.due_on, date 'infinity'), {0}.attention, {0}.received_at, {0}.id)"
_GIVEN = """
with given as (select $1::uuid as practice, $2::timestamptz as at, $3::date as today,
                      $4::uuid as me, $5::uuid as after)"""
_PLACES = {Pile.NEW: _WORST, Pile.LATE: _WORST, Pile.DONE: "({0}.received_at, {0}.id)"}


def _list_of(pile: Pile) -> str:
    place = _PLACES.get(pile, _BY_DAY)
    compares, way = ("<", "desc") if pile is Pile.DONE else (">", "asc")
    return f"""
        {_GIVEN},
        candidate as ({_CANDIDATES.get(pile, _ASKING)}
                      union select after from given where after is not null),
        here as ({_LYING.format(condition=CONDITIONS[pile])}
                 where f.practice = g.practice and f.ended_at is null)
        select h.* from here h cross join given g left join here b on b.id = g.after
        where h.lies and (g.after is null or {place.format("h")} {compares} {place.format("b")})
        order by {place.format("h")} {way} limit $6"""


_LISTS = {pile: _list_of(pile) for pile in Pile}
_TOLD = ", ".join(
    f"count(*) filter (where {condition}) as {pile.value}_number,"
    f" min(rp.received_at) filter (where {condition}) as {pile.value}_oldest"
    for pile, condition in CONDITIONS.items()
    if pile is not Pile.DONE
)
_COUNTS = f"""
{_GIVEN}
select {_TOLD} {AROUND} cross join given g
where f.practice = g.practice and f.ended_at is null and rp.id in ({_WAITING} union {_ASKING})
"""


class Asked(msgspec.Struct, frozen=True):
    """Who asks, and when; a list of a practice looks different for each of its clinicians."""

    practice: UUID
    me: UUID | None
    at: datetime
    today: date


async def listed(asked: Asked, pile: Pile, after: UUID | None, limit: int) -> Sequence[Any]:
    """Give reports of one list after a report, which need not lie on it any more."""
    me = (asked.practice, asked.at, asked.today, asked.me)
    return await fetch(_LISTS[pile], *me, after, limit)


async def counts(asked: Asked) -> Any:
    """Count what lies on each list that asks for something, and since when the oldest does."""
    me = (asked.practice, asked.at, asked.today, asked.me)
    return await fetch_one(_COUNTS, *me, None)
