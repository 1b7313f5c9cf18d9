"""
What is told to be on its way, before anybody decided about it: that it comes, and no more.

Of a report `rp`, with the names of `sql`. Only in categories for which the practice chose so, never
of what stood in a hidden episode, and bounded by the same months as all that came before a release.
"""

_SHUT = "&& coalesce((select ids from shut), '{}')"
ON_ITS_WAY = f"""
    g.results and rp.category = any(g.pending) and rp.confidentiality <> 'V' and not rp.is_quiet
    and rp.status <> 'withdrawn' and (rp.state in ('received', 'saved') or rp.id in (
        select n.report from publication n where n.patient = g.patient and n.ended_at is null
          and coalesce(n.visible_from, n.acted_at) > $2))
    and (rp.received_at >= g.released_at
        or (rp.taken_at at time zone 'Europe/Amsterdam')::date >= g.since)
    and not exists (select from publication n where n.report = rp.id and n.ended_at is null
        and (n.act = 'invite' or n.visible_from <= $2))
    and (rp.status in ('pending', 'preliminary') or exists (select from result x
        where x.report = rp.id and x.superseded_at is null and x.status <> 'withdrawn'))
    and not exists (select from result x where x.report = rp.id
        and (x.has_unknown_episode or x.confidentiality = 'V'
            or (x.other_episodes || x.episode) {_SHUT}))
"""
