"""The command `portal intake`, as somebody at the practice runs it."""

import asyncio
import json
from pathlib import Path

import pytest

from consent.files import facts_of_patient
from consent.register.sources import SourceKind, source_by_name
from integration.intake.delivering import source_here
from portal.cli import main
from portal.clock import now
from portal.database import opened, transaction
from portal.keys import read_keys
from portal.settings import Settings
from portal.vault import Vault
from publishing import receive
from publishing.receive import Delivery
from support import hl7
from support.messages import FIXTURES, body, bundle, line, patient
from support.stage import Stage, bsn

NAMES = {
    "database_url": "PORTAL_DATABASE_URL",
    "base_url": "PORTAL_BASE_URL",
    "patient_provider": "PORTAL_PATIENT_PROVIDER",
    "staff_provider": "PORTAL_STAFF_PROVIDER",
    "secret_keys": "PORTAL_SECRET_KEYS",
}


@pytest.fixture
def anna(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the dossier number of a patient, and the settings the command will find."""
    for name, variable in NAMES.items():
        monkeypatch.setenv(variable, str(getattr(settings, name)))
    monkeypatch.setenv("PORTAL_ENVIRONMENT", "development")
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    return asyncio.run(_enrolled(settings))


async def _enrolled(settings: Settings) -> str:
    async with opened(settings.database_url):
        stage = await Stage.set()
        stage.vault = Vault(read_keys(settings.secret_keys))
        await source_here(stage, SourceKind.PRACTICE_SYSTEM, "his")
        facts = await facts_of_patient((await stage.patient(3)).id)
    assert facts is not None
    return facts.patient.number


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(written) for written in capsys.readouterr().out.splitlines()]


def test_every_file_is_one_object(anna: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(FIXTURES / "stu3-dossier.xml"), str(FIXTURES / "stu3-dossier.json")]
    assert main(["intake", "--source", "his", "--json", *files]) == 0
    first, second = told(capsys)
    assert list(first) == [
        "file",
        "items",
        "accepted",
        "kept",
        "duplicate",
        "quarantined",
        "faults",
    ]
    assert (first["file"], first["accepted"], second["duplicate"]) == ("stu3-dossier.xml", 24, 24)


def test_a_masked_file_needs_the_number_of_the_dossier(
    anna: str, capsys: pytest.CaptureFixture[str]
) -> None:
    soap = str(FIXTURES / "r4-soap.json")
    assert main(["intake", "--source", "his", "--json", soap]) == 1
    [refused] = told(capsys)
    assert {fault["reason"] for fault in refused["faults"]} == {"patient_masked"}  # type: ignore[attr-defined]
    assert main(["intake", "--source", "his", "--patient", anna, "--json", soap]) == 0
    assert [each["quarantined"] for each in told(capsys)] == [0]


def test_a_person_reads_sentences(
    anna: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "regels.json"
    file.write_bytes(body(bundle(patient(bsn(3)), line(effectiveDateTime="x"))))
    assert main(["intake", "--source", "his", str(file)]) == 1
    counts = "2 onderdelen: 1 aangenomen (waarvan 0 alleen bewaard), 0 al bekend, 1 apart gezet"
    assert capsys.readouterr().out.splitlines() == [
        f"regels.json: {counts}",
        "  entry[1].resource.effectiveDateTime: Dit is geen geldige datum. (date_invalid)",
    ]


def test_an_unreadable_file_is_put_aside(
    anna: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(b"{")
    assert main(["intake", "--source", "his", "--json", str(file)]) == 1
    [only] = told(capsys)
    assert (only["items"], only["faults"]) == (
        0,
        [{"path": "line 1 column 2", "reason": "json_broken", "text": "De JSON is niet te lezen."}],
    )


def test_a_file_of_hl7_is_taken_and_what_waits_is_read_again(
    anna: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "uitslag.hl7"
    file.write_bytes(hl7.body(hl7.header(), hl7.pid(bsn(3)), hl7.obr(), hl7.obx(rest="||||||Q")))
    assert main(["intake", "--source", "his", "--json", str(file)]) == 1
    [first] = told(capsys)
    assert (first["accepted"], first["quarantined"]) == (2, 1)
    assert main(["intake", "--source", "his", "--json", "--again"]) == 1
    [again] = told(capsys)
    assert (again["items"], again["quarantined"]) == (1, 1)
    assert again["faults"][0]["path"] == "OBX[1]-11"  # type: ignore[index]


def test_what_was_broken_off_is_filed_by_the_same_command(
    anna: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_broken_off(settings))
    assert main(["intake", "--source", "his", "--json", "--again"]) == 0
    [again] = told(capsys)
    assert (again["items"], again["accepted"]) == (2, 2)
    assert main(["intake", "--source", "his", "--json", "--again"]) == 0
    assert told(capsys) == []


async def _broken_off(settings: Settings) -> None:
    async with opened(settings.database_url), transaction():
        source = await source_by_name("his")
        assert source is not None
        delivery = Delivery(source, body(bundle(patient(bsn(3)), line())))
        await receive.keep(delivery, Vault(read_keys(settings.secret_keys)), now())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--source", "wie", "x.json"],
        ["--source", "his", "bestaat-niet.json"],
        ["--source", "his", "--patient", "999", str(FIXTURES / "r4-soap.json")],
        ["--source", "his"],
        ["--source", "his", "--again", str(FIXTURES / "r4-soap.json")],
    ],
)
def test_asked_wrongly_nothing_is_taken_in(
    anna: str, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["intake", *arguments]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
