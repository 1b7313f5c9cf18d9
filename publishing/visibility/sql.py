"""
The rule once more, as conditions in SQL, for lists.

$1 are the grants, $2 the moment. `g` is a grant, `e` an episode, `l` a line or letter, `m` a
measurement, `c` the contact of a line or measurement, `s` an item of the summary, `pb` a
publication of the report `rp`, `r` a result. A comparison with an absent start date or moment is
null, and so not shown. Where a publication shows a report somebody decided: history bounds only
what is told to be on its way.
"""

from collections.abc import Sequence

import msgspec

from consent.dates import today
from consent.model import Grant, Section
from publishing.visibility.window import first_day

# `shut` are the episodes that hide all that stands in them; `resting` those that keep their lines.
# File by file and by indexes of their own: few of the episodes of a file are either of them.
GRANTS = """
with g as (select * from jsonb_to_recordset($1::jsonb) as g(
    patient uuid, person uuid, journal boolean, results boolean, letters boolean, journal_from date,
    letter_categories text[],
    closed text, desk boolean, left_out uuid[], sections text[], today date, since date,
    preliminary text[], pending text[], released_at timestamptz)),
shut as (select array_agg(e.id) as ids from g cross join lateral (
    select e.id from episode e where e.patient = g.patient
        and (not e.visible_to_patient or e.confidentiality = 'V')
    union all select unnest(g.left_out)) e),
resting as (select array_agg(e.id) as ids from g cross join lateral (
    select e.id from episode e where e.patient = g.patient
        and g.closed = 'attention' and e.is_closed and not e.attention offset 0) e)
"""
_SHUT = "&& coalesce((select ids from shut), '{}')"
CONTACT_SHOWN = """coalesce(c.confidentiality, '') <> 'V' and coalesce(c.is_shown,
        g.desk or coalesce(c.kind, '') in ('', '01', '02', '03', '04', '05', '06', '12'))"""
LINE_SHOWN = f"""
    g.journal and l.kind in ('E', 'P') and l.recorded_on >= g.journal_from
    and l.visible_to_patient and l.superseded_at is null and not l.has_unknown_episode
    and l.confidentiality <> 'V' and {CONTACT_SHOWN}
    and not (l.other_episodes || l.former_episodes || l.episode) {_SHUT}
    and not (l.other_episodes || l.episode) && coalesce((select ids from resting), '{{}}')
"""
EPISODE_SHOWN = f"""
    g.journal and not array[e.id] {_SHUT}
    and (not e.is_closed or e.attention or g.closed = 'all' or g.closed = 'notes' and exists (
        select from journal_line l left join contact c on c.id = l.contact
        where l.episode = e.id and {LINE_SHOWN}))
"""
# Of a result `r` of a report `rp`.
RESULT_SHOWN = """r.superseded_at is null and r.status <> 'withdrawn'
    and (r.status <> 'preliminary' or rp.category = any(g.preliminary))"""
# Whether a clinician ticked that a report `rp` was talked about, since the last correction in it.
DISCUSSED = """exists (select from task t where t.report = rp.id and t.ended_at is null
    and t.discussed_on is not null and not exists (select from result n where n.report = rp.id
        and (n.superseded_at at time zone 'Europe/Amsterdam')::date > t.discussed_on))"""
# What the patient chose before a publication became visible, and still waits for.
WANTS_TALK = f"""(exists (select from reading_pace y where y.person = g.person
        and y.category = rp.category and y.pace = 'after_talk' and y.chosen_at <= pb.visible_from)
    and not {DISCUSSED} and pb.opened_at is null)"""
WANTS_WARNING = """(pb.opened_at is null and exists (select from reading_pace y
    where y.person = g.person and y.category = rp.category and y.pace = 'warn'
      and y.chosen_at <= pb.visible_from))"""
# With a limit a subquery stays what it is: looked up for the rows of one page, never for all.
REPORT_READY = f"""
    g.results and pb.ended_at is null and rp.confidentiality <> 'V'
    and (pb.act = 'invite' or pb.visible_from <= $2 and (
        select true from published_result pr join result r on r.id = pr.result
        where pr.publication = pb.id and {RESULT_SHOWN} limit 1))
    and (select x.id from result x where x.report = pb.report
        and (x.superseded_at is null or x.superseded_at > pb.acted_at)
        and (x.has_unknown_episode or x.confidentiality = 'V'
            or (x.other_episodes || x.episode) {_SHUT}) limit 1) is null
"""
REPORT_SHOWN = f"{REPORT_READY} and not {WANTS_TALK} and not {WANTS_WARNING}"
# A value: of a result `r` in a publication `pb` of a report; an invitation shows none.
VALUE_SHOWN = f"{REPORT_SHOWN} and pb.act <> 'invite' and {RESULT_SHOWN}"
LETTER_SHOWN = f"""
    g.letters and l.accorded_at <= $2 and l.superseded_at is null and l.status = 'current'
    and l.category = any(g.letter_categories)
    and l.confidentiality <> 'V' and not l.has_unknown_episode
    and not (l.other_episodes || l.episode) {_SHUT}
"""
MEASUREMENT_SHOWN = f"""
    'measurements' = any(g.sections) and m.superseded_at is null and m.visible_to_patient
    and m.confidentiality <> 'V' and not m.has_unknown_episode and {CONTACT_SHOWN}
    and (m.taken_at at time zone 'Europe/Amsterdam')::date >= g.since
    and not (m.other_episodes || m.episode) {_SHUT}
"""
# A medicine that stopped is bounded like what was measured; nothing of a hidden episode is here.
SUMMARY_SHOWN = """
    s.section = any(g.sections) and s.superseded_at is null and s.visible_to_patient
    and s.confidentiality <> 'V' and (g.left_out = '{}' or not s.has_unknown_episode)
    and not (s.other_episodes || s.episode) && g.left_out
    and (s.section <> 'medication' or s.state <> 'ended' and s.ended_on is null
        or coalesce(s.ended_on, s.begun_on) >= g.since)
"""
# Whether it holds on the day of the look.
SUMMARY_CURRENT = "(s.state <> 'ended' and coalesce(s.ended_on >= g.today, true))"


def grant_rows(grants: Sequence[Grant]) -> str:
    """Give the grants as $1 of the conditions: a JSON list, one object per file."""
    return msgspec.json.encode([_grant_row(grant) for grant in grants]).decode()


def _grant_row(grant: Grant) -> dict[str, object]:
    return {
        "patient": grant.patient,
        "person": grant.person,
        "journal": Section.JOURNAL in grant.sections,
        "results": Section.RESULTS in grant.sections,
        "letters": Section.LETTERS in grant.sections,
        "letter_categories": sorted(grant.agreements.letter_categories),
        "journal_from": grant.journal_from,
        "closed": grant.agreements.closed_episodes,
        "desk": grant.agreements.without_contact,
        "left_out": sorted(grant.left_out),
        "sections": sorted(grant.sections),
        "today": today(grant.at),
        "since": first_day(grant),
        "preliminary": sorted(grant.agreements.preliminary),
        "pending": sorted(grant.agreements.pending),
        "released_at": grant.released_at or grant.at,
    }
