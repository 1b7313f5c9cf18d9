"""`portal post` killed at the worst moments: what was not sent is sent, what may be sent is not."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec
import pytest

from integration.post.letter_box import ADDRESS, PASSWORD, USER, letter_box
from integration.post.reports import postfix
from integration.post.sink import HOST, MailServer, mail_server
from integration.post.test_outbox import MESSAGE, rows
from portal.database import SafeEngine, transaction
from portal.keys import read_keys
from portal.post.outbox import put
from portal.settings import Settings
from portal.vault import Vault
from support import canary, nursery
from support.databases import Database
from support.stage import START, Stage


@pytest.fixture
async def mails(tmp_path: Path) -> AsyncIterator[MailServer]:
    """Give a mail server."""
    async with mail_server(tmp_path) as running:
        yield running


@pytest.fixture(autouse=True)
def told(settings: Settings) -> Iterator[Path]:
    """Give the file of what is told, in which no number may slip out."""
    file = settings.secret_keys.with_name("told")
    file.touch()
    yield file
    canary.heard(file.read_text())


@pytest.fixture
async def one_message(engine: SafeEngine, settings: Settings) -> None:
    """Give one message that waits."""
    async with transaction():
        await put(Vault(read_keys(settings.secret_keys)), MESSAGE, START)


async def post(
    settings: Settings, mails: MailServer, *arguments: str, returns: str = ""
) -> BaseProcess:
    """Start `portal post`; `returns` is what its file says of what comes back."""
    file = settings.secret_keys.parent / "mail.toml"
    file.write_text(
        f'server = "{HOST}"\nport = {mails.port}\nfrom = "inzage@portaal.example"\n'
        f'authorities = "{mails.certificate}"\n{returns}'
    )
    file.chmod(0o600)
    environment = {
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_BASE_URL": settings.base_url,
        "PORTAL_PATIENT_PROVIDER": str(settings.patient_provider),
        "PORTAL_STAFF_PROVIDER": str(settings.staff_provider),
        "PORTAL_SECRET_KEYS": str(settings.secret_keys),
        "PORTAL_ENVIRONMENT": settings.environment.value,
        "PORTAL_CLOCK_FILE": str(settings.clock_file),
        "PORTAL_MAIL": str(file),
    }
    told = settings.secret_keys.with_name("told")
    return await asyncio.to_thread(nursery.raised, ["post", *arguments], environment, told)


async def ended(process: BaseProcess) -> int | None:
    """Wait until a process has ended, and give how."""
    await asyncio.to_thread(process.join, 30)
    return process.exitcode


def set_clock(file: Path, text: str) -> None:
    """Move the clock."""
    file.write_text(text)


async def kill_while_holding(settings: Settings, mails: MailServer) -> None:
    """Start, wait until the server holds, and kill."""
    process = await post(settings, mails)
    await asyncio.wait_for(mails.holding.wait(), 30)
    process.kill()
    assert await ended(process) == -signal.SIGKILL
    mails.manners.holds = ""


@pytest.mark.usefixtures("one_message")
async def test_killed_before_the_last_byte_it_is_sent_once_later(
    settings: Settings, mails: MailServer, database: Database, clock_file: Path
) -> None:
    mails.manners.holds = "mail"
    await kill_while_holding(settings, mails)
    set_clock(clock_file, "2026-03-04T09:41:00+00:00")
    assert await ended(await post(settings, mails, "--once")) == 0
    assert mails.recipients == [MESSAGE.address]
    assert [row["status"] for row in await rows(database)] == ["sent"]


@pytest.mark.usefixtures("one_message")
async def test_killed_between_sending_and_writing_so_it_is_not_sent_again(
    settings: Settings, mails: MailServer, database: Database, clock_file: Path
) -> None:
    mails.manners.holds = "point"
    await kill_while_holding(settings, mails)
    set_clock(clock_file, "2026-03-06T09:30:00+00:00")
    assert await ended(await post(settings, mails, "--once")) == 0
    assert mails.recipients == [MESSAGE.address]
    assert [row["status"] for row in await rows(database)] == ["unsure"]


@pytest.mark.usefixtures("one_message")
async def test_it_goes_on_until_it_is_asked_to_stop(settings: Settings, mails: MailServer) -> None:
    process = await post(settings, mails)
    for _ in range(300):
        if mails.taken:
            break
        await asyncio.sleep(0.1)
    process.terminate()
    assert await ended(process) == 0
    assert mails.recipients == [MESSAGE.address]


@pytest.mark.usefixtures("one_message")
async def test_without_a_server_it_fails_and_says_so(settings: Settings, mails: MailServer) -> None:
    mails.port = 1
    assert await ended(await post(settings, mails, "--once")) == 1


async def test_it_sends_and_reads_what_came_back(
    settings: Settings,
    engine: SafeEngine,
    mails: MailServer,
    database: Database,
    tmp_path: Path,
) -> None:
    message = msgspec.structs.replace(MESSAGE, practice=(await Stage.set()).practice)
    async with transaction():
        await put(Vault(read_keys(settings.secret_keys)), message, START)
    async with letter_box(tmp_path) as box:
        returns = (
            f'[returns]\naddress = "{ADDRESS}"\nserver = "{HOST}"\nport = {box.port}\n'
            f'user = "{USER}"\npassword = "{PASSWORD}"\nauthorities = "{box.certificate}"\n'
        )
        assert await ended(await post(settings, mails, "--once", returns=returns)) == 0
        box.put(postfix(mails.senders[-1]))
        assert await ended(await post(settings, mails, "--once", returns=returns)) == 0
        assert box.contents == []
    (row,) = await rows(database)
    assert (row["status"], row["fault"]) == ("failed", "bounced_5.1.1")
