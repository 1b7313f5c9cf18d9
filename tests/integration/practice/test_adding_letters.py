"""A practice adds a letter by hand: through the gate, filed once, and shown after an accord."""

import asyncio
from typing import Any

import httpx
import pytest

from consent.files import facts_of_patient
from consent.model import Actor, Function, LetterCategory, Right
from integration.intake.delivering import rows
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from portal.frame.uploads import LARGEST_FILE
from portal.intake.delivery import deliver
from publishing import letters, reading
from publishing.filing.desk import Terms
from publishing.letters import adding
from support.letters import acting, encrypted, scan, written
from support.stage import PatientHere, Stage, lines_of

WORDS = "Uw hart klopt regelmatig."
LETTER = written(("Geachte collega,", "", "", WORDS))
SAID = {"title": "Brief van de cardioloog", "category": "specialist", "author": "De Proef"}


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    found = await stage.patient()
    await found.released()
    return found


def here(file: PatientHere) -> str:
    return f"/praktijk/patienten/{file.id}/brief"


async def add(
    client: httpx.AsyncClient, file: PatientHere, data: bytes = LETTER, **said: str
) -> httpx.Response:
    """Send the form as a browser does, with what is said of the letter."""
    form = Form((await client.get(here(file))).text)
    fields: dict[str, Any] = dict(form.pairs) | SAID | said
    files = {"file": ("brief van mevrouw Bakker.pdf", data, "application/pdf")}
    return await client.post(here(file), data=fields, files=files)


async def acts(file: PatientHere) -> list[tuple[str, str, str]]:
    """Give what is in the log about the letter, the looks at the form apart."""
    return [
        (line["event_subtype"], line["outcome"], line["user_name"])
        for line in await lines_of(file.person)
        if line["event_subtype"] not in {"patient.review", "letter.review"}
    ]


async def test_a_letter_waits_for_accord_and_its_words_are_kept_sealed(
    stage: Stage, anna: PatientHere, clerk: Actor, client: httpx.AsyncClient
) -> None:
    done = await add(client, anna, explanation="Alles is goed.", written_on="2026-03-01")
    assert done.headers["location"] == f"/praktijk/patienten/{anna.id}?gedaan=letter_added"
    [waits] = await letters.worklist(stage.gp)
    assert (waits.title, waits.author, waits.category) == (
        SAID["title"],
        SAID["author"],
        LetterCategory.SPECIALIST,
    )
    assert (waits.explanation, str(waits.written_on)) == ("Alles is goed.", "2026-03-01")
    assert await reading.letters([await anna.grant()]) == []
    kept = await rows("select * from letter")
    for secret in (WORDS.encode(), b"%PDF"):
        assert secret not in str(kept).encode()
    assert stage.vault.open(kept[0]["file_sealed"], "letter.file", kept[0]["id"]) == LETTER
    text = stage.vault.open(kept[0]["text_sealed"], "letter.text", kept[0]["id"]).decode()
    assert text == f"Geachte collega,\n\n{WORDS}"
    assert [one[:2] for one in await acts(anna)] == [("intake.receive", "0"), ("letter.add", "0")]
    assert {one[2] for one in await acts(anna)} == {clerk.name}


async def test_who_may_accord_lets_the_patient_see_it_at_once(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(stage.gp)
    done = await add(client, anna, explanation="Goed nieuws.", share="yes")
    [shown] = await reading.letters([await anna.grant()])
    assert done.headers["location"] == f"/praktijk/brieven/{shown.id}?gedaan=letter_shared"
    assert (shown.explanation, shown.accorded_role) == ("Goed nieuws.", "gp")
    page = (await client.get(done.headers["location"])).text
    assert "De brief staat in het dossier en de patiënt kan hem lezen" in page
    assert f"door {stage.gp.name}" in page
    assert WORDS in page
    assert [one[0] for one in await acts(anna)][-2:] == ["letter.add", "letter.accord"]


async def test_who_may_not_accord_is_not_offered_it_and_cannot(
    stage: Stage, anna: PatientHere, clerk: Actor, client: httpx.AsyncClient
) -> None:
    assert 'name="share"' not in (await client.get(here(anna))).text
    assert (await add(client, anna, share="yes")).status_code == 403
    assert await reading.letters([await anna.grant()]) == []
    assert len(await letters.worklist(stage.gp)) == 1


@pytest.mark.parametrize("title", [SAID["title"], "Dezelfde brief onder een andere naam"])
async def test_the_same_file_twice_is_told_and_kept_once(
    stage: Stage, anna: PatientHere, clerk: Actor, client: httpx.AsyncClient, title: str
) -> None:
    await add(client, anna)
    again = await add(client, anna, title=title)
    assert again.status_code == 400
    assert "Deze brief staat al in dit dossier" in again.text
    assert title in again.text
    assert len(await letters.worklist(stage.gp)) == 1
    assert (await acts(anna))[-1][:2] == ("letter.add", "8")


async def test_a_form_that_is_sent_twice_at_once_makes_one_letter(
    stage: Stage, anna: PatientHere, clerk: Actor, client: httpx.AsyncClient
) -> None:
    twice = await asyncio.gather(add(client, anna), add(client, anna))
    assert {one.status_code for one in twice} <= {303, 400}
    assert [one["version"] for one in await rows("select version from letter")] == [1]


async def test_the_same_file_goes_into_another_file(
    stage: Stage, anna: PatientHere, clerk: Actor, client: httpx.AsyncClient
) -> None:
    bram = await stage.patient(1, name="Bram Bakker")
    await add(client, anna)
    assert (await add(client, bram)).status_code == 303
    assert len(await letters.worklist(stage.gp)) == 2


async def test_what_was_taken_back_can_be_added_again(
    stage: Stage, anna: PatientHere, clerk: Actor, client: httpx.AsyncClient
) -> None:
    assert (await add(client, anna)).status_code == 303
    await rows("update letter set status = 'entered-in-error'")
    assert (await add(client, anna)).status_code == 303
    assert [one["version"] for one in await rows("select version from letter")] == [1, 1]


@pytest.mark.parametrize(
    "case",
    [
        (b"", "Kies het bestand van de brief."),
        (b"PK\x03\x04 een brief van Word", "geen PDF"),
        (LETTER[:300], "beschadigd"),
        (encrypted(LETTER), "wachtwoord"),
    ],
)
async def test_what_the_gate_refuses_is_told_with_what_was_typed(
    stage: Stage,
    anna: PatientHere,
    clerk: Actor,
    client: httpx.AsyncClient,
    case: tuple[bytes, str],
) -> None:
    data, told = case
    answer = await add(client, anna, data, explanation="Lees dit rustig.")
    assert answer.status_code == 400
    assert told in answer.text
    assert SAID["title"] in answer.text
    assert "Lees dit rustig." in answer.text
    assert await rows("select id from letter") == []
    waits = await rows("select id from intake_item where settled_at is null and reason <> ''")
    assert waits == []
    if data:
        [message] = await rows("select id, body_sealed from intake_message")
        assert stage.vault.open(message["body_sealed"], "intake_message.body", message["id"])
        assert [one[:2] for one in await acts(anna)] == [("letter.add", "8")]


async def test_what_is_refused_leaves_what_was_broken_off_before_it(
    stage: Stage, anna: PatientHere, clerk: Actor, client: httpx.AsyncClient
) -> None:
    facts = await facts_of_patient(anna.id)
    assert facts is not None
    shared = next(iter(facts.agreements.letter_categories))
    new = adding.NewLetter(encrypted(LETTER), "Een eerdere brief", shared)
    async with transaction():
        earlier = await adding.prepare(clerk, anna.id, new, Terms(), stage.at)
    # Its portal stopped before it could say how this ended.
    await deliver(earlier.delivery, stage.vault, stage.at, file="", language="nl")
    [waits] = await rows("select id from intake_item where settled_at is null")
    assert (await add(client, anna, LETTER[:300])).status_code == 400
    assert await rows("select id from intake_item where settled_at is null") == [waits]


async def test_too_large_is_told_on_the_form(
    anna: PatientHere, clerk: Actor, client: httpx.AsyncClient
) -> None:
    answer = await add(client, anna, bytes(LARGEST_FILE + 1))
    assert answer.status_code == 400
    assert "groter dan 15 MB" in answer.text
    assert await rows("select id from intake_message") == []


async def test_a_file_that_acts_is_rebuilt_and_says_so(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(stage.gp)
    done = await add(client, anna, acting(LETTER))
    page = (await client.get(done.headers["location"])).text
    assert "Opnieuw gemaakt" in page
    file = await client.get(done.headers["location"].split("?")[0] + "/bestand")
    assert b"app.alert" not in file.content


async def test_a_scan_says_that_it_has_no_words(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(stage.gp)
    done = await add(client, anna, scan(), share="yes")
    assert "alleen een afbeelding" in (await client.get(done.headers["location"])).text


@pytest.mark.parametrize("field", ["title", "category"])
async def test_an_epd_transfer_message_is_never_added(
    anna: PatientHere, clerk: Actor, client: httpx.AsyncClient, field: str
) -> None:
    assert "epd_transfer" not in (await client.get(here(anna))).text
    names = {"title": "EPD-Overdrachtsbericht", "category": "epd_transfer"}
    answer = await add(client, anna, **{field: names[field]})
    assert answer.status_code == 400
    assert "Een EPD-overdrachtsbericht kunt u niet delen." in answer.text
    assert await rows("select id from letter") == []


async def test_a_sort_that_is_not_shared_is_not_added(
    anna: PatientHere, clerk: Actor, client: httpx.AsyncClient
) -> None:
    answer = await add(client, anna, category="mental_health")
    assert answer.status_code == 400
    assert "Uw praktijk deelt deze soort brieven niet met patiënten." in answer.text


@pytest.mark.parametrize("day", ["2999-01-01", "gisteren"])
async def test_a_day_that_cannot_be_is_told(
    anna: PatientHere, clerk: Actor, client: httpx.AsyncClient, day: str
) -> None:
    answer = await add(client, anna, written_on=day, title="", category="", author="x" * 301)
    for sentence in (
        "hoogstens 300 tekens",
        "Vul de dag in",
        "Schrijf waar de brief over gaat",
        "Kies wat voor brief",
    ):
        assert sentence in answer.text


async def test_only_with_the_right_and_only_at_ones_own_practice(
    stage: Stage, mill: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    elsewhere = await mill.patient(1)
    await log_in(await stage.employee(Function.NURSE, Right.LETTERS_PUBLISH))
    assert (await client.get(here(anna))).status_code == 403
    await log_in(stage.gp)
    form = dict(Form((await client.get(here(anna))).text).pairs) | SAID
    files = {"file": ("a.pdf", LETTER)}
    assert (await client.get(here(elsewhere))).status_code == 404
    stray = await client.post(here(elsewhere), data=form, files=files)
    assert stray.status_code == 404
    bare = {name: value for name, value in form.items() if name != "csrf_token"}
    assert (await client.post(here(anna), data=bare, files=files)).status_code == 403
    assert (await client.post(here(anna), data=form)).status_code == 400
    strange = await client.post(here(anna), data=form | {"category": "x"}, files=files)
    assert strange.status_code == 400
    assert await rows("select id from letter") == []
    assert await lines_of(elsewhere.person) == []
