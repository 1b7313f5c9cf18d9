"""What must hold in every database at every moment: acts and lines belong together.

Each rule is a statement that finds what breaks it. A harness runs them before it begins and
again after every disaster; only what is new counts.
"""

from collections.abc import Iterable
from uuid import UUID

import asyncpg

LINE = "select 1 from access_entry e where e.outcome = '0' and e.event_subtype"
# LINE stands for the beginning of a line in the log.

RULES = {
    "a request has the line of its asking": """
        select q.id from access_request q
        where not exists (LINE = 'request.ask' and e.object_id = q.id)""",
    "a decided request has the line of its decision": """
        select q.id from access_request q where q.status not in ('submitted', 'expired')
        and not exists (LINE = case q.status when 'approved' then 'request.approve'
            when 'refused' then 'request.refuse' when 'left_open' then 'request.leave_open'
            else 'request.withdraw' end and e.object_id = q.id)""",
    "the line of a decision has its decided request": """
        select q.id from access_entry e join access_request q on q.id = e.object_id
        where e.outcome = '0' and (e.event_subtype = 'request.approve' and q.status <> 'approved'
        or e.event_subtype = 'request.refuse' and q.status <> 'refused'
        or e.event_subtype = 'request.withdraw' and q.status <> 'withdrawn')""",
    "whoever approves says what is shown": """
        select q.id from access_request q where q.status = 'approved' and q.decided_by is not null
        and not exists (LINE = 'visibility.set' and e.object_id = q.id)""",
    "an approved request has its release": """
        select q.id from access_request q where q.status = 'approved'
        and not exists (select 1 from release r where r.request = q.id)""",
    "a release has its approved request": """
        select r.id from release r join access_request q on q.id = r.request
        where q.status <> 'approved'""",
    "a hidden episode or line has its note": """
        select e.id from episode e where not e.visible_to_patient and not exists
            (select 1 from visibility_change v where v.object_id = e.id and not v.visible)
        union all select l.id from journal_line l where not l.visible_to_patient and not exists
            (select 1 from visibility_change v where v.object_id = l.id and not v.visible)""",
    "a note of hiding has what it hid": """
        select v.id from visibility_change v where not v.visible
        and exists (select 1 from episode e where e.id = v.object_id and e.visible_to_patient
            union all select 1 from journal_line l
            where l.id = v.object_id and l.visible_to_patient)""",
    "a report that was decided has its act": """
        select rp.id from report rp where rp.state <> 'received' and not exists
            (select 1 from publication p where p.report = rp.id and p.ended_at is null
             and (case when p.act in ('publish', 'publish_and_invite') then 'published'
                  when p.act = 'invite' then 'invited' else 'saved' end) = rp.state)""",
    "an act on a report has moved it": """
        select p.id from publication p join report rp on rp.id = p.report
        where p.ended_at is null and rp.state = 'received' and not exists
            (select 1 from result r where r.report = rp.id and r.version > 1)""",
    "a publication has its line": """
        select p.id from publication p where not exists (LINE = case p.act
            when 'invite' then 'result.invite' when 'save' then 'result.save'
            else 'result.publish' end and e.object_id = p.report)""",
    "a publication shows results": """
        select p.id from publication p where p.act in ('publish', 'publish_and_invite')
        and not exists (select 1 from published_result s where s.publication = p.id)""",
    "a line of a publication has its publication": """
        select e.id from access_entry e where e.outcome = '0' and e.event_subtype in
            ('result.publish', 'result.invite', 'result.save')
        and not exists (select 1 from publication p where p.report = e.object_id)""",
    "an accorded letter has its line": """
        select l.id from letter l where l.accorded_at is not null
        and not exists (LINE = 'letter.accord' and e.object_id = l.id)""",
    "the line of an accord has its letter": """
        select l.id from access_entry e join letter l on l.id = e.object_id
        where e.outcome = '0' and e.event_subtype = 'letter.accord' and l.accorded_at is null""",
    "an accepted result is in the file": """
        select i.id from intake_item i where i.kind = 'Observation' and i.outcome = 'accepted'
        and not i.is_kept and not exists
            (select 1 from result r where r.patient = i.patient and r.source_key = i.item_key
             union all select 1 from journal_line l
             where l.patient = i.patient and l.source_key = i.item_key)""",
    # Those that a test put there itself have a bare number for a key.
    "a result came in by an item": """
        select r.id from result r where r.source_key like 'urn:%' and not exists
            (select 1 from intake_item i where i.patient = r.patient
             and i.item_key = r.source_key and i.outcome = 'accepted')""",
    "a result belongs to a report, and a report has results": """
        select rp.id from report rp
        where not exists (select 1 from result r where r.report = rp.id)""",
    "what reaches a file has its line": """
        select i.id from intake_item i join patient f on f.id = i.patient
        where i.outcome = 'accepted' and not exists (LINE = 'intake.receive'
            and e.person = f.person and e.object_id = i.message)""",
    "a person is enrolled": """
        select p.id from person p
        where not exists (select 1 from patient f where f.person = p.id)""",
    "a session that was ended is gone": """
        select s.id from session s join access_entry e on e.object_id = s.id
        where e.event_subtype = 'session.logout'""",
    "numbers have no gap": """
        select n.entry from access_number n where n.number > 1 and not exists
            (select 1 from access_number m
             where m.person = n.person and m.number = n.number - 1)""",
}
Broken = frozenset[tuple[str, UUID]]


async def broken(connection: asyncpg.Connection, rules: Iterable[str] = tuple(RULES)) -> Broken:
    """Give every row that breaks a rule, with the rule."""
    found = set()
    for rule in rules:
        sql = RULES[rule].replace("LINE", LINE)
        found |= {(rule, row[0]) for row in await connection.fetch(sql)}
    return frozenset(found)
