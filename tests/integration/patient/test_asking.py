"""Asking for access by plain forms: waiting, at once, withdrawn, refused; and the language."""

import httpx
import pytest

from consent.model import Agreements, Handling
from integration.patient.conftest import LogIn
from portal.frame.render import CSRF_FIELD
from support.stage import OPEN, Stage, lines_of

AUTOMATIC = Agreements(
    journal=True, results=True, handling=Handling.AUTOMATIC, journal_from=OPEN.journal_from
)


async def test_a_request_waits_and_can_be_withdrawn(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    token = await log_in(patient)
    form = {CSRF_FIELD: token, "praktijk": str(patient.id)}
    assert str(patient.id) in (await client.get("/mijn/inzage")).text
    asked = await client.post("/mijn/inzage", data=form)
    assert (asked.status_code, asked.headers["location"]) == (303, "/mijn/inzage?gedaan=sent")
    page = await client.get(asked.headers["location"])
    assert "Wij hebben uw aanvraag ontvangen" in page.text
    assert "Uw praktijk kijkt het na" in page.text
    again = await client.post("/mijn/inzage", data=form)
    assert again.status_code == 403
    where = page.text.split("/intrekken")[0].rsplit('"', 1)[1] + "/intrekken"
    back = await client.post(where, data={CSRF_FIELD: token})
    assert back.headers["location"] == "/mijn/inzage?gedaan=withdrawn"
    page = await client.get(back.headers["location"])
    assert "Uw aanvraag is ingetrokken" in page.text
    acts = [(line["event_subtype"], line["outcome"]) for line in await lines_of(patient.person)]
    assert acts == [("request.ask", "0"), ("request.ask", "8"), ("request.withdraw", "0")]


async def test_a_rule_opens_the_file_at_once(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    automatic = await Stage.set(AUTOMATIC)
    patient = await automatic.patient()
    token = await log_in(patient)
    assert "meteen" in (await client.get("/mijn/inzage")).text
    form = {CSRF_FIELD: token, "praktijk": str(patient.id)}
    asked = await client.post("/mijn/inzage", data=form)
    assert asked.headers["location"] == "/mijn/inzage?gedaan=opened"
    page = await client.get(asked.headers["location"])
    assert "Nagekeken volgens de regels van de praktijk" in page.text
    assert (await client.get("/mijn/dossier")).status_code == 200


@pytest.mark.parametrize("practice", ["", "x", None])
async def test_a_form_without_a_practice_says_what_is_wrong(
    practice: str | None, stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await stage.patient()
    token = await log_in(await mill.patient())
    form = {CSRF_FIELD: token} | ({} if practice is None else {"praktijk": practice})
    answer = await client.post("/mijn/inzage", data=form)
    assert answer.status_code == 400
    assert "Kies een praktijk." in answer.text


async def test_nobody_asks_for_another(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    other = await stage.patient(1)
    token = await log_in(await stage.patient())
    form = {CSRF_FIELD: token, "praktijk": str(other.id)}
    assert (await client.post("/mijn/inzage", data=form)).status_code == 404
    assert await lines_of(other.person) == []


async def test_a_practice_that_offers_nothing_says_so(
    log_in: LogIn, client: httpx.AsyncClient
) -> None:
    closed = await Stage.set(Agreements())
    await log_in(await closed.patient())
    page = await client.get("/mijn/inzage")
    assert "Deze praktijk biedt nog geen online inzage." in page.text
    assert "Aanvraag versturen" not in page.text


async def test_the_language_is_kept_and_leads_back(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(await stage.patient())
    form = {CSRF_FIELD: token, "taal": "en", "terug": "/mijn/inzage"}
    answer = await client.post("/taal", data=form)
    assert answer.headers["location"] == "/mijn/inzage"
    assert "Ask to see your record" in (await client.get("/mijn/inzage")).text


@pytest.mark.parametrize("terug", ["//elders.nl", "https://elders.nl", "/\\elders.nl", "", "\n/x"])
async def test_the_language_form_leads_nowhere_else(terug: str, client: httpx.AsyncClient) -> None:
    answer = await client.post("/taal", data={"taal": "en", "terug": terug})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "at your own pace" in (await client.get("/")).text


async def test_the_first_page_carries_the_words_of_the_provider(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")
    assert answer.status_code == 200
    assert "/inloggen" in answer.text
