"""The ground all contestants stand on: one database, its people, their sessions, its keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec

from consent.model import ResultCategory
from portal import clock
from portal.database import opened, transaction
from portal.demo.provider.registration import register
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from portal.keys import begin_key_file, read_keys
from portal.settings import Environment, Settings
from portal.vault import Vault
from publishing import tables as publishing
from support.databases import Database
from support.stage import OPEN, START, PatientHere, Stage

# So that the list also tells what is on its way.
AGREED = msgspec.structs.replace(OPEN, pending=frozenset({ResultCategory.LABORATORY}))
BASE_URL = "http://127.0.0.1:8000"
FULL, SMALL = "full", "small"
VALUES = (
    ("Glucose", "14749-6", "5.4"),
    ("Kalium", "2823-3", "4.1"),
    ("Kreatinine", "14682-9", "6.8"),
    ("Natrium", "2951-2", "3.1"),
)


class Ground(msgspec.Struct, frozen=True):
    """Where everything is; `tokens` are the sessions by name, FULL and SMALL."""

    folder: str
    database_url: str
    owner_url: str
    tokens: dict[str, str]
    people: dict[str, UUID]

    @classmethod
    def written(cls, file: str) -> "Ground":
        """Read what `write` wrote."""
        return msgspec.json.decode(Path(file).read_bytes(), type=cls)

    def write(self) -> Path:
        """Write it down for other processes; gives the file."""
        file = Path(self.folder) / "ground.json"
        file.write_bytes(msgspec.json.encode(self))
        return file

    def settings(self) -> Settings:
        """Give the settings with which the portal starts here."""
        folder = Path(self.folder)
        known = register(folder / "providers", BASE_URL, "http://localhost:8001")
        return Settings(
            database_url=self.database_url,
            base_url=BASE_URL,
            patient_provider=known.patient_provider,
            staff_provider=known.staff_provider,
            secret_keys=folder / "keys",
            environment=Environment.DEVELOPMENT,
        )

    def vault(self) -> Vault:
        """Give the keys of this installation."""
        return Vault(read_keys(Path(self.folder) / "keys"))


async def lay(folder: Path, database: Database) -> Ground:
    """Fill a fresh database: somebody with much in their file, and somebody with little."""
    begin_key_file(folder / "keys")
    async with _stage(folder, database) as stage:
        tokens, people = {}, {}
        for number, (name, size) in enumerate(((FULL, 20), (SMALL, 4))):
            patient = await stage.patient(number)
            await patient.released(START - timedelta(days=200))
            await _fill(patient, size)
            tokens[name], people[name] = await _session(patient), patient.person
    return Ground(str(folder), database.url, database.owner_url, tokens, people)


@asynccontextmanager
async def _stage(folder: Path, database: Database) -> AsyncIterator[Stage]:
    async with opened(database.url):
        stage = await Stage.set(AGREED)
        stage.vault = Vault(read_keys(folder / "keys"))
        yield stage


async def _fill(patient: PatientHere, size: int) -> None:
    for place in range(size):
        await _report(patient, place, panel=place % 4 > 0)
        await _episode(patient, place)
        # Three notes without an episode for each episode, two of them of one contact.
        await _contact(patient, place, "EP")
        await _contact(patient, place + 100, "E")
    for place in range(max(1, size // 10)):
        await patient.report(f"Aangevraagd {place + 1}", status="pending")
        await _corrected(patient)


async def _report(patient: PatientHere, place: int, *, panel: bool) -> None:
    # Of a few determinations the list gives the names.
    values = VALUES if panel else VALUES[:2]
    shown = START - timedelta(days=9 * place)
    report = await patient.report(f"Bloedonderzoek {place + 1}", taken_at=shown, state="published")
    results = [
        await patient.result(
            report, name, value=value, code=code, code_system="loinc", position=position
        )
        for position, (name, code, value) in enumerate(values)
    ]
    conclusion = f"De meeste waarden zijn goed ({place + 1}).\nWe bespreken de rest."
    await patient.publication(report, results, conclusion=conclusion, visible_from=shown)


async def _corrected(patient: PatientHere) -> None:
    report, seen = await patient.report("Gecorrigeerd"), START - timedelta(days=2)
    row = {"source_key": report.hex, "superseded_at": START - timedelta(days=1)}
    old = await patient.result(report, value="130.9", **row)
    await patient.publication(report, [old], visible_from=seen, acted_at=seen)
    await patient.result(report, value="5.2", source_key=report.hex, version=2)


async def _episode(patient: PatientHere, place: int) -> None:
    last = date(2026, 2, 1) - timedelta(days=20 * place)
    await patient.episode(
        f"Klacht nummer {place + 1}",
        started_on=last - timedelta(days=300),
        last_contact_on=last,
        is_closed=place % 2 == 1,
        attention=place % 2 == 1,
    )


async def _contact(patient: PatientHere, place: int, kinds: str) -> None:
    on, contact = date(2026, 2, 1) - timedelta(days=place), uuid4()
    row: dict[str, Any] = {"held_on": on, "practitioner_role": "gp", "source_key": contact.hex}
    async with transaction():
        await publishing.Contact.insert(
            publishing.Contact(id=contact, patient=patient.id, source=patient.stage.source, **row)
        )
    for kind in kinds:
        text = f"Bij onderzoek geen bijzonderheden, controle over {place} weken afgesproken."
        await patient.line(kind, text, contact=contact, recorded_on=on)


async def _session(patient: PatientHere) -> str:
    new = NewSession(kind=VisitorKind.PATIENT, level=25, language="nl", person=patient.person)
    async with transaction():
        _, token = await sessions.begin(new, clock.now())
    return token
