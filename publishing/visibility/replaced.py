"""
What the laboratory corrected after it was visible.

Beside a row `r` the value that stood there; of a report `rp` the moment from which it waits.
"""

# The version that stood there when the laboratory replaced it. A preliminary value is no mistake
# when the final one follows, and what was withdrawn on the way may be about somebody else.
EARLIER = """
left join lateral (
    select o.id, o.comparator, o.value, o.unit, o.value_text, o.superseded_at,
           ob.visible_from as shown_from, ob.ended_at is null as in_force,
           o.has_unknown_episode, o.confidentiality, o.other_episodes || o.episode as episodes
    from result o
    join published_result op on op.result = o.id
    join publication ob on ob.id = op.publication
    where r.version > 1 and o.patient = r.patient and o.source = r.source
      and o.source_key = r.source_key and o.version < r.version
      and o.status in ('final', 'corrected') and ob.visible_from < o.superseded_at
      and coalesce(ob.ended_at, o.superseded_at) >= o.superseded_at
      and not exists (select from result w
          where w.patient = o.patient and w.source = o.source and w.source_key = o.source_key
            and w.version > o.version and w.version < r.version and w.status = 'withdrawn')
    order by o.version desc limit 1) was on """
# For who reads with grants: what stood in a hidden episode is never told of.
EARLIER_SHOWN = f"""{EARLIER} not was.has_unknown_episode and was.confidentiality <> 'V'
    and not was.episodes && coalesce((select ids from shut), '{{}}')"""
# Of a report `rp`: when the laboratory last replaced something that was visible then. Looked up
# by report, because hardly any report holds a version that was replaced.
WAS_CORRECTED_AT = """
    (select max(o.superseded_at) from result o
     where o.report = rp.id and o.superseded_at is not null and o.status in ('final', 'corrected')
       and exists (select from published_result op join publication ob on ob.id = op.publication
           where op.result = o.id and ob.visible_from < o.superseded_at
             and coalesce(ob.ended_at, o.superseded_at) >= o.superseded_at)
       and exists (select from result c where c.patient = o.patient and c.source = o.source
           and c.source_key = o.source_key and c.superseded_at is null
           and c.status <> 'withdrawn'))"""
# The same, as long as the publication that showed it is in force: nobody has acted on it since.
CORRECTED_AT = WAS_CORRECTED_AT.replace("op.result = o.id", "op.result = o.id and ob.id = pb.id")
# A report `rp` of which nothing is shown until somebody has looked at the correction. It says
# less than a report does, and is kept back as soon as any version of it was ever to be hidden.
CORRECTION_SHOWN = """
    g.results and rp.confidentiality <> 'V'
    and not exists (select from result x where x.report = rp.id
        and (x.has_unknown_episode or x.confidentiality = 'V'
            or (x.other_episodes || x.episode) && coalesce((select ids from shut), '{}')))
    and not exists (select from publication n where n.report = rp.id and n.ended_at is null
        and (n.act = 'invite' or n.visible_from <= $2 and exists (
            select from published_result np join result y on y.id = np.result
            where np.publication = n.id and y.superseded_at is null and y.status <> 'withdrawn')))
"""
COLUMNS = """
    was.id as was_id, was.comparator as was_comparator, was.value as was_value,
    was.unit as was_unit, was.value_text as was_text, was.superseded_at as was_until,
    was.shown_from as was_from, was.in_force as was_in_force"""
