"""Mijn toestemming: chosen, changed and taken back by the patient, each time with its line."""

import re
from datetime import date
from uuid import uuid4

import asyncpg
import httpx
import pytest

from consent.dates import today
from consent.errors import NotFound, Refused
from consent.model import Reason, Section
from consent.sharing.deciding import decide
from consent.sharing.model import Answer, Category, Choice, Question
from consent.sharing.reading import own
from consent.sharing.stating import Wanted, state_own
from integration.patient.conftest import LogIn
from portal.database import transaction
from support.databases import Database
from support.stage import START, PatientHere, Stage, lines_of

HERE = "/mijn/toestemming"
DAY = today(START)
PHARMACY = Question("", frozenset({Category.PHARMACY}), Section.RESULTS)
CHOSEN = {"who": ["category:pharmacy", "category:hospital"], "part": "", "choice": "yes"}


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    """Give a patient whose file is not released: this is about others, not about looking."""
    return await stage.patient()


async def sent(
    client: httpx.AsyncClient, token: str, patient: PatientHere, **fields: object
) -> httpx.Response:
    """Send the form for one file."""
    data = {"csrf_token": token, "file": str(patient.id), "starts": "", "ends": "", **fields}
    return await client.post(HERE, data=data)


async def answer_now(patient: PatientHere, question: Question = PHARMACY) -> Answer:
    """Say what follows today from all that they stated."""
    files = {file.id: shared for file, shared in await own(patient.reader)}
    statements = [one.statement for one in files[patient.id].versions]
    return decide(question, statements, DAY).answer


async def acts(patient: PatientHere) -> list[tuple[str, str]]:
    """Give what stands in the log of somebody."""
    return [(one["event_subtype"], one["checks"]) for one in await lines_of(patient.person)]


async def test_a_choice_holds_at_once_and_stands_in_the_log(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    assert "niets gezegd" in (await client.get(HERE)).text
    done = await sent(client, token, anna, **CHOSEN)
    assert (done.status_code, done.headers["location"]) == (303, f"{HERE}?gedaan=stated")
    assert await answer_now(anna) is Answer.YES
    assert await acts(anna) == [("sharing.give", "")] * 2
    page = (await client.get(HERE)).text
    assert "Ja" in page
    assert "via dit portaal, door de patiënt zelf" in page


async def test_a_changed_mind_is_a_new_version_and_the_old_one_stays_readable(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    for choice, wanted in (
        ("yes", Answer.YES),
        ("no", Answer.NO),
        ("withdrawn", Answer.NOT_STATED),
    ):
        await sent(client, token, anna, who="category:pharmacy", part="", choice=choice)
        assert await answer_now(anna) is wanted
    assert [one for one, _ in await acts(anna)] == [
        "sharing.give",
        "sharing.object",
        "sharing.withdraw",
    ]
    assert len(re.findall(r"via dit portaal", (await client.get(HERE)).text)) == 3


async def test_only_in_an_emergency_is_a_no_at_other_times(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    await sent(client, token, anna, who="category:pharmacy", part="results", choice="emergency")
    assert await answer_now(anna) is Answer.NO
    urgent = Question("", PHARMACY.categories, Section.RESULTS, emergency=True)
    assert await answer_now(anna, urgent) is Answer.YES
    assert "alleen bij spoed" in (await client.get(HERE)).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"who": []}, "Kies voor wie uw keuze is."),
        ({"choice": ""}, "Kies ja of nee."),
        ({"starts": "2026-03-03"}, "Vul een dag in vanaf vandaag"),
        ({"starts": "morgen"}, "Vul een dag in vanaf vandaag"),
        ({"starts": "2026-03-09", "ends": "2026-03-08"}, "niet voor de eerste dag"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_stated(
    changed: dict[str, object],
    sentence: str,
    anna: PatientHere,
    log_in: LogIn,
    client: httpx.AsyncClient,
) -> None:
    token = await log_in(anna)
    answer = await sent(client, token, anna, **{**CHOSEN, **changed})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert await answer_now(anna) is Answer.NOT_STATED


@pytest.mark.parametrize(
    "changed", [{"who": "everybody"}, {"part": "log"}, {"choice": "maybe"}, {"file": "mine"}]
)
async def test_a_form_that_is_not_ours_states_nothing(
    changed: dict[str, object], anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    assert (await sent(client, token, anna, **{**CHOSEN, **changed})).status_code == 400
    assert await answer_now(anna) is Answer.NOT_STATED


async def test_nobody_states_anything_about_another_or_a_provider_of_another_practice(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    bert = await stage.patient(1)
    token = await log_in(anna)
    assert (await sent(client, token, bert, **CHOSEN)).status_code == 404
    stray = {**CHOSEN, "who": f"organisation:{uuid4()}"}
    assert (await sent(client, token, anna, **stray)).status_code == 404
    assert await answer_now(bert) is Answer.NOT_STATED
    assert await acts(bert) == []


async def test_who_is_under_twelve_leaves_it_to_who_decides_for_them(stage: Stage) -> None:
    child = await stage.patient(2, born="2016-05-17")
    wanted = [Wanted(Choice.YES, DAY, Category.GP)]
    with pytest.raises(Refused) as refusal:
        async with transaction():
            await state_own(child.reader, child.id, wanted, START)
    assert refusal.value.reason is Reason.UNDER_12


async def test_nothing_begins_in_the_past_and_nobody_changes_what_was_stated(
    anna: PatientHere, client: httpx.AsyncClient, database: Database
) -> None:
    early = Wanted(Choice.YES, date(2026, 3, 3), Category.GP)
    with pytest.raises(Refused):
        async with transaction():
            await state_own(anna.reader, anna.id, [early], START)
    async with transaction():
        await state_own(anna.reader, anna.id, [Wanted(Choice.NO, DAY, Category.GP)], START)
    for url, error in (
        (database.url, asyncpg.InsufficientPrivilegeError),
        (database.owner_url, asyncpg.RestrictViolationError),
    ):
        connection = await asyncpg.connect(url)
        for act in ("update {} set answer = 'yes'", "delete from {}", "truncate {}"):
            with pytest.raises(error):
                await connection.execute(act.format("sharing_statement"))
        await connection.close()


async def test_somebody_enrolled_nowhere_is_told_so(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(None)
    assert "Wat nu geldt" not in (await client.get(HERE)).text
    bert = await stage.patient(1)
    assert (await sent(client, token, bert, **CHOSEN)).status_code == 404
    with pytest.raises(NotFound):
        async with transaction():
            await state_own(bert.stage.gp, bert.id, [], START)
