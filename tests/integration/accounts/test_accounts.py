"""Accounts of the portal: the link, the password, the second step, and what guessing brings."""

import asyncio
from datetime import timedelta
from pathlib import Path

import asyncpg
import httpx
import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from lxml import html

from consent.model import Actor
from consent.statements import fetch
from integration.accounts.test_passkeys import added
from integration.accounts.visiting import NAME, PASSWORD, SHORT, Visiting, code
from integration.identity.browsing import set_clock
from portal.accounts import passwords
from portal.post import outbox
from support.databases import Database
from support.stage import START, Stage, bsn, lines_of

LOGIN = "/medewerkers/account"
WRONG = "horen niet bij elkaar"


async def test_somebody_who_was_invited_chooses_a_password_and_logs_in(
    visiting: Visiting, link: str
) -> None:
    await visiting.open(link)
    answer = await visiting.log_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/praktijk")
    assert "N. Nieuw" in (await visiting.client.get("/praktijk")).text
    last = (await lines_of(None))[-1]
    assert (last["event_subtype"], last["user_name"]) == ("session.login", "N. Nieuw")


async def test_a_link_opens_nothing_by_itself_and_works_once(visiting: Visiting, link: str) -> None:
    for _ in range(2):
        assert (await visiting.client.get(link)).status_code == 200
    assert (await visiting.log_in()).status_code == 403
    page = await visiting.client.get(link)
    filled = {"password": PASSWORD, "again": PASSWORD}
    both = await asyncio.gather(visiting.fill(page, **filled), visiting.fill(page, **filled))
    assert sorted(one.status_code for one in both) == [200, 404]
    assert (await visiting.client.get(link)).status_code == 404


async def test_a_link_ends_after_two_weeks_and_by_a_newer_one(
    visiting: Visiting, link: str, manager: Actor, clock_file: Path
) -> None:
    set_clock(clock_file, START, days=14)
    assert "werkt niet meer" in (await visiting.client.get(link)).text
    assert (await visiting.client.get(link + "x")).status_code == 404


async def test_who_asks_in_somebody_elses_name_ends_no_invitation(
    visiting: Visiting, link: str, clock_file: Path
) -> None:
    for minute in range(4):
        set_clock(clock_file, START, minutes=minute)
        await visiting.send(f"{LOGIN}/vergeten", name=NAME)
    # Whoever never opened their account has nothing to forget.
    assert [row["kind"] for row in await fetch("select kind from post_message")] == ["invitation"]
    set_clock(clock_file, START)
    await visiting.open(link, SHORT, app=True)


async def test_a_mail_alone_makes_no_second_step(
    visiting: Visiting, link: str, app: Litestar
) -> None:
    await visiting.open(link)
    await visiting.send(f"{LOGIN}/vergeten", name=NAME)
    [row] = await fetch("select id, words_sealed from post_message where kind <> 'invitation'")
    path = outbox.words_of(app.state.vault, bytes(row["words_sealed"]), row["id"]).path
    page = await visiting.client.get(path)
    assert "App" not in page.text.split("<main")[1]
    assert "data-passkey" not in page.text
    filled = {"password": SHORT, "again": SHORT}
    assert (await visiting.fill(page, **filled)).status_code == 400
    key = html.fromstring((await visiting.client.get(link)).text).xpath("//input[@name='key']")
    assert key == []
    filled = {"password": "een heel ander wachtwoord", "again": "een heel ander wachtwoord"}
    for extra in ({"code": "123456"}, {"credential": "{}"}):
        assert (await visiting.fill(page, **filled, **extra)).status_code == 400
    question = {"sleutel": path.split("sleutel=")[1]}
    asked = await visiting.client.post(f"{LOGIN}/link/vraag", data=question)
    assert asked.status_code == 403
    await visiting.log_in()
    inside = dict(visiting.client.cookies)
    visiting.away()
    done = await visiting.fill(page, **filled)
    assert (done.status_code, "herstelcodes" in done.text) == (200, False)
    # Who was in with the old password is out.
    visiting.client.cookies.update(inside)
    assert (await visiting.client.get("/praktijk")).status_code == 303
    visiting.away()
    assert (await visiting.log_in("een heel ander wachtwoord")).status_code == 303
    assert (await visiting.client.get("/praktijk/medewerkers")).status_code == 403


@pytest.mark.parametrize(
    ("password", "has_second", "wrong"),
    [
        ("veertien teken", False, "password_short"),
        ("vijftien tekens", False, ""),
        ("zeven t", True, "password_short_second"),
        ("acht tek", True, ""),
        ("x" * 201, True, "password_long"),
        ("password1", True, "password_common"),
        ("19600517", True, "password_common"),
        ("🦉🦉🦉🦉🦉🦉🦉🦉", True, ""),
    ],
)
def test_a_password_is_long_or_less_long_with_a_second_step_and_not_common(
    password: str, has_second: bool, wrong: str
) -> None:
    assert passwords.fault(password, has_second_factor=has_second) == wrong


async def test_what_cannot_be_a_password_is_said_and_the_link_stays(
    visiting: Visiting, link: str
) -> None:
    page = await visiting.client.get(link)
    for values, said in (
        ({"password": SHORT, "again": SHORT}, "minstens 15 tekens"),
        ({"password": PASSWORD, "again": SHORT}, "niet gelijk"),
        ({"password": PASSWORD, "again": PASSWORD, "code": "000000"}, "Deze code klopt niet"),
    ):
        answer = await visiting.fill(page, **values)
        assert answer.status_code == 400
        assert said in answer.text
        assert PASSWORD not in answer.text
    await visiting.open(link)


async def test_with_an_app_a_code_is_asked_and_works_once(
    visiting: Visiting, link: str, clock_file: Path
) -> None:
    key = await visiting.open(link, SHORT, app=True)
    half = await visiting.log_in(SHORT)
    assert half.headers["location"] == f"{LOGIN}/code"
    assert (await visiting.client.get("/praktijk")).status_code == 303
    used = await visiting.send(f"{LOGIN}/code", code=code(key))
    assert used.status_code == 403  # the code that connected the app
    set_clock(clock_file, START, seconds=30)
    fresh = code(key, START + timedelta(seconds=30))
    assert (await visiting.send(f"{LOGIN}/code", code=fresh)).status_code == 303
    assert (await visiting.client.get("/praktijk/medewerkers")).status_code == 200
    visiting.away()
    await visiting.log_in(SHORT)
    assert (await visiting.send(f"{LOGIN}/code", code=fresh)).status_code == 403


async def test_a_recovery_code_replaces_the_app_once(visiting: Visiting, link: str) -> None:
    await visiting.open(link, SHORT, app=True)
    assert len(visiting.codes) == 10
    await visiting.log_in(SHORT)
    typed = visiting.codes[0].lower().replace("-", " ")
    assert (await visiting.send(f"{LOGIN}/code", code=typed)).status_code == 303
    visiting.away()
    await visiting.log_in(SHORT)
    assert (await visiting.send(f"{LOGIN}/code", code=typed)).status_code == 403


async def test_without_a_second_step_rights_and_logs_stay_closed(
    visiting: Visiting, link: str
) -> None:
    await visiting.open(link)
    await visiting.log_in()
    assert (await visiting.client.get("/praktijk")).status_code == 200
    assert (await visiting.client.get("/praktijk/medewerkers")).status_code == 403


async def test_the_second_step_needs_the_first_and_ends_after_five_minutes(
    visiting: Visiting, link: str, clock_file: Path
) -> None:
    await visiting.open(link, SHORT, app=True)
    code_page = await visiting.send(f"{LOGIN}/code", code=visiting.codes[0])
    assert code_page.headers["location"] == LOGIN
    await visiting.log_in(SHORT)
    set_clock(clock_file, START, minutes=5)
    late = await visiting.send(f"{LOGIN}/code", code=visiting.codes[0])
    assert late.headers["location"] == LOGIN


async def test_guessing_stops_strangers_and_not_the_browser_that_was_in_before(
    visiting: Visiting, link: str, clock_file: Path
) -> None:
    await visiting.open(link)
    assert (await visiting.log_in()).status_code == 303
    own = dict(visiting.client.cookies)
    visiting.away()
    for _ in range(5):
        assert (await visiting.log_in("verkeerd wachtwoord")).status_code == 403
    stopped = await visiting.log_in()
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "900")
    visiting.client.cookies.set("portal_known", own["portal_known"])
    assert (await visiting.log_in()).status_code == 303
    visiting.away()
    set_clock(clock_file, START, minutes=16)
    assert (await visiting.log_in()).status_code == 303


async def test_unknown_names_are_answered_as_known_ones(visiting: Visiting, link: str) -> None:
    await visiting.open(link)
    known = [await visiting.log_in("verkeerd wachtwoord") for _ in range(6)]
    unknown = [await visiting.log_in("verkeerd", "niemand@example.nl") for _ in range(6)]
    assert [one.status_code for one in known] == [one.status_code for one in unknown]
    assert WRONG in known[0].text
    assert known[0].text.replace(NAME, "") == unknown[0].text.replace("niemand@example.nl", "")
    for name in (NAME, "niemand@example.nl"):
        page = await visiting.send(f"{LOGIN}/vergeten", name=name)
        assert "Kijk in uw mail" in page.text
        assert name not in page.text
    told = await fetch("select kind from post_message order by id")
    assert [row["kind"] for row in told] == ["invitation", "password_forgotten"]


async def test_whoever_left_cannot_log_in_with_the_account(visiting: Visiting, link: str) -> None:
    await visiting.open(link)
    ended = "update membership set ended_at = $1 where door = 'account'"
    await fetch(ended, START)
    assert (await visiting.log_in()).status_code == 403


async def test_a_dump_holds_no_usable_token_password_code_bsn_or_address(
    visiting: Visiting, link: str, stage: Stage, app: Litestar, database: Database
) -> None:
    await stage.patient()
    await fetch("update practice set code_by_mail = true")
    key = await visiting.open(link, SHORT, app=True)
    await visiting.log_in(SHORT)
    step = visiting.client.cookies["portal_step"]
    await visiting.client.post(f"{LOGIN}/code/mail", data={"naar": ""})
    [row] = await fetch("select id, words_sealed from post_message where kind = 'login_code'")
    mailed = outbox.words_of(app.state.vault, bytes(row["words_sealed"]), row["id"])
    await visiting.send(f"{LOGIN}/code", code=visiting.codes[1])
    passkey = await added(visiting, "Telefoon van N. Nieuw")
    session = visiting.client.cookies["portal_session"]
    secrets = [NAME, SHORT, key, visiting.codes[0], link[-40:], bsn(0), session, step]
    secrets += [mailed.values["code"], "Telefoon van N. Nieuw", *visiting.client.cookies.values()]
    dump = await everything(database)
    found = [one for one in secrets for way in written(one) if way in dump]
    assert found == []
    # What is there of a passkey checks signatures and makes none.
    assert passkey.credential_id.hex() in dump
    assert passkey.key.private_numbers().private_value.to_bytes(32, "big").hex() not in dump
    (row,) = await fetch("select password_hash from account")
    assert row["password_hash"].startswith("$argon2id$")


def test_a_password_is_hashed_as_slowly_as_is_advised(hasher: PasswordHasher) -> None:
    told = hasher.hash("a password of somebody")
    assert told.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


async def everything(database: Database) -> str:
    """Give every row of every table, as its owner reads them."""
    connection = await asyncpg.connect(database.owner_url)
    try:
        tables = await connection.fetch("select tablename from pg_tables where schemaname='public'")
        rows = [
            str(tuple(row.values()))
            for table in tables
            for row in await connection.fetch(f'select t::text from "{table[0]}" t')  # noqa: S608
        ]
    finally:
        await connection.close()
    assert len(tables) > 30
    return "".join(rows)


def written(secret: str) -> set[str]:
    """Give the ways in which a dump would show a secret."""
    bare = "".join(sign for sign in secret if sign.isalnum())
    return {secret, bare, secret.encode().hex(), bare.encode().hex()}


async def test_a_manager_gives_a_new_link_which_ends_the_old_account(
    visiting: Visiting, client: httpx.AsyncClient, link: str, manager: Actor
) -> None:
    from integration.accounts.conftest import LINK, log_in  # noqa: PLC0415 - fixtures of the folder

    await visiting.open(link)
    await visiting.log_in()
    theirs = client.cookies["portal_session"]
    await log_in(client, manager)
    (row,) = await fetch("select id from membership where door = 'account'")
    page = f"/praktijk/medewerkers/{row['id']}"
    open_page = await client.get(page)
    token = open_page.text.split('name="csrf_token" value="')[1].split('"')[0]
    shown = await client.post(f"{page}/inloglink", data={"csrf_token": token})
    found = LINK.search(shown.text)
    assert shown.status_code == 200
    assert found
    visiting.away()
    client.cookies.set("portal_session", theirs)
    assert (await client.get("/praktijk")).status_code == 303
    visiting.away()
    await visiting.open(found[1], "een heel ander wachtwoord")
    assert (await visiting.log_in()).status_code == 403
    assert (await visiting.log_in("een heel ander wachtwoord")).status_code == 303
