"""A provider's configuration is read strictly, and says in a sentence what is wrong."""

from pathlib import Path
from typing import Any

import pytest

from portal.demo.provider.registration import Registration
from portal.identity.oidc.configuration import ConfigurationError, load_provider

BACK = "https://portal.example/inloggen/terug"
USUAL = {
    "issuer": "https://provider.example",
    "client_id": "portal",
    "token_auth": "client_secret_basic",
    "client_secret": "very-secret",
}


def written(folder: Path, **change: Any) -> Path:
    file = folder / "provider.toml"
    values = {name: value for name, value in (USUAL | change).items() if value is not None}
    file.write_text("\n".join(f"{name} = {toml(value)}" for name, value in values.items()))
    return file


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}" = {toml(part)}' for name, part in value.items()) + "}"
    return str(value).lower() if isinstance(value, bool) else repr(value)


def test_little_has_to_be_said(tmp_path: Path) -> None:
    provider, _ = load_provider(written(tmp_path), BACK)
    assert provider.redirect_uri == BACK
    assert provider.min_level == 25
    assert provider.button().nl == "Inloggen met DigiD"


def test_the_button_has_the_words_of_the_configuration(tmp_path: Path) -> None:
    file = written(tmp_path, label={"nl": "Inloggen met de proef", "en": "Log in with the trial"})
    assert load_provider(file, BACK)[0].button().en == "Log in with the trial"
    file = written(tmp_path, name={"nl": "onze dienst", "en": "our service"})
    assert load_provider(file, BACK)[0].button().en == "Log in with our service"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"issuer": None}, "missing required field `issuer`"),
        ({"isuer": "x"}, "unknown field `isuer`"),
        ({"token_auth": "magic"}, "Invalid enum value 'magic'"),
        ({"min_level": "25"}, "Expected `int`, got `str`"),
        ({"min_level": 19}, "min_level must be 20 or more"),
        ({"issuer": "http://provider.example"}, "issuer must begin with https://"),
        ({"issuer": "https://"}, "issuer must be an address"),
        ({"redirect_uri": "https://other.example"}, f"redirect_uri must be {BACK}"),
        ({"scopes": ["profile"]}, "scopes must hold openid"),
        ({"id_token_algs": ["RS256", "none"]}, "asymmetric signatures only"),
        ({"id_token_algs": ["HS256"]}, "asymmetric signatures only"),
        ({"id_token_algs": []}, "asymmetric signatures only"),
        ({"jwe_algs": ["dir"]}, "neither dir nor a password"),
        ({"jwe_algs": ["RSA1_5"]}, "neither dir nor a password"),
        ({"leeway": 61}, "leeway must lie between 0 and 60"),
        ({"timeout": 31}, "timeout must lie between 1 and 30"),
        ({"extra_authorize": {"state": "x"}}, "may not replace a parameter"),
        ({"client_secret": None}, "client_secret_basic needs client_secret"),
        ({"token_auth": "private_key_jwt"}, "private_key_jwt needs a key"),
        ({"userinfo": "encrypted"}, "needs a key with use enc"),
        ({"keys": "absent.json"}, "is not a readable JWKS"),
        ({"label": {"nl": "Inloggen"}}, "missing required field `en`"),
    ],
)
def test_a_wrong_choice_is_refused_in_words(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_provider(written(tmp_path, **change), BACK)
    assert sentence in str(refused.value)
    assert "very-secret" not in str(refused.value)


def test_development_may_do_with_less(tmp_path: Path) -> None:
    file = written(tmp_path, issuer="http://localhost:8001", min_level=10)
    assert load_provider(file, BACK, development=True)[0].min_level == 10


@pytest.mark.parametrize("text", ["issuer = ", "\xff", ""])
def test_a_file_that_is_no_configuration_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "provider.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigurationError):
        load_provider(file, BACK)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_provider(tmp_path / "absent.toml", BACK)


def test_our_keys_stay_private(tmp_path: Path, registration: Registration) -> None:
    folder = registration.patient_provider.parent
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.glob("*.json"))
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("alg", ["ES256", "HS256", "RS1"])
def test_a_signature_that_our_key_cannot_make_is_refused(
    tmp_path: Path, registration: Registration, alg: str
) -> None:
    keys = registration.patient_provider.parent / "portal-keys.json"
    file = written(tmp_path, token_auth="private_key_jwt", signing_alg=alg, keys=str(keys))
    with pytest.raises(ConfigurationError, match="fits signing_alg"):
        load_provider(file, BACK)
