"""Statements of the words that are kept ready; of every word and text the last row counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.model import Grant
from consent.statements import fetch, fetch_one, require_transaction
from publishing.tables import DeterminationName, GlossaryWord, TemplateUse, TextTemplate
from publishing.visibility.sql import GRANTS, VALUE_SHOWN, grant_rows

# Whether `t` is the last version of its text.
LATEST = (
    "not exists (select from text_template n"
    " where n.template = t.template and n.version > t.version)"
)
TEMPLATE = """
select t.id, t.template, t.version, t.owner, t.title, t.conclusion, t.meaning, t.what_to_do,
       t.is_on, t.written_at, e.name as author,
       exists (select from template_use u where u.text = t.id and u.publication = $3) as used
from text_template t
join membership m on m.id = t.written_by join employee e on e.id = m.employee
where t.practice = $1 and (t.owner is null or t.owner = $2)
"""
TEMPLATES = f"""
select * from ({TEMPLATE} and {LATEST}
    union {TEMPLATE} and exists (
        select from template_use u where u.text = t.id and u.publication = $3)) found
order by owner nulls first, lower(title), version
"""
VERSIONS = f"{TEMPLATE} and t.template = $4 and not {LATEST} order by t.version desc limit 50"
ONE_TEMPLATE = f"{TEMPLATE} and {LATEST} and t.template = $4"
WORDS = """
select distinct on (lower(word)) id, word, also, means_nl, means_en, is_on from glossary_word
where practice = {practice} order by lower(word), id desc
"""
WORDS_OF_ONE = WORDS.format(practice="$1")
# The practice's own words, in a statement that has its practice as `f.practice`.
OWN_WORDS = (
    "(select coalesce(jsonb_agg(to_jsonb(w)), '[]') from"
    f" ({WORDS.format(practice='f.practice')}) w) as own_words"
)
# What the practice calls the determination `r` of a file `{file}`.
OWN_NAME = """left join lateral (
    select d.name_nl, d.name_en from determination_name d join patient o on o.practice = d.practice
    where o.id = r.patient and d.code_system = r.code_system and d.code = r.code
    order by d.id desc limit 1) called on true
"""
NAME_COLUMNS = "called.name_nl as own_name_nl, called.name_en as own_name_en"

PREVIOUS = f"""{GRANTS}
select r.*, coalesce(r.taken_at, rp.taken_at) as taken
from g
join result s on s.id = $3 and s.patient = g.patient
join publication pb on pb.patient = g.patient
join report rp on rp.id = pb.report
join published_result p on p.publication = pb.id
join result r on r.id = p.result
where {VALUE_SHOWN} and r.code_system = s.code_system and r.code = s.code
  and (r.value <> '' or r.value_text <> '') and coalesce(r.taken_at, rp.taken_at) < $4
order by taken desc, r.id desc limit 1
"""
SEEN = """
select r.code_system, r.code, min(r.name) as name from result r
join patient f on f.id = r.patient
where f.practice = $1 and r.code <> ''
group by r.code_system, r.code having count(distinct r.patient) >= $2
order by name limit 200
"""


async def templates(
    practice: UUID, owner: UUID | None, publication: UUID | None = None
) -> Sequence[Any]:
    """Give the last version of each text, and the versions used in a publication."""
    return await fetch(TEMPLATES, practice, owner, publication)


async def template(practice: UUID, owner: UUID | None, template_id: UUID) -> Any | None:
    """Give the last version of one text."""
    return await fetch_one(ONE_TEMPLATE, practice, owner, None, template_id)


async def versions(practice: UUID, owner: UUID | None, template_id: UUID) -> Sequence[Any]:
    """Give the earlier versions of one text, the latest first."""
    return await fetch(VERSIONS, practice, owner, None, template_id)


async def usable(practice: UUID, owner: UUID | None, texts: Sequence[UUID]) -> Sequence[Any]:
    """Find which of these versions exist for this clinician."""
    return await fetch(
        "select id from text_template where practice = $1 and (owner is null or owner = $2)"
        " and id = any($3)",
        practice,
        owner,
        list(texts),
    )


async def add_template(row: dict[str, Any]) -> None:
    """Write a version of a text."""
    require_transaction()
    await TextTemplate.insert(TextTemplate(**row))


async def add_uses(rows: Sequence[dict[str, Any]]) -> None:
    """Write with which versions something was begun."""
    require_transaction()
    if rows:
        await TemplateUse.insert(*(TemplateUse(**row) for row in rows))


async def words(practice: UUID) -> Sequence[Any]:
    """Give the words of a practice as they are now."""
    return await fetch(WORDS_OF_ONE, practice)


async def add_word(row: dict[str, Any]) -> None:
    """Write what a word means from now on."""
    require_transaction()
    await GlossaryWord.insert(GlossaryWord(**row))


async def names(practice: UUID) -> Sequence[Any]:
    """Give the names of a practice as they are now."""
    return await fetch(
        "select distinct on (code_system, code) code_system, code, name_nl, name_en"
        " from determination_name where practice = $1 order by code_system, code, id desc",
        practice,
    )


async def add_name(row: dict[str, Any]) -> None:
    """Write what a determination is called from now on."""
    require_transaction()
    await DeterminationName.insert(DeterminationName(**row))


async def seen(practice: UUID, fewest: int) -> Sequence[Any]:
    """Give the determinations that came in for so many patients, with a name they came with."""
    return await fetch(SEEN, practice, fewest)


async def previous(grant: Grant, result: UUID, before: datetime) -> Any | None:
    """Give the last value of the same determination that this grant shows, from before a moment."""
    return await fetch_one(PREVIOUS, grant_rows((grant,)), grant.at, result, before)


async def recent(practice: UUID, limit: int) -> Sequence[Any]:
    """Give the reports with a value that came in last, without anything of what is in them."""
    return await fetch(
        "select rp.id, rp.received_at, p.given, p.prefix, p.family from report rp"
        " join patient f on f.id = rp.patient join person p on p.id = f.person"
        " where f.practice = $1 and f.ended_at is null and rp.state <> 'recalled'"
        " and exists (select from result r where r.report = rp.id and r.superseded_at is null)"
        " order by rp.id desc limit $2",
        practice,
        limit,
    )
