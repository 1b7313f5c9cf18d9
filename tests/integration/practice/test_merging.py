"""Two registrations of one patient become one: when that can be, and what becomes of all of it."""

from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from consent import accesslog, tables
from consent.model import Actor, PersonName
from consent.register.people import NewPerson, enrol, person_of
from consent.statements import fetch
from integration.practice.conftest import asked
from integration.practice.registering import NEW, SEARCH, TYPED, item, logged_in, sent, status_of
from portal.database import transaction
from publishing import tables as publishing
from publishing.queries.merging import MOVED
from support.databases import Database
from support.stage import START, PatientHere, Stage, bsn, lines_of

# What keeps the number of the double file: how it stood, and what ended with it.
STAYS = {"access_request", "release", "representation", "sharing_statement"}
# Moved by the act of consent itself.
OF_CONSENT = {"episode", "representation_block", "visibility_change"}
FILES = """
select distinct c.conrelid::regclass::text as name from pg_constraint c
where c.contype = 'f' and c.confrelid = 'patient'::regclass
"""


async def number_of(file: UUID) -> str:
    (row,) = await fetch("select number from patient where id = $1", file)
    return str(row["number"])


async def merged(
    client: httpx.AsyncClient, keep: UUID, double: UUID, **more: str
) -> httpx.Response:
    page = f"{SEARCH}/{keep}"
    values = {"number": (await number_of(double)).lstrip("P0"), "step": "merge", **more}
    return await sent(client, page, f"{page}/samenvoegen", **values)


async def newborn(client: httpx.AsyncClient, stage: Stage, **more: str) -> PatientHere:
    """Register somebody without a BSN."""
    file = item(await sent(client, NEW, NEW, **{**TYPED, "no_bsn": "newborn", **more}))
    (row,) = await fetch("select person from patient where id = $1", file)
    return PatientHere(stage, file, row["person"], stage.gp)


async def log_of(patient: PatientHere) -> list[str]:
    async with transaction():
        await accesslog.number_lines(await patient.review())
    numbered = await fetch(
        "select e.event_subtype from access_number n join access_entry e on e.id = n.entry"
        " where n.person = $1 order by n.number",
        patient.person,
    )
    return [row["event_subtype"] for row in numbered]


async def test_a_double_registration_becomes_one_file_with_one_log(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna, other = await stage.patient(0), await newborn(client, stage)
    report = await other.report()
    await other.result(report)
    await other.letter()
    await other.line(episode=await other.episode())
    answer = await merged(client, anna.id, other.id)
    assert answer.headers["location"] == f"{SEARCH}/{anna.id}?gedaan=patient_merged"
    assert await status_of("file", other.id) == [("merged", "false")]
    for table in (publishing.Report, publishing.Result, publishing.Letter, publishing.JournalLine):
        assert [one["patient"] for one in await table.select(table.patient)] == [anna.id]
    assert await log_of(anna) == ["patient.register", "patient.review", "patient.merge"]


async def test_both_are_seen_before_they_become_one(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna, other = await stage.patient(0), await newborn(client, stage)
    seen = await merged(client, anna.id, other.id, step="")
    assert (seen.status_code, "Anna Bakker" in seen.text) == (200, True)
    assert "Ánna-Sofie den Braber-van Zon" in seen.text
    assert await status_of("file", other.id) == [("", "true")]
    assert [line["event_subtype"] for line in await lines_of(other.person)][-1] == "patient.review"


async def test_a_number_that_only_the_double_had_goes_along(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    child, double = await newborn(client, stage), await stage.patient(1)
    await merged(client, child.id, double.id)
    found = await person_of(stage.vault.bsn_keys(bsn(1)))
    assert found is not None
    assert found.id == child.person
    page = (await client.get(f"{SEARCH}/{child.id}")).text
    assert f"******{bsn(1)[-3:]}" in page
    assert "Pasgeboren" not in page


async def test_requests_and_access_of_the_double_end_and_those_of_the_other_go_on(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna, other = await stage.patient(0), await newborn(client, stage)
    await anna.released()
    # Somebody else asked and may look, such as a parent; the person never did.
    parent = PatientHere(stage, other.id, (await stage.patient(5)).person, stage.gp)
    await asked(parent)
    await parent.released()
    await merged(client, anna.id, other.id)
    assert await status_of("release", other.id) == [("ended", "merged")]
    assert {status for status, _ in await status_of("request", other.id)} == {"approved", "expired"}
    assert await status_of("release", anna.id) == [("active", "")]


async def test_what_cannot_become_one_says_why(
    client: httpx.AsyncClient, stage: Stage, mill: Stage, clerk: Actor
) -> None:
    anna = await stage.patient(0)
    used, elsewhere = await stage.patient(1), await stage.patient(2)
    await logged_in(used)
    await asked(used)
    await mill.patient(2)
    older = await stage.patient(3, born="1961-05-17")
    child = await newborn(client, stage)
    twice = await newborn(client, stage)
    for file in (anna, twice):
        await file.report(source_key="one and the same")
    before = await fetch("select id, person, ended_at from patient order by id")
    for keep, double, told in (
        (anna, used, "Dit zijn dus twee mensen"),
        (child, used, "Begin bij die inschrijving"),
        (anna, elsewhere, "ook bij een andere praktijk"),
        (anna, older, "geboortedatums zijn verschillend"),
        (anna, twice, "leverde hetzelfde bij allebei"),
        (anna, anna, "geen andere inschrijving"),
    ):
        answer = await merged(client, keep.id, double.id)
        assert (answer.status_code, told in answer.text) == (403, True), told
    page = f"{SEARCH}/{anna.id}"
    for number in ("1", "", "niets"):
        answer = await sent(client, page, f"{page}/samenvoegen", number=number, step="merge")
        assert (answer.status_code, "geen andere inschrijving" in answer.text) == (403, True)
    assert await fetch("select id, person, ended_at from patient order by id") == before


async def test_a_number_that_was_merged_away_finds_nobody_and_opens_nothing(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna, wrong = await stage.patient(0), await stage.patient(1)
    await merged(client, anna.id, wrong.id)
    keys = stage.vault.bsn_keys(bsn(1))
    assert await fetch("select id from person where bsn_key = any($1)", list(keys)) == []
    async with transaction():
        new = NewPerson(bsn(1), PersonName("Bram", "", "Jansen"), "1990-01-01")
        assert await enrol(stage.vault, new, stage.practice, START) != wrong.id


async def test_of_everything_that_belongs_to_a_file_is_known_whether_it_moves(
    database: Database,
) -> None:
    connection = await asyncpg.connect(database.owner_url)
    try:
        found = {row["name"] for row in await connection.fetch(FILES)}
    finally:
        await connection.close()
    moved = {table._meta.tablename for table in MOVED} | {"intake_message"}
    assert found == moved | OF_CONSENT | STAYS


@pytest.mark.parametrize("step", ["", "merge"])
async def test_a_file_of_another_practice_is_not_there(
    client: httpx.AsyncClient, stage: Stage, mill: Stage, clerk: Actor, step: str
) -> None:
    anna, theirs = await stage.patient(0), await mill.patient(1)
    page = f"{SEARCH}/{anna.id}"
    number = await number_of(theirs.id)
    answer = await sent(client, page, f"{page}/samenvoegen", number=number, step=step)
    assert (answer.status_code, "geen andere inschrijving" in answer.text) == (403, True)


async def test_who_is_kept_out_and_what_was_stated_go_along_and_who_acted_does_not(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna, other = await stage.patient(0), await newborn(client, stage)
    neighbour = (await stage.patient(5)).person
    by, on = stage.gp.id, START.date()
    acting = {"patient": other.id, "representative": neighbour}
    stated = {"category": "gp", "answer": "no", "stated_by": "self", "channel": "counter"}
    async with transaction():
        await tables.RepresentationBlock.insert(
            tables.RepresentationBlock(
                id=uuid4(), reason="Ruzie.", set_by=by, set_at=START, **acting
            )
        )
        await tables.Representation.insert(
            tables.Representation(
                id=uuid4(),
                kind="mandatee",
                document="mandate",
                presence="both",
                starts_on=on,
                registered_by=by,
                registered_at=START,
                **acting,
            )
        )
        await tables.SharingStatement.insert(
            tables.SharingStatement(
                id=uuid4(),
                patient=other.id,
                starts_on=on,
                membership=by,
                recorded_at=START,
                **stated,
            )
        )
    await merged(client, anna.id, other.id)
    (block,) = await fetch("select patient from representation_block")
    (acted,) = await fetch("select patient, ended_by from representation")
    answers = await fetch("select answer from sharing_statement where patient = $1", anna.id)
    assert block["patient"] == anna.id
    assert (acted["patient"], acted["ended_by"]) == (other.id, "practice")
    assert [row["answer"] for row in answers] == ["no"]
