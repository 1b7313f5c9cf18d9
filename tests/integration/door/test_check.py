"""`portal check`: well when all is well, and a sentence for each thing that is not."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest

from browser import site
from consent.register.sources import SourceKind, add_source, source_by_credential
from integration.door.test_command_line import environ_of, portal
from integration.post.letter_box import ADDRESS, PASSWORD, USER, letter_box
from integration.post.sink import mail_server
from portal.checking.installation import findings
from portal.checking.roles import APPLICATION, OWNER
from portal.clock import now
from portal.database import opened, transaction
from portal.demo.provider.app import Setup, create_provider
from portal.demo.provider.registration import Registration
from portal.keeping.witness import witness_file
from portal.keys import begin_key_file
from portal.settings import Settings
from portal.vault import open_vault
from publishing.intake.faults import FaultReason
from publishing.receive import Delivery, note_unreadable
from publishing.receive import keep as keep_message
from support.databases import Database
from support.stage import START, Stage

FAILED = 1


@pytest.fixture
async def http(registration: Registration) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client that reaches the stand-in provider."""
    setup = Setup(
        citizens=(),
        staff=(),
        citizen_client=registration.citizen_client,
        staff_client=registration.staff_client,
        is_development=True,
        key=registration.key,
        clock=now,
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_provider(setup))) as client:
        yield client


class Nobody(httpx.AsyncBaseTransport):
    """A network on which nobody is there."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Refuse."""
        raise httpx.ConnectError("refused", request=request)


async def wrongs(settings: Settings, http: httpx.AsyncClient, **environ: str) -> list[str]:
    """Give the sentences about what is wrong."""
    given = {**environ_of(settings), OWNER: settings.owner_database_url or "", **environ}
    return [one.text for one in await findings(given, http) if not one.ok]


async def test_an_installation_without_fault_is_well(
    settings: Settings, http: httpx.AsyncClient
) -> None:
    await _filled(settings)
    given = {**environ_of(settings), OWNER: settings.owner_database_url or ""}
    found = await findings(given, http)
    assert [one for one in found if not one.ok] == []
    assert {one.about for one in found} == {
        "access log",
        "database",
        "intake",
        "keys",
        "mail",
        "providers",
        "roles",
        "scanner",
        "settings",
    }
    assert "(3 values tried)" in " ".join(one.text for one in found)


async def test_what_came_in_and_was_broken_off_is_told(
    settings: Settings, http: httpx.AsyncClient
) -> None:
    await _filled(settings, is_filed=False)
    (told,) = await wrongs(settings, http)
    assert told == "Messages of which the filing was broken off: 1; start the portal anew."


async def test_a_wrong_setting_is_told(settings: Settings, http: httpx.AsyncClient) -> None:
    assert await wrongs(settings, http, PORTAL_BASE="x") == [
        "PORTAL_BASE is not a setting of the portal."
    ]


async def test_a_key_file_that_others_may_read_is_told(
    settings: Settings, http: httpx.AsyncClient
) -> None:
    settings.secret_keys.chmod(0o644)
    (told,) = await wrongs(settings, http)
    assert "open to others" in told


async def test_keys_that_do_not_open_what_is_stored_are_told(
    settings: Settings, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    await _filled(settings)
    for name, key_id, sentence in (
        ("same", "1", "sealed by another key of the same name"),
        ("other", "2", "of a key that is not in PORTAL_SECRET_KEYS"),
    ):
        begin_key_file(tmp_path / name, key_id)
        (told,) = await wrongs(settings, http, PORTAL_SECRET_KEYS=str(tmp_path / name))
        assert told.startswith("3 of 3 sealed values do not open")
        assert sentence in told


async def test_a_provider_that_cannot_be_reached_is_told(settings: Settings) -> None:
    async with httpx.AsyncClient(transport=Nobody()) as nobody:
        patient, staff = await wrongs(settings, nobody)
    assert patient.startswith("PORTAL_PATIENT_PROVIDER: http://localhost:8001/proef-digid cannot")
    assert staff.startswith("PORTAL_STAFF_PROVIDER")


async def test_a_provider_of_another_name_is_told(
    settings: Settings, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    given = settings.patient_provider.read_text()
    keys = settings.patient_provider.with_name("portal-keys.json")
    (tmp_path / "portal-keys.json").write_bytes(keys.read_bytes())
    for change, sentence in (
        (("/proef-digid", "/proef-digid/"), "another issuer"),
        (("/proef-digid", "/nergens"), "no description of itself"),
        (('"PS256"', '"HS256"'), "private_key_jwt needs a key"),
        (("par =", 'id_token_algs = ["ES256"]\npar ='), "no key that checks a signature"),
    ):
        file = tmp_path / "patient.toml"
        file.write_text(given.replace(*change))
        told = await wrongs(settings, http, PORTAL_PATIENT_PROVIDER=str(file))
        assert [one for one in told if sentence in one] == told
        assert len(told) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("portal_app:", "portal_app:not"), "its role or its password is wrong"),
        (("portal_app:", "nobody_here:"), "its role or its password is wrong"),
        (("/test_", "/no_test_"), "the server has no database of that name"),
        (("host=", "host=/nowhere"), "nothing listens at that address"),
    ],
)
async def test_a_database_that_cannot_be_used_is_told(
    settings: Settings, http: httpx.AsyncClient, change: tuple[str, str], sentence: str
) -> None:
    url = settings.database_url.replace(*change)
    (told,) = await wrongs(settings, http, **{APPLICATION: url, OWNER: ""})
    assert told == f"PORTAL_DATABASE_URL cannot be used: {sentence}."


async def test_the_owner_in_the_place_of_the_application_is_told(
    settings: Settings, http: httpx.AsyncClient, database: Database
) -> None:
    told = await wrongs(settings, http, **{APPLICATION: database.owner_url, OWNER: ""})
    assert any("is a superuser" in one for one in told)
    assert any("owns tables" in one for one in told)
    assert any("may change lines of access_entry" in one for one in told)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("grant update (reason_text) on access_entry to portal_app", "may change lines"),
        ("grant delete on access_number to portal_app", "may delete lines"),
        ("revoke insert on access_entry from portal_app", "may not add lines"),
        ("alter table access_entry disable trigger access_entry_append_only", "gone or off"),
        ("drop trigger access_number_no_truncate on access_number", "gone or off"),
        ("grant create on schema public to portal_app", "may make tables"),
        ("delete from migration where app_name = 'portal'", "not up to date"),
        ("insert into migration values (999, 'later', 'portal', now())", "newer version"),
    ],
)
async def test_a_database_that_was_tampered_with_is_told(
    settings: Settings, http: httpx.AsyncClient, database: Database, statement: str, sentence: str
) -> None:
    owner = await asyncpg.connect(database.owner_url)
    await owner.execute(statement)
    await owner.close()
    (told,) = await wrongs(settings, http)
    assert sentence in told


async def test_an_owner_that_is_none_is_told(
    settings: Settings, http: httpx.AsyncClient, database: Database
) -> None:
    nobody = database.owner_url.replace("portal_owner:", "nobody_here:")
    assert await wrongs(settings, http, **{OWNER: nobody}) == [
        f"{OWNER} cannot be used: its role or its password is wrong."
    ]
    owner = await asyncpg.connect(database.owner_url)
    await owner.execute("drop role if exists check_other")
    await owner.execute("create role check_other login password 'invented'")
    await owner.execute(f"grant connect on database {_name(database)} to check_other")
    try:
        other = database.owner_url.replace("portal_owner:", "check_other:invented_")
        other = re.sub(r"invented_[^@]*@", "invented@", other)
        (told,) = await wrongs(settings, http, **{OWNER: other})
        assert told == f"The role of {OWNER} does not own every table."
    finally:
        await owner.execute(f"revoke connect on database {_name(database)} from check_other")
        await owner.execute("drop role check_other")
        await owner.close()


async def test_a_scanner_that_does_not_answer_is_told(
    settings: Settings, http: httpx.AsyncClient
) -> None:
    told = await wrongs(settings, http, PORTAL_LETTER_SCANNER="127.0.0.1:1")
    assert "The scanner of PORTAL_LETTER_SCANNER does not answer." in told


async def test_mail_that_cannot_be_handed_over_is_told(
    settings: Settings, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    with site.listening() as port:
        pass
    file = tmp_path / "mail.toml"
    for text, sentence in (
        ("server = ", "The file of PORTAL_MAIL cannot be read as TOML."),
        ('server = "x"', "The file of PORTAL_MAIL needs server and from"),
        (
            f'server = "127.0.0.1"\nfrom = "portaal@example.org"\nport = {port}',
            "The server of PORTAL_MAIL cannot be used: ",
        ),
    ):
        file.write_text(text)
        file.chmod(0o600)
        (told,) = await wrongs(settings, http, PORTAL_MAIL=str(file))
        assert told.startswith(sentence)


async def test_the_box_for_reports_is_opened_and_what_waits_in_it_is_counted(
    settings: Settings, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    file = tmp_path / "mail.toml"
    async with mail_server(tmp_path) as server, letter_box(tmp_path) as box:
        box.put(b"Subject: wat is dit?\r\n\r\n")
        box.held[1].flags.add("\\Flagged")
        for password, sentence in (
            (PASSWORD, "The mail box of [returns] can be read; 1 in it wait for a person."),
            ("fout", "The mail box of [returns] cannot be used: login_refused."),
        ):
            file.write_text(
                f'server = "localhost"\nport = {server.port}\nfrom = "portaal@example.org"\n'
                f'authorities = "{server.certificate}"\n[returns]\naddress = "{ADDRESS}"\n'
                f'server = "localhost"\nport = {box.port}\nuser = "{USER}"\n'
                f'password = "{password}"\nauthorities = "{box.certificate}"\n'
            )
            file.chmod(0o600)
            given = {**environ_of(settings), "PORTAL_MAIL": str(file)}
            assert sentence in [one.text for one in await findings(given, http)]


async def test_an_older_database_is_told(settings: Settings, http: httpx.AsyncClient) -> None:
    gone = {"id": "019cb82e-c9c0-713b-9d4d-09a363dcd5bd", "at": "2026-03-04T09:30:00Z"}
    witness_file(settings).write_text(json.dumps(gone))
    (told,) = await wrongs(settings, http)
    assert told == "An older database was put back: lines until 2026-03-04 09:30 UTC are gone."


def test_the_command_tells_a_program_and_a_person(settings: Settings) -> None:
    done = portal(environ_of(settings), "check", "--json")
    told = json.loads(done.told)
    assert (done.code, told["ok"]) == (FAILED, False)
    assert {one["about"] for one in told["findings"] if not one["ok"]} == {"providers"}
    done = portal({"PORTAL_ENVIRONMENT": "production"}, "check")
    assert done.code == FAILED
    assert done.told == ("WRONG  settings  PORTAL_DATABASE_URL is missing.\nWrong: 1.\n")


def _name(database: Database) -> str:
    return database.url.split("?")[0].rsplit("/", 1)[1]


async def _filled(settings: Settings, *, is_filed: bool = True) -> None:
    # One of every kind that is sealed, but for what is sent by mail.
    async with opened(settings.database_url):
        stage = await Stage.set()
        stage.vault = open_vault(settings)
        await (await stage.patient()).letter()
        async with transaction():
            kind = SourceKind.PRACTICE_SYSTEM
            source = await source_by_credential(
                await add_source("his", kind, stage.practice, START)
            )
            assert source is not None
            message = await keep_message(Delivery(source, b"{}"), stage.vault, START)
            if is_filed:
                await note_unreadable(message, FaultReason.NOT_FHIR, START)
