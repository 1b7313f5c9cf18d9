"""Statements of the page that says why: everything in a file with what decides about it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from publishing.tables import Contact, JournalLine, SummaryItem
from publishing.visibility.sql import DISCUSSED

OWNER = """
select patient from episode where id = $1
union all select patient from journal_line where id = $1
union all select patient from letter where id = $1
union all select patient from report where id = $1
union all select patient from result where id = $1
union all select patient from summary_item where id = $1
union all select patient from measurement where id = $1
"""


async def owner(thing: UUID) -> UUID | None:
    """Find the file that a thing is in."""
    row = await fetch_one(OWNER, thing)
    return row["patient"] if row else None


async def lines(patient: UUID) -> Sequence[Any]:
    """Give all lines of a file in force, those of every kind."""
    return await fetch(
        "select l.id, l.kind, l.body, l.recorded_on, l.episode, l.other_episodes,"
        " l.former_episodes, l.has_unknown_episode, l.visible_to_patient, l.superseded_at,"
        " l.confidentiality, c.kind as contact_kind, c.confidentiality as contact_confidentiality,"
        " c.is_shown as contact_shown, l.contact"
        " from journal_line l left join contact c on c.id = l.contact"
        " where l.patient = $1 and l.superseded_at is null",
        patient,
    )


async def letters(patient: UUID) -> Sequence[Any]:
    """Give all letters of a file in force."""
    return await fetch(
        "select id, title, written_on, accorded_at, episode, other_episodes, has_unknown_episode,"
        " superseded_at, status, confidentiality, category from letter"
        " where patient = $1 and superseded_at is null",
        patient,
    )


async def summary(patient: UUID) -> Sequence[Any]:
    """Give the medicines, hypersensitivities and vaccinations of a file in force."""
    return await fetch(
        "select id, section, name, state, begun_on, ended_on, episode, other_episodes,"
        " has_unknown_episode, visible_to_patient, superseded_at, confidentiality"
        " from summary_item where patient = $1 and superseded_at is null",
        patient,
    )


async def measurements(patient: UUID) -> Sequence[Any]:
    """Give the measurements of a file in force with their contact."""
    return await fetch(
        "select m.id, m.name, m.taken_at, m.episode, m.other_episodes, m.has_unknown_episode,"
        " m.visible_to_patient, m.superseded_at, m.confidentiality, m.contact,"
        " c.kind as contact_kind, c.confidentiality as contact_confidentiality,"
        " c.is_shown as contact_shown"
        " from measurement m left join contact c on c.id = m.contact"
        " where m.patient = $1 and m.superseded_at is null",
        patient,
    )


async def reports(patient: UUID) -> Sequence[Any]:
    """Give all reports of a file with the act in force on each."""
    return await fetch(
        "select rp.id, rp.title, rp.taken_at, rp.received_at, rp.confidentiality, rp.category,"
        " pb.act, pb.visible_from, pb.opened_at, y.pace, y.chosen_at,"
        f" {DISCUSSED} as is_discussed from report rp join patient f on f.id = rp.patient"
        " left join publication pb on pb.report = rp.id and pb.ended_at is null"
        " left join reading_pace y on y.person = f.person and y.category = rp.category"
        " where rp.patient = $1",
        patient,
    )


async def results(patient: UUID) -> Sequence[Any]:
    """Give all versions of the results of a file, with what the act in force says of each."""
    return await fetch(
        "select r.id, r.report, r.name, r.episode, r.other_episodes, r.has_unknown_episode,"
        " r.superseded_at, r.status, r.confidentiality, p.id is not null as published,"
        " coalesce(r.superseded_at > pb.acted_at, false) as was_judged from result r"
        " left join publication pb on pb.report = r.report and pb.ended_at is null"
        " left join published_result p on p.publication = pb.id and p.result = r.id"
        " where r.patient = $1 order by r.position, r.id",
        patient,
    )


async def unknown(practice: UUID) -> Sequence[Any]:
    """Give the files of a practice that hold what refers to something we do not have."""
    return await fetch(
        "select f.id, p.given, p.prefix, p.family, p.born, count(*) as number from ("
        "select patient from journal_line where has_unknown_episode and superseded_at is null"
        " union all select patient from letter where has_unknown_episode and superseded_at is null"
        " union all select patient from result where has_unknown_episode and superseded_at is null"
        " union all select patient from measurement"
        " where has_unknown_episode and superseded_at is null"
        ") found join patient f on f.id = found.patient join person p on p.id = f.person"
        " where f.practice = $1 and f.ended_at is null"
        " group by f.id, p.id order by lower(p.family), lower(p.given), f.id limit 500",
        practice,
    )


async def flagged(thing: UUID) -> Any | None:
    """Find the kind and the file of a thing that has a flag of its own."""
    return await fetch_one(
        "select 'episode' as kind, patient from episode where id = $1 union all"
        " select 'line', patient from journal_line where id = $1 and superseded_at is null"
        " union all"
        " select 'measurement', patient from measurement where id = $1 and superseded_at is null"
        " union all"
        " select section, patient from summary_item where id = $1 and superseded_at is null",
        thing,
    )


async def contact_of(line: UUID) -> UUID | None:
    """Find the contact in which a line in force was written, or a measurement made."""
    row = await fetch_one(
        "select contact from journal_line where id = $1 and superseded_at is null union all"
        " select contact from measurement where id = $1 and superseded_at is null",
        line,
    )
    return row["contact"] if row else None


async def show_contact(contact: UUID, *, visible: bool) -> None:
    """Write what the practice says of one contact."""
    require_transaction()
    await Contact.update({Contact.is_shown: visible}).where(Contact.id == contact)


async def show(kind: str, thing: UUID, *, visible: bool) -> None:
    """Write the flag of an item of the summary, or of all that was measured with one value."""
    require_transaction()
    if kind != "measurement":
        await SummaryItem.update({SummaryItem.visible_to_patient: visible}).where(
            SummaryItem.id == thing
        )
        return
    await fetch(
        "update measurement m set visible_to_patient = $2 from measurement one"
        " where one.id = $1 and m.patient = one.patient and m.source = one.source"
        " and m.source_key = one.source_key and m.superseded_at is null",
        thing,
        visible,
    )


async def let_out(line: UUID) -> None:
    """Forget where a line was moved out of: somebody decided that it is shown."""
    require_transaction()
    await JournalLine.update({JournalLine.former_episodes: []}).where(JournalLine.id == line)
