"""Starts PostgreSQL from its wheel, fills it with invented people, and runs the portal and the
stand-in provider until Ctrl-C. A second start keeps the data. An outside server is used where
PORTAL_DATABASE_URL and PORTAL_OWNER_DATABASE_URL name one. Refused in production.
"""

import argparse
import asyncio
import contextlib
import hashlib
import logging
import os
import socket
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from consent.dates import today
from portal import clock, observe
from portal.app import build_app
from portal.commands import Failure
from portal.commands.listening import Listener, listen, run_all
from portal.database import opened
from portal.demo.desk.posting import demo_desk
from portal.demo.people import citizens, staff_members
from portal.demo.provider.app import Setup, create_provider
from portal.demo.provider.people import Citizen, StaffMember
from portal.demo.provider.registration import Registration, register
from portal.demo.seed import HalfFilled, seed
from portal.embedded import EmbeddedPostgres
from portal.embedded.system import own_folder
from portal.keys import DEMO_KEY, begin_key_file, read_keys
from portal.migrate import migrate
from portal.settings import Environment, Settings, SettingsError, given_settings
from portal.vault import Vault

CLONE = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"


class Known(msgspec.Struct, frozen=True):
    """The invented people, as the stand-in provider knows them."""

    citizens: tuple[Citizen, ...]
    staff: tuple[StaffMember, ...]


HOSTS = {LOOPBACK: "localhost", "localhost": LOOPBACK}
"""What the portal is called, with what the provider is called then."""


class Databases(msgspec.Struct, frozen=True):
    """The address of the database for the application and for its owner."""

    url: str
    owner_url: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to listen and where to keep things."""
    parser.add_argument(
        "--host",
        choices=HOSTS,
        default=LOOPBACK,
        help="name of the portal, %(default)s or localhost: passkeys need a name (%(default)s)",
    )
    parser.add_argument("--port", type=int, default=8000, help="of the portal (%(default)s)")
    parser.add_argument(
        "--provider-port", type=int, default=8001, help="of the stand-in provider (%(default)s)"
    )
    parser.add_argument(
        "--data-dir", type=Path, default=None, help=f"where everything is kept ({usual_folder()})"
    )


def run(chosen: argparse.Namespace) -> int:
    """Run the demo until SIGINT or SIGTERM."""
    given = given_settings(os.environ)
    if given.get("ENVIRONMENT") == Environment.PRODUCTION:
        raise SettingsError("The demo is refused in production: PORTAL_ENVIRONMENT says so.")
    observe.configure(logging.WARNING)
    folder = (chosen.data_dir or usual_folder()).absolute()
    with (
        listen(LOOPBACK, chosen.port) as place,
        listen(LOOPBACK, chosen.provider_port) as provider_place,
        _databases(folder, given) as databases,
    ):
        # Two sites, as in production: cookies do not tell ports apart.
        portal = f"http://{chosen.host}:{_port(place)}"
        provider = f"http://{HOSTS[chosen.host]}:{_port(provider_place)}"
        registration = register(folder / "providers", portal, provider)
        clock.follow(_clock_file(folder))
        known = _known(folder)
        settings = _settings(folder, portal, databases, registration)
        listeners = [
            Listener(place, build_app(settings, demo_desk())),
            Listener(provider_place, create_provider(_setup(provider, registration, known))),
        ]
        asyncio.run(migrate(databases.owner_url, settings.application_role))
        _fill_once(settings, folder)
        asyncio.run(run_all(listeners, lambda: _welcome(portal, provider, known)))
    return 0


def usual_folder() -> Path:
    """Return where the demo keeps its data: in the clone; root's where its server may enter."""
    if os.geteuid() != 0:
        is_clone = (CLONE / "pyproject.toml").exists()
        return CLONE / ".demo" if is_clone else Path.home() / ".online-inzage"
    return Path(f"/var/lib/portal-{hashlib.sha256(bytes(CLONE)).hexdigest()[:12]}")


@contextlib.contextmanager
def _databases(folder: Path, given: Mapping[str, str]) -> Iterator[Databases]:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        own_folder(folder, 0o711 if os.geteuid() == 0 else 0o700, None)
    except OSError as error:
        raise Failure(f"{folder} cannot be made: {error.strerror}.") from None
    if "DATABASE_URL" in given and "OWNER_DATABASE_URL" in given:
        yield Databases(given["DATABASE_URL"], given["OWNER_DATABASE_URL"])
        return
    with EmbeddedPostgres(folder / "postgres") as server:
        yield Databases(server.url(), server.owner_url())


def _settings(
    folder: Path, portal: str, databases: Databases, registration: Registration
) -> Settings:
    keys = folder / "secret-keys"
    if not keys.exists():
        begin_key_file(keys, DEMO_KEY)
    return Settings(
        database_url=databases.url,
        owner_database_url=databases.owner_url,
        base_url=portal,
        patient_provider=registration.patient_provider,
        staff_provider=registration.staff_provider,
        secret_keys=keys,
        environment=Environment.DEVELOPMENT,
        clock_file=_clock_file(folder),
        demo=True,
    )


def _known(folder: Path) -> Known:
    # Everybody is as old as on the day the demo was filled; later starts remember that day.
    file = folder / "filled-on"
    if not file.exists():
        file.write_text(today(clock.now()).isoformat(), encoding="ascii")
    filled_on = date.fromisoformat(file.read_text(encoding="ascii"))
    return Known(citizens(filled_on), staff_members())


def _setup(address: str, registration: Registration, known: Known) -> Setup:
    return Setup(
        citizens=known.citizens,
        staff=known.staff,
        citizen_client=registration.citizen_client,
        staff_client=registration.staff_client,
        is_development=True,
        address=address,
        key=registration.key,
    )


def _fill_once(settings: Settings, folder: Path) -> None:
    filled = folder / "filled"
    if filled.exists():
        return
    try:
        asyncio.run(_fill(settings))
    except HalfFilled:
        raise Failure(
            f"The demo was stopped while it was being filled. Remove {folder} and start again."
        ) from None
    filled.touch()


async def _fill(settings: Settings) -> None:
    async with opened(settings.database_url):
        await seed(Vault(read_keys(settings.secret_keys)), clock.now())


def _welcome(portal: str, provider: str, known: Known) -> None:
    print(f"\nThe portal:             {portal}")
    print(f"The practice:           {portal}/medewerkers/inloggen")
    print(f"Its mail, and its time: {portal}/demo")
    print(f"The stand-in provider:  {provider}\n")
    print("Log in as one of these invented people:")
    for one in known.citizens:
        print(f"  patient   {one.name:<28} {one.en}")
    for member in known.staff:
        print(f"  employee  {member.name:<28} {member.en}")
    print("\nCtrl-C stops everything; the next start keeps the data.", flush=True)


def _clock_file(folder: Path) -> Path:
    # Its own page moves it, so there is always one.
    return Path(os.environ.get("PORTAL_CLOCK_FILE") or folder / "clock")


def _port(place: socket.socket) -> int:
    return int(place.getsockname()[1])
