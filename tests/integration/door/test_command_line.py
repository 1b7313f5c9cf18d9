"""
The command `portal` as somebody in a shell meets it: help, sentences and exit codes.

Some are started as a shell does it; the others are raised by one that has loaded the product.
"""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from browser import site
from portal.settings import Settings
from support import canary, nursery
from support.databases import Database
from support.sources import ROOT

OK, FAILED, USAGE = 0, 1, 2
SECONDS = 60


class Done(NamedTuple):
    """How a command ended, and what it told on both channels together."""

    code: int
    told: str


def test_a_shell_is_told_what_there_is_and_what_is_wrong() -> None:
    done = _started("--help")
    assert (done.returncode, done.stderr) == (OK, "")
    assert "exit codes" in done.stdout
    done = _started("serve")
    assert (done.returncode, done.stdout) == (USAGE, "")
    assert done.stderr == "portal: PORTAL_DATABASE_URL is missing.\n"


@pytest.mark.parametrize("command", ["demo", "serve", "migrate", "intake"])
def test_every_command_tells_what_it_does_and_how_it_ends(command: str) -> None:
    done = portal({}, *command.split(), "--help")
    assert done.code == OK
    assert "exit codes" in done.told


@pytest.mark.parametrize("arguments", [[], ["fly"], ["serve", "--port", "x"], ["intake"]])
def test_what_is_not_understood_is_usage(arguments: list[str]) -> None:
    assert portal({}, *arguments).code == USAGE


def test_an_unknown_setting_is_a_sentence(settings: Settings) -> None:
    done = portal({**environ_of(settings), "PORTAL_DATABASE": "x"}, "serve")
    assert (done.code, done.told.count("\n")) == (USAGE, 1)
    assert "PORTAL_DATABASE is not a setting" in done.told


def test_serving_as_the_owner_is_refused(settings: Settings, database: Database) -> None:
    as_owner = {**environ_of(settings), "PORTAL_DATABASE_URL": database.owner_url}
    done = portal(as_owner, "serve", "--port=0")
    assert done.code == FAILED
    assert "superuser or owns tables" in done.told
    assert "Traceback" not in done.told


def test_serving_without_a_database_is_a_sentence(settings: Settings) -> None:
    nowhere = "postgresql://portal_app:secret@/portal?host=/nowhere"
    done = portal({**environ_of(settings), "PORTAL_DATABASE_URL": nowhere}, "serve", "--port=0")
    assert (done.code, done.told.count("\n")) == (FAILED, 1)
    assert "secret" not in done.told


def test_a_port_that_is_taken_is_a_sentence(settings: Settings) -> None:
    with site.listening() as port:
        done = portal(environ_of(settings), "serve", f"--port={port}")
    assert (done.code, done.told.count("\n")) == (FAILED, 1)
    assert str(port) in done.told


def test_one_port_for_pages_and_figures_is_a_sentence(settings: Settings) -> None:
    done = portal({**environ_of(settings), "PORTAL_METRICS_PORT": "8099"}, "serve", "--port=8099")
    assert (done.code, done.told.count("\n")) == (USAGE, 1)
    assert "PORTAL_METRICS_PORT" in done.told


def test_migrating_twice_does_nothing_the_second_time(database: Database) -> None:
    urls = {
        "PORTAL_DATABASE_URL": database.url,
        "PORTAL_OWNER_DATABASE_URL": database.owner_url,
    }
    done = portal(urls, "migrate")
    assert (done.code, done.told) == (OK, "The database is up to date.\n")


def test_migrating_without_the_owner_is_usage(database: Database) -> None:
    assert portal({"PORTAL_DATABASE_URL": database.url}, "migrate").code == USAGE


def test_the_demo_is_refused_in_production() -> None:
    done = portal({"PORTAL_ENVIRONMENT": "production"}, "demo", "--port=0", "--provider-port=0")
    assert done.code == USAGE
    assert "production" in done.told


def test_production_refuses_the_server_of_the_demo(settings: Settings, tmp_path: Path) -> None:
    provider = tmp_path / "provider.toml"
    provider.write_text(
        'issuer = "https://provider.example"\nclient_id = "portal"\n'
        'token_auth = "client_secret_post"\nclient_secret = "invented"\n'
    )
    production = {
        **environ_of(settings),
        "PORTAL_ENVIRONMENT": "production",
        "PORTAL_BASE_URL": "https://portaal.example",
        "PORTAL_PATIENT_PROVIDER": str(provider),
        "PORTAL_STAFF_PROVIDER": str(provider),
    }
    done = portal(production, "serve", "--port=0")
    assert (done.code, done.told.count("\n")) == (FAILED, 1)
    assert "PORTAL_DATABASE_URL names the server that the demo brings along" in done.told


def test_production_refuses_the_provider_of_the_demo(settings: Settings) -> None:
    production = {
        **environ_of(settings),
        "PORTAL_ENVIRONMENT": "production",
        "PORTAL_BASE_URL": "https://portaal.example",
    }
    done = portal(production, "serve", "--port=0")
    assert (done.code, done.told.count("\n")) == (USAGE, 1)
    assert "PORTAL_PATIENT_PROVIDER" in done.told


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ports = ("--port=0", "--provider-port=0")
    done = portal({}, "demo", *ports, f"--data-dir={tmp_path / 'file' / 'data'}")
    assert (done.code, done.told.count("\n")) == (FAILED, 1)


def test_the_portal_serves_and_stops_on_request(settings: Settings) -> None:
    with (
        site.served(environ_of(settings)) as address,
        urllib.request.urlopen(f"{address}/klaar") as answer,  # noqa: S310 - our own
    ):
        assert (answer.status, answer.read()) == (200, b"ok")
        assert "server" not in answer.headers


def test_what_the_portal_tells_its_keeper_is_json(settings: Settings) -> None:
    told: list[str] = []
    with site.served(environ_of(settings), told) as address:
        urllib.request.urlopen(f"{address}/gezond?zoek=Jansen").close()  # noqa: S310 - our own
    assert "Jansen" not in "".join(told)
    lines = [json.loads(line) for line in "".join(told).splitlines()]
    answered = [line for line in lines if line["event"] == "answered"]
    assert [(line["route"], line["status"]) for line in answered] == [("public.health", 200)]


def environ_of(settings: Settings) -> dict[str, str]:
    """Give the environment that makes these settings, without the owner's address."""
    return {
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_BASE_URL": settings.base_url,
        "PORTAL_PATIENT_PROVIDER": str(settings.patient_provider),
        "PORTAL_STAFF_PROVIDER": str(settings.staff_provider),
        "PORTAL_SECRET_KEYS": str(settings.secret_keys),
        "PORTAL_ENVIRONMENT": "development",
    }


def portal(environ: dict[str, str], *arguments: str) -> Done:
    """Run the command with these settings alone, and wait until it has ended."""
    with TemporaryDirectory() as folder:
        told = Path(folder, "told")
        process = nursery.raised(arguments, environ, told)
        process.join(SECONDS)
        assert process.exitcode is not None, "it goes on"
        canary.heard(told.read_text())
        return Done(process.exitcode, told.read_text())


def _started(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "portal", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
