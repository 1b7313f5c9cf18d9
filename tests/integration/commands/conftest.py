"""The command line in this process, with the settings of a fresh database in its environment."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from portal import cli, clock
from portal.settings import Settings

URA = "90000101"


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it told."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> dict[str, Any]:
        """What it told to a program."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Portal = Callable[..., Answer]


@pytest.fixture
def portal(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Portal:
    """Give the command `portal`."""
    given = {
        "DATABASE_URL": settings.database_url,
        "OWNER_DATABASE_URL": settings.owner_database_url,
        "BASE_URL": settings.base_url,
        "PATIENT_PROVIDER": settings.patient_provider,
        "STAFF_PROVIDER": settings.staff_provider,
        "SECRET_KEYS": settings.secret_keys,
        "ENVIRONMENT": settings.environment.value,
        "CLOCK_FILE": settings.clock_file,
    }
    for name, value in given.items():
        monkeypatch.setenv(f"PORTAL_{name}", str(value))

    def run(*arguments: object) -> Answer:
        capsys.readouterr()
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        clock.follow(settings.clock_file)
        told = capsys.readouterr()
        return Answer(code, told.out, told.err)

    return run


@pytest.fixture
def practice(portal: Portal) -> str:
    """Give the number of a new practice."""
    done = portal("practice", "new", "--name=De Linde", "--phone=030 123 45 67", f"--ura={URA}")
    assert done.code == 0, done.err
    return URA
