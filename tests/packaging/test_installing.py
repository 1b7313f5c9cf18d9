"""docs/installing.md leads to a patient who sees their file: its commands, then its browser."""

import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from aiosmtpd.controller import Controller
from joserfc.jwk import KeySet

from browser.site import listening
from portal.demo.provider.app import CITIZENS, STAFF, Setup, create_provider
from portal.demo.provider.client import Client
from portal.demo.provider.people import Citizen, StaffMember, Workplace
from portal.demo.provider.registration import BACK, CLIENT_ID
from support import canary
from support.document import Block, blocks, choices
from support.foreign import Foreign
from support.forms import fill_in
from support.installation import Installed, outside, shell
from support.sources import ROOT

pytestmark = pytest.mark.packaging
INSTALLING = ROOT / "docs/installing.md"
WAITING_SECONDS = 30


@dataclass(frozen=True)
class Site:
    """An installation that serves, and what its settings are."""

    folder: Path
    environ: dict[str, str]
    told: str
    written_to: list[str]

    @property
    def portal(self) -> str:
        """Its address."""
        return self.environ["PORTAL_BASE_URL"]

    def command(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run `portal` as its keeper does."""
        return subprocess.run(
            [self.folder / ".venv/bin/portal", *arguments],
            cwd=self.folder,
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def site(
    installed: Installed, foreign: Foreign, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Do what the document says, up to its last step, in a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    (folder / ".venv").symlink_to(installed.folder / ".venv")
    steps = blocks(INSTALLING, until="## In containers")
    with listening() as port, listening() as provider_port, listening() as mail_port:
        pass
    yours = _yours(steps[0], installed, foreign, (port, provider_port, mail_port))
    *before, serve, post = [step for step in steps[1:] if step.language == "sh"]
    _write_patient(steps, folder)
    done = _run(before, folder, yours | {"PGPASSWORD": foreign.password}, foreign)
    assert done.returncode == 0, done.stderr
    environ = _kept(folder)
    with (
        _provider(folder, yours["PORTAL_BASE_URL"], provider_port),
        _serving(serve, folder, environ, port),
        _taking_mail(mail_port) as written_to,
        _running(post, folder, environ),
    ):
        yield Site(folder, environ, done.stdout + done.stderr, written_to)


def test_the_document_leads_to_a_released_patient(site: Site) -> None:
    with _logged_in(site.portal, "/medewerkers/inloggen") as manager:
        page = manager.get("/praktijk/werkafspraken")
        agreed = {"journal": "on", "results": "on", "handling": "manual"}
        fill_in(manager, page, "/praktijk/werkafspraken", {**agreed, "journal_from": "2020-07-01"})
        with _logged_in(site.portal, "/inloggen") as patient:
            assert patient.get("/mijn/dossier").status_code == 403
            asked = fill_in(patient, patient.get("/mijn/inzage"), "/mijn/inzage", {})
            assert asked.status_code == 200
            _release(manager)
            seen = patient.get("/mijn/dossier")
            assert seen.status_code == 200
            assert "Huisartsenpraktijk De Linde" in seen.text
            page = patient.get("/mijn/gegevens")
            fill_in(patient, page, "/mijn/gegevens/adres", {"adres": "anna@patient.example"})
    until = time.monotonic() + WAITING_SECONDS
    while not site.written_to and time.monotonic() < until:
        time.sleep(0.1)
    assert site.written_to == ["anna@patient.example"]


def test_what_the_commands_tell_has_the_credential_once_and_no_number(site: Site) -> None:
    assert site.told.count("credential") == 1
    assert not canary.suspicious(site.told)


def test_no_secret_of_the_document_is_open_to_others(site: Site) -> None:
    files = list((site.folder / "secrets").iterdir())
    assert {"secret-keys", "client-keys.json", "database-url"} <= {file.name for file in files}
    assert not [file.name for file in files if file.stat().st_mode & 0o077]


def test_the_owner_of_the_document_can_back_up_and_restore(site: Site, foreign: Foreign) -> None:
    # This owner is no superuser, as in production.
    folder = site.folder
    url = (folder / "secrets/owner-database-url").read_text().strip()
    done = site.command("backup", str(folder / "backup"), PORTAL_OWNER_DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    _asked(foreign, "postgres", "create database again owner portal_owner")
    again = url.removesuffix("/portal") + "/again"
    done = site.command("restore", str(folder / "backup"), PORTAL_OWNER_DATABASE_URL=again)
    assert done.returncode == 0, done.stderr
    assert _asked(foreign, "again", "select count(*) from patient") == "1"


def _asked(foreign: Foreign, database: str, statement: str) -> str:
    psql = [foreign.programs / "psql", "-qAtX", "-d", database, "-c", statement]
    return subprocess.check_output(psql, env={**outside(), **foreign.environ}, text=True).strip()


def _yours(
    step: Block, installed: Installed, foreign: Foreign, ports: tuple[int, int, int]
) -> dict[str, str]:
    port, provider_port, mail_port = ports
    provider = f"http://localhost:{provider_port}"
    server = foreign.environ
    ours = {
        "SOURCE": str(installed.source),
        "PGHOST": server["PGHOST"],
        "PGPORT": server["PGPORT"],
        "PGUSER": server["PGUSER"],
        "PORTAL_BASE_URL": f"http://127.0.0.1:{port}",
        "PATIENT_ISSUER": provider + CITIZENS,
        "STAFF_ISSUER": provider + STAFF,
        "PORT": str(port),
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(mail_port),
        "MAIL_FROM": "inzage@portaal.example",
    }
    assert choices(step).keys() == ours.keys()
    return ours


def _write_patient(steps: list[Block], folder: Path) -> None:
    (person,) = (step.text for step in steps if step.language == "json")
    (folder / "patient.json").write_text(person, encoding="utf-8")


def _run(
    steps: list[Block], folder: Path, yours: dict[str, str], foreign: Foreign
) -> subprocess.CompletedProcess[str]:
    # Step 2 has been done; of it only the PATH is left to set.
    lines = [
        step.text if "-m venv" not in step.text else step.text.splitlines()[-1] for step in steps
    ]
    # On plain http, on this machine alone, is development.
    environ = {**yours, "PORTAL_ENVIRONMENT": "development"}
    environ["PATH"] = f"{foreign.programs}:{outside()['PATH']}"
    return shell("\n".join([*lines, "env -0 > environ"]), folder, environ)


def _kept(folder: Path) -> dict[str, str]:
    pairs = (folder / "environ").read_text().rstrip("\0").split("\0")
    return dict(pair.partition("=")[::2] for pair in pairs)


@contextmanager
def _serving(step: Block, folder: Path, environ: dict[str, str], port: int) -> Iterator[None]:
    with _running(step, folder, environ):
        _wait(f"http://127.0.0.1:{port}/klaar")
        yield


@contextmanager
def _running(step: Block, folder: Path, environ: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        ["bash", "-c", f"exec {step.text}"],
        cwd=folder,
        env=environ,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=WAITING_SECONDS)
        canary.heard(told)
    assert process.returncode == 0, told


class _Recipients:
    """Takes every message, and keeps to whom it was."""

    def __init__(self) -> None:
        self.found: list[str] = []

    async def handle_DATA(  # noqa: N802 - the name is the library's
        self, _server: object, _session: object, envelope: Any
    ) -> str:
        self.found += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def _taking_mail(port: int) -> Iterator[list[str]]:
    recipients = _Recipients()
    controller = Controller(recipients, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield recipients.found
    finally:
        controller.stop()


@contextmanager
def _provider(folder: Path, portal: str, port: int) -> Iterator[None]:
    public = json.loads((folder / "client-keys-public.json").read_text())
    address = f"http://localhost:{port}"
    clients = {path: _client(portal, path, public) for path in (CITIZENS, STAFF)}
    person = json.loads(next(b.text for b in blocks(INSTALLING) if b.language == "json"))
    app = create_provider(
        Setup(
            citizens=[Citizen("Anna de Vries", person["bsn"], date(1980, 5, 1))],
            staff=[
                StaffMember("P.", "Wit", "900000001", (Workplace("90000101", "De Linde"),), "de")
            ],
            citizen_client=clients[CITIZENS],
            staff_client=clients[STAFF],
            is_development=True,
            address=address,
        )
    )
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        _wait(f"{address}{CITIZENS}/.well-known/openid-configuration")
        yield
    finally:
        server.should_exit = True
        thread.join()


def _client(portal: str, path: str, public: dict[str, Any]) -> Client:
    return Client(
        client_id=CLIENT_ID,
        redirect_uris=(portal + BACK[path],),
        logout_uris=(f"{portal}/uitgelogd",),
        keys=KeySet.import_key_set(public),
        encrypts=True,
    )


@contextmanager
def _logged_in(portal: str, door: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=portal, follow_redirects=True, timeout=WAITING_SECONDS) as client:
        page = client.get(door)
        back = fill_in(client, page, "authorize", {"person": "0", "login": "1"})
        assert back.status_code == 200, back.text[:2000]
        assert str(back.url).startswith(portal)
        yield client


def _release(manager: httpx.Client) -> None:
    listed = manager.get("/praktijk/aanvragen")
    (path,) = {part for part in listed.text.split('"') if part.startswith("/praktijk/aanvragen/")}
    done = fill_in(manager, manager.get(path), "/vrijgeven", {})
    assert done.status_code == 200, done.text[:2000]


def _wait(address: str) -> None:
    until = time.monotonic() + WAITING_SECONDS
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            if httpx.get(address).status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")
