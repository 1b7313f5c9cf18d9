"""What serves in development and may never serve patients: keys and providers of a demo."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest

from portal.demo.provider.app import CITIZENS, STAFF
from portal.identity.doors import open_doors
from portal.identity.oidc.configuration import STAND_INS, ConfigurationError
from portal.keys import DEMO_KEY, KeyFileError, begin_key_file
from portal.settings import Environment, Settings
from portal.vault import open_vault

PROVIDER = {"client_id": "portal", "token_auth": "client_secret_post", "client_secret": "invented"}
TYPED = [bytes(32), bytes(range(32)), b"change-me-change-me-change-me-ok", b"0123456789abcdef" * 2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings with which production starts."""
    begin_key_file(tmp_path / "keys")
    return Settings(
        database_url="postgresql://portal_app:x@db.example/portal",
        base_url="https://portaal.example",
        patient_provider=_provider(tmp_path, "patient"),
        staff_provider=_provider(tmp_path, "staff"),
        secret_keys=tmp_path / "keys",
    )


async def test_production_starts_with_what_is_its_own(settings: Settings) -> None:
    open_vault(settings)
    await open_doors(settings).close()


def test_the_keys_of_a_demo_are_refused(settings: Settings, tmp_path: Path) -> None:
    demo = replace(settings, secret_keys=tmp_path / "demo-keys")
    begin_key_file(demo.secret_keys, DEMO_KEY)
    with pytest.raises(KeyFileError, match=r"PORTAL_SECRET_KEYS .* refused in production"):
        open_vault(demo)
    open_vault(_developed(demo))


@pytest.mark.parametrize("secret", TYPED)
def test_a_key_that_was_typed_is_refused(settings: Settings, secret: bytes) -> None:
    typed = base64.urlsafe_b64encode(secret).decode()
    with settings.secret_keys.open("a") as file:
        file.write(f"2:{typed}\n")
    with pytest.raises(KeyFileError, match="PORTAL_SECRET_KEYS: key 2") as refused:
        open_vault(settings)
    assert typed not in str(refused.value)
    open_vault(_developed(settings))


@pytest.mark.parametrize(
    "issuer",
    [
        "http://provider.example",
        "https://localhost:8001",
        "https://proef.localhost",
        "https://127.0.0.1",
        "https://127.8.9.1:8443/x",
        "https://[::1]:8001",
        "https://0.0.0.0",
        "https://proef.example/proef-digid",
    ],
)
@pytest.mark.parametrize("who", ["patient", "staff"])
async def test_a_stand_in_is_refused(settings: Settings, who: str, issuer: str) -> None:
    file = _provider(settings.secret_keys.parent, who, issuer)
    with pytest.raises(ConfigurationError, match=f"PORTAL_{who.upper()}_PROVIDER: .*issuer"):
        open_doors(settings)
    assert file in {settings.patient_provider, settings.staff_provider}
    await open_doors(_developed(settings)).close()


def test_the_marks_are_those_of_the_stand_in() -> None:
    assert {CITIZENS, STAFF} == STAND_INS


def _provider(folder: Path, who: str, issuer: str = "https://provider.example/oidc") -> Path:
    file = folder / f"{who}.toml"
    choices = {**PROVIDER, "issuer": issuer}
    file.write_text("\n".join(f"{name} = {json.dumps(one)}" for name, one in choices.items()))
    return file


def _developed(settings: Settings) -> Settings:
    return replace(settings, environment=Environment.DEVELOPMENT)
