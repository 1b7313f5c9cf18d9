"""Nothing that was sent is lost and nothing is there twice, whenever the portal is killed."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import asyncpg
import pytest

from browser.site import listening
from faults.kills.deliveries import SENDERS, Deliveries
from faults.kills.processes import Portal
from faults.sound import broken
from portal.database import opened
from portal.demo.provider.registration import Registration
from portal.keys import begin_key_file, read_keys
from portal.vault import Vault
from soak import rounds
from support import hl7
from support.databases import Database
from support.messages import (
    FIXTURES,
    body,
    bundle,
    contact,
    episode,
    letter,
    line,
    patient,
    pdf,
    xml,
)
from support.mutants import mutant
from support.stage import Stage, bsn

KILLS = rounds(1, 100)
# A folder of messages of somebody else's, instead of our own.
SAMPLES = os.environ.get("SAMPLES", "")
# Samples use one number for results of several stories: a report then finds its results elsewhere.
LOOSE = {"a result belongs to a report, and a report has results"} if SAMPLES else set()


def own() -> list[bytes]:
    """Give messages of both kinds: results with a correction, lines, letters, and spoiled ones."""
    anna, chance = (hl7.header(), hl7.pid(bsn(0))), Random(2202)
    corrected = hl7.obr(status="C"), hl7.obx(value="5.5", rest="|mmol/L|4.0 - 6.0|N|||C")
    return [
        (FIXTURES / "r4-corrected.xml").read_bytes(),
        hl7.body(*anna, hl7.obr(), hl7.obx(), hl7.obx(2, "K^Kalium^99zon", "4.1")),
        hl7.body(*anna, *corrected),
        hl7.body(hl7.header("MDM^T02"), hl7.pid(bsn(0)), hl7.txa(), hl7.pdf(pdf())),
        body(bundle(patient(bsn(1)), line(), episode(), contact(episodes=["e1"]))),
        xml(bundle(patient(bsn(1)), letter(url="Binary/b9"))),
        *(mutant(chance)[1] for _ in range(2)),
    ]


def of_others() -> list[bytes]:
    """Give every file of the folder, each once."""
    files = sorted(one for one in Path(SAMPLES).rglob("*") if one.is_file()) if SAMPLES else []
    return list(dict.fromkeys(one.read_bytes() for one in files))


@pytest.fixture
def portal(registration: Registration, database: Database, tmp_path: Path) -> Iterator[Portal]:
    """Give a portal in a process of its own, on a fresh database."""
    begin_key_file(tmp_path / "keys")
    with listening() as port:
        pass
    environ = {
        "PORTAL_PATIENT_PROVIDER": str(registration.patient_provider),
        "PORTAL_STAFF_PROVIDER": str(registration.staff_provider),
        "PORTAL_SECRET_KEYS": str(tmp_path / "keys"),
        "PORTAL_ENVIRONMENT": "development",
        "PORTAL_DATABASE_URL": database.url,
        "PORTAL_BASE_URL": f"http://127.0.0.1:{port}",
    }
    made = Portal(environ, port, "sound", tmp_path / "told")
    yield made
    made.close()


async def test_eight_senders_deliver_twice_to_a_portal_that_is_killed(
    portal: Portal, database: Database, tmp_path: Path
) -> None:
    messages = of_others() or own()
    played = Deliveries(portal, messages, Random(2202), KILLS)
    connection = await asyncpg.connect(database.owner_url)
    async with opened(database.url):
        stage = await Stage.set()
        stage.vault = Vault(read_keys(tmp_path / "keys"))
        for number in (0, 1):
            await stage.patient(number)
        known = await broken(connection)
        await played.play(stage)
    assert await played.contradicted(connection) == []
    assert {rule for rule, _ in await broken(connection) - known} <= LOOSE
    await connection.close()
    assert set(played.answered) <= {200, 202, 400, 403, 413}
    assert played.killed > 0
    assert played.answered.total() >= SENDERS * len(messages)
    print(played.told())  # noqa: T201 - it is the figure
