"""A practice and a file with so many of everything: one made by hand, the rest copied."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from integration.matrix.world.portal import Portal
from integration.matrix.world.things import asked
from portal.database import transaction
from support.kept import item, measurement
from support.stage import START, PatientHere, Stage

COPY = (
    "insert into {0} select (jsonb_populate_record(null::{0}, to_jsonb(t) || jsonb_build_object("
    "'id', gen_random_uuid(), 'source_key', gen_random_uuid()::text))).* from {0} t,"
    " generate_series(2, $2) where t.id = $1"
)
BESIDE = (
    "insert into {0} select (jsonb_populate_record(null::{0}, to_jsonb(t) || jsonb_build_object("
    "'id', gen_random_uuid(), 'source_key', gen_random_uuid()::text, 'report', r.id))).*"
    " from {0} t, report r where t.report = $1 and r.patient = t.patient and r.id <> $1"
)
SHOWN = (
    "insert into published_result select gen_random_uuid(), p.id, r.id from publication p"
    " join result r using (report) where p.patient = $1 on conflict do nothing"
)


@dataclass(frozen=True)
class Crowd:
    """A practice where everything is there so many times; `ids` name one thing of each kind."""

    stage: Stage
    patient: PatientHere
    ids: dict[str, UUID]


async def crowded(portal: Portal, number: int) -> Crowd:
    """Set a stage with `number` of everything."""
    stage = await Stage.set(name=f"Praktijk {number}")
    stage.vault = portal.app.state.vault
    patient = await stage.patient()
    await patient.released()
    report, full, letter = await _reports(portal.owner, patient, number)
    episode, line = await patient.episode(), await patient.line()
    inside = await patient.line(episode=episode)
    for table, one in (("episode", episode), ("journal_line", line), ("journal_line", inside)):
        await portal.owner.execute(COPY.format(table), one, number)
    medicine, weight = await item(patient), await measurement(patient)
    await portal.owner.execute(COPY.format("summary_item"), medicine, number)
    await portal.owner.execute(COPY.format("measurement"), weight, number)
    looks = (Event(Action.LOG_VIEW, START, person=patient.person) for _ in range(number))
    async with transaction():
        await accesslog.record(stage.gp, *looks)
    ids = {"report": report, "full": full, "letter": letter, "episode": episode}
    ids["measurement"] = weight
    ids |= await _waiting(portal.owner, stage, number)
    # Or the plans are those for the few rows that were there before.
    await portal.owner.execute("analyze")
    return Crowd(stage, patient, ids)


async def _reports(
    owner: asyncpg.Connection, patient: PatientHere, number: int
) -> tuple[UUID, UUID, UUID]:
    """Publish so many reports with one result, one report with so many, and as many letters."""
    report, letter = await patient.report(), await patient.accorded()
    result = await patient.result(report)
    await patient.publication(report, [result])
    await owner.execute(COPY.format("report"), report, number)
    for table in ("result", "publication"):
        await owner.execute(BESIDE.format(table), report)
    full = await patient.report()
    many = await patient.result(full)
    await patient.publication(full, [many])
    await owner.execute(COPY.format("result"), many, number)
    await owner.execute(COPY.format("letter"), letter, number)
    await owner.execute(SHOWN, patient.id)
    return report, full, letter


async def _waiting(owner: asyncpg.Connection, stage: Stage, number: int) -> dict[str, UUID]:
    """Let so many people ask, and so much wait for publication and accord at the practice."""
    others = [await stage.patient(n + 1, name=f"Piet {n}") for n in range(number)]
    requests = [await asked(other) for other in others]
    report, letter = await others[0].report(), await others[0].letter()
    waiting = await others[0].result(report)
    episode = await others[0].episode()
    line = await others[0].line(episode=episode)
    for table, one in (("episode", episode), ("journal_line", line), ("letter", letter)):
        await owner.execute(COPY.format(table), one, number)
    await owner.execute(COPY.format("report"), report, number)
    await owner.execute(BESIDE.format("result"), report)
    await owner.execute(COPY.format("result"), waiting, number)
    return {"request": requests[0], "waiting": report, "unread": letter}
