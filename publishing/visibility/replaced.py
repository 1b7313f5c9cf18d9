"""What a determination showed before the laboratory corrected it, as a join beside its row `r`."""

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
COLUMNS = """
    was.id as was_id, was.comparator as was_comparator, was.value as was_value,
    was.unit as was_unit, was.value_text as was_text, was.superseded_at as was_until,
    was.shown_from as was_from, was.in_force as was_in_force"""
