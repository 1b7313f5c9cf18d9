"""The mandates desk: what is registered after which check, withdrawn, kept out and let in again."""

import httpx
import pytest
from litestar import Litestar

from consent.model import Actor, Function, Right
from consent.representation import choosing, listing, registering
from consent.representation.registering import Block
from consent.requests import asking
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from support.family import PARENTS, family
from support.stage import START, PatientHere, Stage, bsn, lines_of

NUMBER = bsn(50)
CAME = {"given": "Wim", "family": "Bos", "day": "3", "month": "2", "year": "1985"}
AUTHORITY = {"kind": "parent", "document": "authority_register"}
MANDATE = {"kind": "mandatee", "document": "mandate", "presence": "together"}


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice that lets parents look up to 16."""
    made = await Stage.set(PARENTS)
    made.vault = app.state.vault
    return made


@pytest.fixture
async def clerk(stage: Stage, log_in: LogIn) -> Actor:
    """Give an assistant at the desk who is logged in."""
    found = await stage.employee(Function.ASSISTANT, Right.PATIENTS_CHANGE)
    await log_in(found)
    return found


def page_of(patient: PatientHere) -> str:
    return f"/praktijk/patienten/{patient.id}/vertegenwoordigers"


async def sent(
    client: httpx.AsyncClient, patient: PatientHere, address: str = "", **values: str
) -> httpx.Response:
    page = page_of(patient)
    token = dict(Form((await client.get(page)).text).pairs)["csrf_token"]
    return await client.post(address or page, data={"csrf_token": token, **values})


async def test_what_was_seen_stands_with_who_saw_it_and_the_bsn_never_comes_back(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage
) -> None:
    patient = await stage.patient(1, "2018-05-17", "Finn Bos")
    seen = AUTHORITY | {"presence": "representative_alone", "bsn": NUMBER}
    done = await sent(client, patient, **CAME, **seen)
    assert done.headers["location"] == f"{page_of(patient)}?gedaan=representative_added"
    page = await client.get(done.headers["location"])
    for words in ("Wim Bos", "Uittreksel uit het gezagsregister", clerk.name, "4 maart 2026"):
        assert words in page.text, words
    assert NUMBER not in page.text
    acts = [line["event_subtype"] for line in await lines_of(patient.person)]
    assert acts.count("representation.register") == 1


WRONG = (
    ("2012-05-17", {"presence": "representative_alone"}, "Deze controle is niet genoeg."),
    ("2012-05-17", {"presence": "incapable"}, "Deze controle is niet genoeg."),
    ("1960-05-17", {"presence": "together"}, "Vanaf 16 jaar beslist iemand zelf."),
    ("2018-05-17", MANDATE, "kan pas vanaf 16 jaar"),
)


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize("wrong", WRONG)
async def test_the_desk_says_what_the_law_wants_and_keeps_what_was_typed(
    client: httpx.AsyncClient, stage: Stage, wrong: tuple[str, dict[str, str], str]
) -> None:
    born, form, says = wrong
    patient = await stage.patient(1, born, "Finn Bos")
    answer = await sent(client, patient, **CAME, **{**AUTHORITY, "bsn": NUMBER, **form})
    assert answer.status_code == 403
    assert says in answer.text
    assert 'value="Wim"' in answer.text
    assert NUMBER not in answer.text


async def test_a_form_with_faults_names_each_field(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage
) -> None:
    patient = await stage.patient(1, "2018-05-17", "Finn Bos")
    answer = await sent(client, patient, bsn="123456789", starts_on="2026-02-30")
    assert answer.status_code == 400
    assert set(Form(answer.text).pairs) >= {("given", ""), ("family", "")}
    for field in ("bsn", "family", "day", "kind", "document", "presence", "starts_on"):
        assert f'href="#{field}"' in answer.text, field


async def test_what_a_youth_said_at_the_desk_is_on_record(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage
) -> None:
    patient = await stage.patient(1, "2012-05-17", "Finn Bos")
    seen = AUTHORITY | {"presence": "together", "bsn": NUMBER, "youth_agrees": "yes"}
    await sent(client, patient, **CAME, **seen)
    acts = [line["event_subtype"] for line in await lines_of(patient.person)]
    assert acts.count("representation.choose") == 1
    assert "Er is nog geen inzage." in (await client.get(page_of(patient))).text


async def test_a_mandate_is_withdrawn_kept_out_and_let_in_again(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage
) -> None:
    patient = await stage.patient(1, "1960-05-17", "Anna Bos")
    await sent(client, patient, **CAME, **MANDATE, bsn=NUMBER)
    page = (await client.get(page_of(patient))).text
    one = page.split("/praktijk/vertegenwoordigers/")[1].split("/")[0]
    where = f"/praktijk/vertegenwoordigers/{one}"
    empty = await sent(client, patient, f"{where}/tegenhouden", reason=" ")
    assert empty.status_code == 403
    blocked = await sent(client, patient, f"{where}/tegenhouden", reason="Zorgen.")
    assert blocked.headers["location"] == f"{page_of(patient)}?gedaan=representation_block"
    assert "Zorgen." in (await client.get(page_of(patient))).text
    lifted = await sent(client, patient, f"{where}/toelaten")
    assert lifted.headers["location"] == f"{page_of(patient)}?gedaan=representation_lift"
    assert (await sent(client, patient, f"{where}/toelaten")).status_code == 404
    ended = await sent(client, patient, f"{where}/intrekken")
    assert ended.headers["location"] == f"{page_of(patient)}?gedaan=representation_end"
    assert "de praktijk" in (await client.get(page_of(patient))).text


async def test_who_asks_for_another_is_named_to_who_decides_with_what_stops_it(
    client: httpx.AsyncClient, log_in: LogIn, stage: Stage
) -> None:
    made = await family(stage, "2018-05-17")
    async with transaction():
        request = await asking.ask(made.parent, made.child.id, START)
    await log_in(stage.gp)
    assert "Ouder" in (await client.get("/praktijk/aanvragen")).text
    page = (await client.get(f"/praktijk/aanvragen/{request.id}")).text
    assert "door Wim Bos (Ouder)" in page
    assert "Iemand anders vraagt dit aan." in page
    async with transaction():
        await registering.block(stage.gp, Block(made.representation, "Zorgen."), START)
    page = (await client.get(f"/praktijk/aanvragen/{request.id}")).text
    assert "De praktijk houdt deze vertegenwoordiger tegen." in page


async def test_a_request_of_a_parent_is_approved_from_the_page_with_what_is_left_out(
    client: httpx.AsyncClient, log_in: LogIn, stage: Stage
) -> None:
    made = await family(stage, "2011-01-10")
    shown, kept = await made.child.episode("Enkel"), await made.child.episode("Geheim")
    async with transaction():
        await choosing.choose(made.child.reader, made.representation, {kept}, START)
        request = await asking.ask(made.parent, made.child.id, START)
    await log_in(stage.gp)
    where = f"/praktijk/aanvragen/{request.id}"
    page = Form((await client.get(where)).text)
    assert {value for name, value in page.pairs if name == "seen_episode"} == {
        str(shown),
        str(kept),
    }
    done = await client.post(f"{where}/vrijgeven", data=page.data)
    assert done.status_code == 303
    known = await listing.who_acts_for(made.child.person, START)
    assert [one.reason for one in known] == [None]
