"""Setting up without the demo: practice, employee, patient and source, from the command line."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from consent.model import Right
from integration.commands.conftest import URA, Portal
from portal.settings import Settings
from support.sources import ROOT
from support.stage import bsn

OK, FAILED, USAGE = 0, 1, 2
PERSON = {"bsn": bsn(0), "given": "Anna", "prefix": "de", "family": "Vries", "born": "1980-05-01"}
EMPLOYEE = ("employee", "new", "--uzi=900000001", "--name=G. Huisarts", "--function=gp")


@pytest.mark.parametrize(
    "command", ["practice", "employee", "patient", "source", "keys", "backup", "restore"]
)
def test_every_command_tells_what_it_does_and_how_it_ends(portal: Portal, command: str) -> None:
    done = portal(command, "--help")
    assert (done.code, done.err) == (OK, "")
    assert "exit codes" in done.out


def test_a_practice_is_known_by_its_id_and_its_number(portal: Portal) -> None:
    made = portal("practice", "new", "--name=De Linde", f"--ura={URA}", "--json").facts
    for number, reference in enumerate([URA, made["practice"]]):
        name = f"lab-{number}"
        done = portal(
            "source", "new", f"--practice={reference}", f"--name={name}", "--kind=laboratory"
        )
        assert done.code == OK, done.err


def test_a_new_practice_is_closed(portal: Portal, settings: Settings) -> None:
    portal("practice", "new", "--name=De Linde")
    rows = _rows(settings, "select journal, results, handling, under_16 from practice")
    assert [tuple(row) for row in rows] == [(False, False, "manual", False)]


def test_the_same_practice_twice_is_a_sentence(portal: Portal, practice: str) -> None:
    done = portal("practice", "new", "--name=Nog een", f"--ura={practice}")
    assert (done.code, done.out, done.err.count("\n")) == (FAILED, "", 1)
    assert "already" in done.err


def test_an_employee_has_the_rights_that_were_named(portal: Portal, practice: str) -> None:
    rights = ("requests.see", "requests.decide")
    done = portal(*EMPLOYEE, f"--practice={practice}", "--json", "--rights", *rights)
    assert done.facts["rights"] == sorted(rights)


def test_all_rights_are_named_in_one_word(portal: Portal, practice: str) -> None:
    done = portal(*EMPLOYEE, f"--practice={practice}", "--json", "--rights", "all")
    assert done.facts["rights"] == sorted(Right)


def test_an_employee_without_rights_is_not_understood(portal: Portal, practice: str) -> None:
    assert portal(*EMPLOYEE, f"--practice={practice}").code == USAGE
    assert portal(*EMPLOYEE, f"--practice={practice}", "--rights", "everything").code == USAGE


def test_the_same_employee_twice_is_a_sentence(portal: Portal, practice: str) -> None:
    again = (*EMPLOYEE, f"--practice={practice}", "--rights", "all")
    assert portal(*again).code == OK
    done = portal(*again)
    assert (done.code, done.err.count("\n")) == (FAILED, 1)


@pytest.mark.parametrize("reference", ["90000199", "nonsense", "' or true --"])
def test_a_practice_that_is_not_there_is_a_sentence(portal: Portal, reference: str) -> None:
    done = portal(*EMPLOYEE, f"--practice={reference}", "--rights", "all")
    assert (done.code, done.err.count("\n")) == (FAILED, 1)
    assert "no practice" in done.err


def test_a_patient_gets_a_dossier_number(portal: Portal, practice: str, person: Path) -> None:
    first = portal("patient", "new", f"--practice={practice}", "--json", person).facts
    again = portal("patient", "new", f"--practice={practice}", "--json", person).facts
    assert first["number"].startswith("P")
    assert (first["known"], again["known"]) == (False, True)
    assert {**first, "known": True} == again


def test_a_patient_is_read_from_standard_input(
    portal: Portal, practice: str, settings: Settings
) -> None:
    assert portal("patient", "new", "--help").code == OK  # the environment is set by the fixture
    done = subprocess.run(
        [sys.executable, "-m", "portal", "patient", "new", "--practice", practice],
        cwd=ROOT,
        input=json.dumps(PERSON),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (OK, "")
    assert "dossier number P" in done.stdout
    assert PERSON["bsn"] not in done.stdout


@pytest.mark.parametrize(
    "change",
    [
        {"bsn": "999900000"},
        {"bsn": 999900000},
        {"family": " "},
        {"born": "1980-13-01"},
        {"born": "198"},
        {"burgerservicenummer": "1"},
    ],
    ids=str,
)
def test_a_person_who_is_not_understood_is_not_repeated(
    portal: Portal, practice: str, person: Path, change: dict[str, object]
) -> None:
    person.write_text(json.dumps(PERSON | change), encoding="utf-8")
    done = portal("patient", "new", f"--practice={practice}", person)
    assert (done.code, done.out, done.err.count("\n")) == (USAGE, "", 1)
    for told in {*PERSON.values(), *map(str, change.values())} - {" ", "1"}:
        assert told not in done.err


def test_a_file_that_is_no_person_is_a_sentence(
    portal: Portal, practice: str, tmp_path: Path
) -> None:
    (tmp_path / "person").write_bytes(b"\xff\xfe")
    for file in (tmp_path / "person", tmp_path / "absent"):
        done = portal("patient", "new", f"--practice={practice}", file)
        assert (done.code, done.err.count("\n")) == (USAGE, 1)


def test_the_number_of_a_person_is_kept_sealed(
    portal: Portal, person: Path, settings: Settings
) -> None:
    made = portal("practice", "new", "--name=De Linde", "--json")
    portal("patient", "new", "--practice", made.facts["practice"], person)
    (row,) = _rows(settings, "select bsn_key, bsn_sealed from person")
    assert PERSON["bsn"].encode() not in row["bsn_key"] + row["bsn_sealed"]


def test_who_is_made_on_the_command_line_is_on_record(
    portal: Portal, practice: str, person: Path, settings: Settings
) -> None:
    portal(*EMPLOYEE, f"--practice={practice}", "--rights", "requests.see")
    for _ in range(2):
        portal("patient", "new", f"--practice={practice}", person)
    lines = _rows(
        settings,
        "select event_subtype, object_detail, user_kind, user_name <> '' as named,"
        " person = (select id from person) as theirs from access_entry order by id",
    )
    assert [tuple(line) for line in lines] == [
        ("employee.add", "add", "operator", True, None),
        ("right.give", "requests.see", "operator", True, None),
        ("patient.register", "", "operator", True, True),
        ("patient.review", "", "operator", True, True),
    ]


def test_a_credential_is_shown_once_and_kept_as_a_hash(portal: Portal, settings: Settings) -> None:
    made = portal("practice", "new", "--name=De Linde", "--json")
    source = ("source", "new", "--name=lab", "--kind=laboratory", "--practice")
    credential = portal(*source, made.facts["practice"], "--json").facts["credential"]
    again = portal(*source, made.facts["practice"])
    (row,) = _rows(settings, "select s::text as all_of_it from source s")
    assert len(credential) >= 43
    assert credential not in row["all_of_it"]
    assert (again.code, again.out) == (FAILED, "")


def test_the_log_of_a_system_is_taken_over_from_the_day_it_was_said(
    portal: Portal, practice: str, settings: Settings
) -> None:
    kind = "--kind=practice_system"
    portal("source", "new", "--name=his", kind, f"--practice={practice}")
    assert _rows(settings, "select log_since from source")[0][0] is None
    first = portal("source", "log", "--name=his", "--json").facts["log_since"]
    assert portal("source", "log", "--name=his", "--json").facts["log_since"] == first
    portal("source", "new", "--name=hap", kind, f"--practice={practice}", "--log")
    rows = _rows(settings, "select log_since is not null from source")
    assert [row[0] for row in rows] == [True, True]
    assert portal("source", "log", "--name=geen").code == FAILED


def test_a_text_that_is_too_long_is_a_sentence(portal: Portal) -> None:
    done = portal("practice", "new", f"--name={'x' * 300}")
    assert (done.code, done.err.count("\n")) == (FAILED, 1)


def test_nothing_is_set_up_as_the_owner(
    portal: Portal, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORTAL_OWNER_DATABASE_URL")
    monkeypatch.setenv("PORTAL_DATABASE_URL", str(settings.owner_database_url))
    done = portal("practice", "new", "--name=De Linde")
    assert (done.code, done.err.count("\n")) == (FAILED, 1)


def test_keys_are_made_once_and_for_their_owner_alone(portal: Portal, tmp_path: Path) -> None:
    for verb in ("new", "client"):
        file = tmp_path / verb
        assert portal("keys", verb, file).code == OK
        assert file.stat().st_mode & 0o077 == 0
        before = file.read_bytes()
        assert portal("keys", verb, file).code == FAILED
        assert file.read_bytes() == before


def test_only_the_public_half_of_the_keys_is_printed(portal: Portal, tmp_path: Path) -> None:
    public = portal("keys", "client", tmp_path / "client").facts["keys"]
    assert {key["use"] for key in public} == {"sig", "enc"}
    assert not any("d" in key or "p" in key for key in public)


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """Give a file with a person."""
    file = tmp_path / "person.json"
    file.write_text(json.dumps(PERSON), encoding="utf-8")
    return file


def _rows(settings: Settings, statement: str) -> list[asyncpg.Record]:
    return asyncio.run(_fetched(str(settings.owner_database_url), statement))


async def _fetched(url: str, statement: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()
