"""A code by mail: only where the practice agreed on it, and never enough for logs and rights."""

import asyncio
import re
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from consent.statements import fetch
from integration.accounts.visiting import PASSWORD, SHORT, Visiting
from integration.identity.browsing import set_clock
from portal.post import outbox
from support.stage import START, lines_of

LOGIN = "/medewerkers/account"
ASK = "//form[contains(@action, '/code/mail')]"


@pytest.fixture
async def agreed(visiting: Visiting) -> None:
    """Let the practice agree on codes by mail."""
    await fetch("update practice set code_by_mail = true")


async def mailed(app: Litestar) -> list[str]:
    """Give the codes in the outbox, in their order."""
    rows = await fetch(
        "select id, words_sealed from post_message where kind = 'login_code' order by id"
    )
    vault = app.state.vault
    words = [outbox.words_of(vault, bytes(row["words_sealed"]), row["id"]) for row in rows]
    return [one.values["code"] for one in words]


async def ask(visiting: Visiting) -> httpx.Response:
    """Press the button for a code by mail."""
    return await visiting.client.post(f"{LOGIN}/code/mail", data={"naar": ""})


async def test_who_has_no_app_gets_a_code_with_the_password(
    visiting: Visiting, link: str, agreed: None, app: Litestar
) -> None:
    await visiting.open(link)
    half = await visiting.log_in()
    assert half.headers["location"] == f"{LOGIN}/code?gemaild=ja"
    assert (await visiting.client.get("/praktijk")).status_code == 303
    page = await visiting.client.get(half.headers["location"])
    assert "Kijk in uw mail" in page.text
    [code] = await mailed(app)
    assert re.fullmatch(r"\d{4} \d{4}", code)
    done = await visiting.send(f"{LOGIN}/code", code=code)
    assert (done.status_code, done.headers["location"]) == (303, "/praktijk")
    [session] = await fetch("select level from session where memberships <> '{}'")
    assert session["level"] == 15


async def test_it_is_not_enough_for_rights_and_logs(
    visiting: Visiting, link: str, agreed: None, app: Litestar
) -> None:
    await visiting.open(link, SHORT, app=True)
    await visiting.log_in(SHORT)
    assert "Stuur een code per e-mail" in (await visiting.client.get(f"{LOGIN}/code")).text
    assert (await ask(visiting)).headers["location"].startswith(f"{LOGIN}/code")
    await visiting.send(f"{LOGIN}/code", code=(await mailed(app))[0])
    assert (await visiting.client.get("/praktijk")).status_code == 200
    refused = await visiting.client.get("/praktijk/medewerkers")
    assert refused.status_code == 403
    assert "logt u in met een app of een passkey" in refused.text
    own = await visiting.client.get("/praktijk/mijn-account")
    assert "ingelogd zonder app of passkey" in own.text
    sent = await visiting.client.post("/praktijk/medewerkers/nieuw", data={})
    assert sent.status_code == 403
    assert {line["event_subtype"] for line in await lines_of(None)} >= {"session.login"}


async def test_where_the_practice_did_not_agree_there_is_none(
    visiting: Visiting, link: str, app: Litestar
) -> None:
    await visiting.open(link, SHORT, app=True)
    await visiting.log_in(SHORT)
    assert "code per e-mail" not in (await visiting.client.get(f"{LOGIN}/code")).text
    assert (await ask(visiting)).status_code == 303
    assert await mailed(app) == []


async def test_a_code_works_once_for_ten_minutes_and_the_newest_alone(
    visiting: Visiting, link: str, agreed: None, app: Litestar, clock_file: Path
) -> None:
    await visiting.open(link, SHORT, app=True)
    await visiting.log_in(SHORT)
    await ask(visiting)
    set_clock(clock_file, START, seconds=1)
    await ask(visiting)
    old, new = await mailed(app)
    assert (await visiting.send(f"{LOGIN}/code", code=old)).status_code == 403
    page = await visiting.client.get(f"{LOGIN}/code")
    both = [visiting.fill(page, code=new) for _ in range(3)]
    answers = await asyncio.gather(*both)
    assert [one.status_code for one in answers].count(303) == 1
    visiting.away()
    await visiting.log_in(SHORT)
    await ask(visiting)
    set_clock(clock_file, START, minutes=9)
    await visiting.log_in(SHORT)
    set_clock(clock_file, START, seconds=1, minutes=10)
    late = await visiting.send(f"{LOGIN}/code", code=(await mailed(app))[-1])
    assert late.status_code == 403


async def test_five_codes_are_sent_in_a_quarter_of_an_hour(
    visiting: Visiting, link: str, agreed: None, app: Litestar, clock_file: Path
) -> None:
    await visiting.open(link, SHORT, app=True)
    await visiting.log_in(SHORT)
    for second in range(7):
        set_clock(clock_file, START, seconds=second)
        assert (await ask(visiting)).status_code == 303
    assert len(await mailed(app)) == 5


async def test_one_practice_that_agreed_opens_no_other(
    visiting: Visiting, link: str, app: Litestar
) -> None:
    await visiting.open(link, SHORT, app=True)
    await fetch(
        "insert into practice (id, name, code_by_mail)"
        " values ('00000000-0000-7000-8000-000000000001', 'De Molen', true)"
    )
    await fetch(
        "insert into membership (id, employee, practice, function, door, rights, started_at)"
        " select '00000000-0000-7000-8000-000000000002', employee,"
        " '00000000-0000-7000-8000-000000000001', function, door, rights, started_at"
        " from membership where door = 'account'"
    )
    await visiting.log_in(SHORT)
    await ask(visiting)
    await visiting.send(f"{LOGIN}/code", code=(await mailed(app))[0])
    page = await visiting.client.get("/praktijk")
    assert "De Molen" in page.text
    assert "De Linde" not in page.text


async def test_a_password_alone_is_asked_where_nobody_agreed(visiting: Visiting, link: str) -> None:
    await visiting.open(link)
    assert (await visiting.log_in(PASSWORD)).headers["location"] == "/praktijk"
