"""A practice shares sorts of letters; the EPD transfer message is shared by nobody."""

from base64 import b64encode

import asyncpg
import httpx
import pytest

from consent.agreements.letters import share_only
from consent.agreements.model import SHARED_BY_DEFAULT
from consent.errors import Refused
from consent.model import Function, LetterCategory, Reason, Right
from integration.intake.delivering import Sender, rows
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from publishing import letters, reading
from publishing.letters import LetterPile
from support.letters import written
from support.messages import bundle, patient
from support.stage import START, PatientHere, Stage, bsn, lines_of

HERE = "/praktijk/werkafspraken/brieven"
NOT_SHARED = "Uw praktijk deelt deze soort brieven niet"


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    found = await stage.patient(3)
    await found.released()
    return found


async def only(stage: Stage, *shared: LetterCategory) -> None:
    async with transaction():
        await share_only(stage.gp, frozenset(shared), START)


async def shown(anna: PatientHere) -> int:
    return len(await reading.letters([await anna.grant()]))


async def test_a_sort_that_is_switched_off_hides_what_was_accorded_until_it_is_on_again(
    stage: Stage, anna: PatientHere
) -> None:
    await anna.accorded(category="referral")
    assert await shown(anna) == 1
    await only(stage, LetterCategory.OTHER)
    assert await shown(anna) == 0
    await only(stage, LetterCategory.REFERRAL)
    assert await shown(anna) == 1


async def test_the_page_says_who_chose_what_and_every_change_is_a_line(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(await stage.employee(Function.PRACTICE_MANAGER, Right.AGREEMENTS_CHANGE))
    page = await client.get(HERE)
    assert page.text.count("zoals het begint") == len(LetterCategory) - 1
    assert "EPD-overdrachtsbericht" in page.text
    assert 'value="epd_transfer"' not in page.text
    form = Form(page.text).without("shared", "referral")
    form.pairs.append(("shared", "mental_health"))
    done = await client.post(HERE, data=form.data)
    assert done.headers["location"] == f"{HERE}?gedaan=letter_sorts"
    after = await client.get(HERE)
    assert after.text.count("practice_manager, 4 maart 2026") == 2
    again = await client.post(HERE, data=Form(after.text).data)
    assert again.headers["location"].endswith("agreements_same")
    changed = [one["object_detail"] for one in await lines_of()]
    assert changed == ["letter_category.mental_health", "letter_category.referral"]
    [kept] = await rows("select letter_categories from practice where id = $1", stage.practice)
    wanted = SHARED_BY_DEFAULT - {LetterCategory.REFERRAL} | {LetterCategory.MENTAL_HEALTH}
    assert set(kept["letter_categories"]) == wanted
    for strange in ("epd_transfer", "x"):
        answer = await client.post(HERE, data=form.data | {"shared": [strange]})
        assert answer.status_code == 400


async def test_nobody_shares_the_transfer_message_on_any_road(
    stage: Stage, anna: PatientHere
) -> None:
    letter = await anna.letter(category="epd_transfer")
    with pytest.raises(Refused) as switched:
        await only(stage, LetterCategory.EPD_TRANSFER)
    assert switched.value.reason is Reason.LETTER_TRANSFER
    for sort in (None, LetterCategory.OTHER):
        with pytest.raises(Refused) as accorded:
            async with transaction():
                await letters.accord(stage.gp, letter, "", START, sort)
        assert accorded.value.reason is Reason.LETTER_TRANSFER
    with pytest.raises(asyncpg.CheckViolationError):
        await rows("update letter set accorded_at = now(), accorded_by = $1", stage.gp.id)
    with pytest.raises(asyncpg.CheckViolationError):
        await rows("update practice set letter_categories = '{own,epd_transfer}'")


async def test_the_list_of_what_waits_leaves_out_what_nobody_may_accord(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    for sort in ("epd_transfer", "mental_health", "specialist"):
        await anna.letter(category=sort)
    found = {
        pile: [one.category.value for one in await letters.worklist(stage.gp, pile)]
        for pile in LetterPile
    }
    assert found[LetterPile.WAITING] == ["specialist"]
    assert found[LetterPile.ACCORDED] == []
    assert sorted(found[LetterPile.UNSHARED]) == ["epd_transfer", "mental_health"]
    waiting = await letters.waiting(stage.gp)
    assert waiting is not None
    assert waiting.number == 1
    await log_in(stage.gp)
    page = await client.get("/praktijk/brieven?stand=niet-gedeeld")
    assert page.text.count("soort niet gedeeld") == 2


async def test_who_accords_puts_the_sort_right(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    letter = await anna.letter(category="mental_health")
    await log_in(stage.gp)
    here = f"/praktijk/brieven/{letter}"
    form = Form((await client.get(here)).text)
    kept = await client.post(here, data=form.data)
    assert kept.status_code == 400
    assert NOT_SHARED in kept.text
    assert (await client.post(here, data=form.data | {"category": ["x"]})).status_code == 400
    done = await client.post(here, data=form.data | {"category": ["specialist"]})
    assert done.headers["location"] == "/praktijk/brieven?gedaan=letter_accord"
    assert await shown(anna) == 1
    assert [one["category"] for one in await rows("select category from letter")] == ["specialist"]


async def test_the_page_that_says_why_names_sort_and_transfer(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    transfer = await anna.letter(category="epd_transfer")
    unshared = await anna.accorded(category="mental_health")
    await log_in(stage.gp)
    assert "komt nooit online" in (await client.get(f"/praktijk/waarom/{transfer}")).text
    assert NOT_SHARED in (await client.get(f"/praktijk/waarom/{unshared}")).text


async def test_a_letter_that_arrives_has_its_sort_and_its_words(
    stage: Stage, anna: PatientHere
) -> None:
    system = await Sender.of(stage)
    told = {
        "resourceType": "DocumentReference",
        "status": "current",
        "type": {"text": "Dossieroverdracht"},
        "subject": {"reference": "Patient/p1"},
        "content": [{"attachment": {"contentType": "application/pdf"}}],
    }
    for number, kind in enumerate(("Dossieroverdracht", "Waarneembericht")):
        data = written((f"Woorden van {kind}",))
        sent = told | {
            "id": f"d{number}",
            "identifier": [{"system": "urn:his:letters", "value": str(number)}],
            "type": {"text": kind},
            "content": [{"attachment": {"contentType": "application/pdf", "data": _coded(data)}}],
        }
        receipt = await system.send(bundle(patient(bsn(3)), sent))
        assert receipt.quarantined == 0
    found = await rows("select id, category, text_sealed from letter order by id")
    assert [one["category"] for one in found] == ["epd_transfer", "out_of_hours"]
    words = [
        stage.vault.open(one["text_sealed"], "letter.text", one["id"]).decode() for one in found
    ]
    assert words == ["Woorden van Dossieroverdracht", "Woorden van Waarneembericht"]


def _coded(data: bytes) -> str:
    return b64encode(data).decode()
