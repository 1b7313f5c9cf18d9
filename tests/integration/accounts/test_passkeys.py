"""Passkeys: added after two steps, used as the second one, and refused in every other way."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from consent.model import Actor
from consent.statements import fetch
from integration.accounts.conftest import log_in
from integration.accounts.visiting import NAME, SHORT, Visiting
from integration.identity.browsing import set_clock
from portal.accounts.passkeys import ceremony
from soak import rounds
from support.authenticator import Authenticator
from support.stage import START, lines_of

LOGIN, OWN = "/medewerkers/account", "/praktijk/mijn-account"
ORIGIN = "http://127.0.0.1:8000"
HOME = (303, "/praktijk")


@pytest.fixture
async def inside(visiting: Visiting, link: str) -> Visiting:
    """Give somebody who is logged in with a code on paper."""
    await visiting.open(link, SHORT, app=True)
    await visiting.log_in(SHORT)
    await visiting.send(f"{LOGIN}/code", code=visiting.codes.pop())
    return visiting


async def asked(visiting: Visiting, page: str, form: str) -> tuple[str, dict[str, str], str]:
    """Give what the script of a page would ask, and the form that it would fill in."""
    (found,) = html.fromstring((await visiting.client.get(page)).text).xpath(form)
    fields = {name: value for name, value in found.form_values() if value}
    hidden = {one: fields[one] for one in fields if one in {"csrf_token", "sleutel", "key"}}
    answer = await visiting.client.post(found.get("data-asks"), data=hidden)
    return answer.text, fields, found.get("action")


async def added(visiting: Visiting, name: str = "Telefoon", **other: object) -> Authenticator:
    """Add a passkey on one's own page."""
    key = Authenticator(ORIGIN)
    answer = await adding(visiting, key, name, **other)
    assert answer.headers.get("location") == f"{OWN}?gedaan=passkey_added", answer.text
    return key


async def adding(
    visiting: Visiting, key: Authenticator, name: str, **other: object
) -> httpx.Response:
    """Try to add a passkey."""
    question, fields, action = await asked(visiting, OWN, "//form[@data-passkey='add']")
    sent = {**fields, "name": name, "credential": key.make(question, **other)}
    return await visiting.client.post(action, data=sent)


async def using(
    visiting: Visiting, key: Authenticator, **other: object
) -> tuple[httpx.Response, str]:
    """Give the password, then let the passkey sign; give the answer and what was sent."""
    visiting.away()
    assert (await visiting.log_in(SHORT)).headers["location"] == f"{LOGIN}/code"
    question, _, action = await asked(visiting, f"{LOGIN}/code", "//form[@data-passkey='use']")
    sent = key.sign(question, **other)
    return await visiting.client.post(action, data={"credential": sent}), sent


async def test_a_passkey_is_added_and_is_the_second_step(inside: Visiting) -> None:
    key = await added(inside, "Mijn telefoon")
    assert "Mijn telefoon" in (await inside.client.get(OWN)).text
    for _ in range(2):
        answer, _ = await using(inside, key)
        assert (answer.status_code, answer.headers["location"]) == HOME
    assert (await inside.client.get("/praktijk/medewerkers")).status_code == 200
    assert "Laatst gebruikt op" in (await inside.client.get(OWN)).text
    told = [line["event_subtype"] for line in await lines_of(None)]
    assert "passkey.add" in told


async def test_what_was_signed_works_once(inside: Visiting) -> None:
    key = await added(inside)
    _, sent = await using(inside, key)
    inside.away()
    await inside.log_in(SHORT)
    again = await inside.client.post(f"{LOGIN}/passkey", data={"credential": sent})
    assert again.status_code == 403
    assert "Deze passkey klopt niet" in again.text
    inside.away()
    await inside.log_in(SHORT)
    question, _, action = await asked(inside, f"{LOGIN}/code", "//form[@data-passkey='use']")
    both = [inside.client.post(action, data={"credential": key.sign(question)}) for _ in range(4)]
    answers = await asyncio.gather(*both)
    assert sorted(one.status_code for one in answers) == [303, 403, 403, 403]


@pytest.mark.parametrize(
    "other",
    [
        {"client": {"origin": "https://portaal.example.com"}},
        {"client": {"origin": "http://127.0.0.1:8001"}},
        {"client": {"type": "webauthn.create"}},
        {"client": {"challenge": "AAAA"}},
        {"party": "portaal.example.com"},
        {"flags": 0},
    ],
    ids=["origin", "port", "kind", "challenge", "party", "nobody there"],
)
async def test_what_another_page_or_nobody_signed_is_refused(
    inside: Visiting, other: dict[str, object]
) -> None:
    key = await added(inside)
    answer, _ = await using(inside, key, **other)
    assert answer.status_code == 403
    assert (await inside.client.get("/praktijk")).status_code == 303


async def test_a_counter_that_goes_back_means_a_copy(inside: Visiting) -> None:
    key = await added(inside)
    answer, _ = await using(inside, key, count=7)
    assert answer.status_code == 303
    for count in (7, 6, 0):
        answer, _ = await using(inside, key, count=count)
        assert answer.status_code == 403
    answer, _ = await using(inside, key, count=8)
    assert answer.status_code == 303


async def test_a_passkey_that_does_not_count_stays_at_nothing(inside: Visiting) -> None:
    key = await added(inside)
    for _ in range(2):
        answer, _ = await using(inside, key, count=0)
        assert answer.status_code == 303


async def test_the_passkey_of_somebody_else_opens_nothing(
    inside: Visiting, client: httpx.AsyncClient, manager: Actor
) -> None:
    key = await added(inside)
    inside.away()
    await log_in(client, manager)
    page = await inside.invite("p.ander@example.nl")
    other = page.text.split("sleutel=")[1].split("<")[0].split('"')[0]
    inside.away()
    await inside.open(f"{LOGIN}/link?sleutel={other}", SHORT, app=True)
    await inside.log_in(SHORT, "p.ander@example.nl")
    await inside.send(f"{LOGIN}/code", code=inside.codes[0])
    await added(inside)
    # Their own passkey is asked for; the other one signs the same question.
    inside.away()
    await inside.log_in(SHORT, "p.ander@example.nl")
    question, _, action = await asked(inside, f"{LOGIN}/code", "//form[@data-passkey='use']")
    assert key.credential_id.hex() not in question
    answer = await inside.client.post(action, data={"credential": key.sign(question)})
    assert answer.status_code == 403
    # And it cannot be added to a second account.
    await inside.send(f"{LOGIN}/code", code=inside.codes[1])
    assert (await adding(inside, key, "gestolen")).status_code == 400


async def test_a_question_ends_after_five_minutes(inside: Visiting, clock_file: Path) -> None:
    question, fields, action = await asked(inside, OWN, "//form[@data-passkey='add']")
    set_clock(clock_file, START + timedelta(minutes=5))
    made = Authenticator(ORIGIN).make(question)
    late = await inside.client.post(action, data={**fields, "credential": made})
    assert late.status_code == 400
    assert "kon niet worden bewaard" in late.text


async def test_the_last_second_step_stays(inside: Visiting, link: str) -> None:
    first, second = await added(inside, "een"), await added(inside, "twee")
    await fetch("update account set totp_sealed = null")
    rows = await fetch("select id from passkey order by made_at, id")
    token = (await inside.client.get(OWN)).text.split('name="csrf_token" value="')[1].split('"')[0]
    paths = [f"{OWN}/passkeys/{row['id']}/weghalen" for row in rows]
    both = [inside.client.post(path, data={"csrf_token": token}) for path in paths]
    answers = await asyncio.gather(*both)
    assert sorted(one.status_code for one in answers) == [303, 403]
    page = (await inside.client.get(OWN)).text
    assert "Dit is uw enige tweede stap" in page
    assert "weghalen" not in page
    refused = [line["outcome"] for line in await lines_of(None)][-1]
    assert refused
    statuses = [(await using(inside, key))[0].status_code for key in (first, second)]
    assert sorted(statuses) == [303, 403]


async def test_only_who_came_in_two_steps_adds_or_removes(visiting: Visiting, link: str) -> None:
    await visiting.open(link)
    await visiting.log_in()
    page = await visiting.client.get(OWN)
    assert "ingelogd zonder app of passkey" in page.text
    assert "data-passkey" not in page.text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    for path in (f"{OWN}/passkeys/vraag", f"{OWN}/passkeys"):
        answer = await visiting.client.post(path, data={"csrf_token": token})
        assert answer.status_code == 403
        assert "logt u in met een app of een passkey" in answer.text


async def test_a_passkey_can_open_the_account_in_place_of_an_app(
    visiting: Visiting, link: str
) -> None:
    key = Authenticator(ORIGIN)
    question, fields, action = await asked(visiting, link, "//main//form")
    filled = {**fields, "password": SHORT, "again": SHORT, "credential": key.make(question)}
    foul = {**filled, "credential": key.make(question, client={"origin": "http://a.example"})}
    assert (await visiting.client.post(action, data=foul)).status_code == 400
    question, *_ = await asked(visiting, link, "//main//form")
    done = await visiting.client.post(action, data={**filled, "credential": key.make(question)})
    assert "Bewaar deze herstelcodes" in done.text
    visiting.codes = [done.text.split("<code>")[1].split("<")[0]]
    answer, _ = await using(visiting, key)
    assert (answer.status_code, answer.headers["location"]) == HOME
    visiting.away()
    await visiting.log_in(SHORT)
    paper = await visiting.send(f"{LOGIN}/code", code=visiting.codes[0])
    assert paper.status_code == 303


async def test_without_the_password_nothing_is_asked_of_a_passkey(visiting: Visiting) -> None:
    visiting.away()
    answer = await visiting.client.post(f"{LOGIN}/passkey/vraag", data={"naar": ""})
    assert (answer.status_code, answer.text) == (403, "{}")
    sent = await visiting.client.post(f"{LOGIN}/passkey", data={"credential": "{}"})
    assert sent.headers["location"] == LOGIN


async def test_guessing_at_the_passkey_stops_after_five_tries(inside: Visiting) -> None:
    await added(inside)
    inside.away()
    await inside.log_in(SHORT)
    tries = [inside.client.post(f"{LOGIN}/passkey", data={"credential": "{}"}) for _ in range(8)]
    answers = await asyncio.gather(*tries)
    assert sorted(one.status_code for one in answers) == [403] * 5 + [429] * 3


@settings(
    max_examples=rounds(200, 5000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_no_answer_however_odd_is_an_error(data: st.DataObject) -> None:
    party, key = ceremony.party_of(ORIGIN), Authenticator(ORIGIN)
    challenge = bytes(32)
    question = ceremony.asked_to_add(party, (UUID(int=1), NAME), [], challenge)
    good = json.loads(key.make(question))
    part = data.draw(st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON"]))
    odd = data.draw(st.none() | st.integers() | st.text(max_size=9) | st.lists(st.integers()))
    target = good if part in good else good["response"]
    target[part] = odd
    if data.draw(st.booleans()):
        good["response"] = {"clientDataJSON": odd, "attestationObject": odd}
    sent = json.dumps(good)
    assert ceremony.made(party, sent, challenge) is None
    ceremony.told(sent)
    ceremony.told(data.draw(st.text()))
