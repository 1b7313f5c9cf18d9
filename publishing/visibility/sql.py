"""
The rule once more, as conditions in SQL, for lists.

$1 are the grants, $2 the moment. `g` is a grant, `e` an episode, `l` a line or letter with `c` the
contact of a line, `pb` a publication of the report `rp`, `r` a result. A comparison with an absent
start date or moment is null, and so not shown. History has no condition of its own: whatever a
publication shows, somebody decided about.
"""

from collections.abc import Sequence

import msgspec

from consent.model import Grant, Section

# `shut` are the episodes that hide all that stands in them; `resting` those that keep their lines.
GRANTS = """
with g as (select * from jsonb_to_recordset($1::jsonb) as g(
    patient uuid, journal boolean, results boolean, letters boolean, journal_from date,
    closed text, desk boolean, left_out uuid[])),
shut as (select array_agg(e.id) as ids from g join episode e on e.patient = g.patient
    where not e.visible_to_patient or e.id = any(g.left_out) or e.confidentiality = 'V'),
resting as (select array_agg(e.id) as ids from g join episode e on e.patient = g.patient
    where g.closed = 'attention' and e.is_closed and not e.attention)
"""
_SHUT = "&& coalesce((select ids from shut), '{}')"
LINE_SHOWN = f"""
    g.journal and l.kind in ('E', 'P') and l.recorded_on >= g.journal_from
    and l.visible_to_patient and l.superseded_at is null and not l.has_unknown_episode
    and l.confidentiality <> 'V' and coalesce(c.confidentiality, '') <> 'V'
    and coalesce(c.is_shown,
        g.desk or coalesce(c.kind, '') in ('', '01', '02', '03', '04', '05', '06', '12'))
    and not (l.other_episodes || l.former_episodes || l.episode) {_SHUT}
    and not (l.other_episodes || l.episode) && coalesce((select ids from resting), '{{}}')
"""
EPISODE_SHOWN = f"""
    g.journal and not array[e.id] {_SHUT}
    and (not e.is_closed or e.attention or g.closed = 'all' or g.closed = 'notes' and exists (
        select from journal_line l left join contact c on c.id = l.contact
        where l.episode = e.id and {LINE_SHOWN}))
"""
RESULT_SHOWN = "r.superseded_at is null and r.status <> 'withdrawn'"
# With a limit a subquery stays what it is: looked up for the rows of one page, never for all.
REPORT_SHOWN = f"""
    g.results and pb.ended_at is null and rp.confidentiality <> 'V'
    and (pb.act = 'invite' or pb.visible_from <= $2 and (
        select true from published_result pr join result r on r.id = pr.result
        where pr.publication = pb.id and {RESULT_SHOWN} limit 1))
    and (select x.id from result x where x.report = pb.report
        and (x.superseded_at is null or x.superseded_at > pb.acted_at)
        and (x.has_unknown_episode or x.confidentiality = 'V'
            or (x.other_episodes || x.episode) {_SHUT}) limit 1) is null
"""
# A value: of a result `r` in a publication `pb` of a report; an invitation shows none.
VALUE_SHOWN = f"{REPORT_SHOWN} and pb.act <> 'invite' and {RESULT_SHOWN}"
LETTER_SHOWN = f"""
    g.letters and l.accorded_at <= $2 and l.superseded_at is null and l.status = 'current'
    and l.confidentiality <> 'V' and not l.has_unknown_episode
    and not (l.other_episodes || l.episode) {_SHUT}
"""


def grant_rows(grants: Sequence[Grant]) -> str:
    """Give the grants as $1 of the conditions: a JSON list, one object per file."""
    return msgspec.json.encode([_grant_row(grant) for grant in grants]).decode()


def _grant_row(grant: Grant) -> dict[str, object]:
    return {
        "patient": grant.patient,
        "journal": Section.JOURNAL in grant.sections,
        "results": Section.RESULTS in grant.sections,
        "letters": Section.LETTERS in grant.sections,
        "journal_from": grant.journal_from,
        "closed": grant.agreements.closed_episodes,
        "desk": grant.agreements.without_contact,
        "left_out": sorted(grant.left_out),
    }
