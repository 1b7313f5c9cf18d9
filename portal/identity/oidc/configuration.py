"""Reading the configuration of a provider, and refusing what would make a login unsafe."""

import json
import tomllib
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from portal.identity.oidc.provider import Provider

BY_ASSERTION = "private_key_jwt"
LOWEST_LEVEL = 20
# The paths of the stand-in provider, wherever somebody puts it.
STAND_INS = frozenset({"/proef-digid", "/proef-uzi"})
MOST_LEEWAY, LONGEST_STEP = 60, 30
SIGNATURES = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"})
OUR_PARAMETERS = frozenset(
    {
        "acr_values",
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "max_age",
        "nonce",
        "redirect_uri",
        "request",
        "request_uri",
        "response_type",
        "scope",
        "state",
    }
)


class ConfigurationError(ValueError):
    """A provider's configuration cannot be used; the message is a sentence naming the file."""


class ClientKeys(msgspec.Struct, frozen=True):
    """Our private keys at one provider; two that decrypt while one replaces the other."""

    signing: Key | None = None
    decrypting: tuple[Key, ...] = ()


def load_provider(
    file: Path, redirect_uri: str, *, development: bool = False
) -> tuple[Provider, ClientKeys]:
    """
    Read a provider and our keys there; in development low levels and plain http are allowed.

    Raises:
        ConfigurationError: unreadable, unknown or missing keys, or an unsafe choice.

    """
    given = _provider(file)
    if given.redirect_uri not in {"", redirect_uri}:
        raise ConfigurationError(f"{file}: redirect_uri must be {redirect_uri}, or left out.")
    provider = msgspec.structs.replace(given, redirect_uri=redirect_uri)
    keys = _client_keys(file, provider)
    faults = (*_unsafe(provider, development=development), *_missing(provider, keys))
    for fault in faults:
        raise ConfigurationError(f"{file}: {fault}.")
    return provider, keys


def is_own_machine(host: str) -> bool:
    """Tell whether a name or number stands for the machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        number = ip_address(host)
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified


def _provider(file: Path) -> Provider:
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Provider)
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise ConfigurationError(f"{file} is not TOML.") from None
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"{file}: {error}.") from None


def _client_keys(file: Path, provider: Provider) -> ClientKeys:
    if provider.keys is None:
        return ClientKeys()
    path = file.parent / provider.keys
    try:
        every = _key_set(path.read_text(encoding="ascii")).keys
    except (OSError, JoseError, ValueError, TypeError, KeyError):
        raise ConfigurationError(f"{path} is not a readable JWKS with private keys.") from None
    if not all(key.is_private for key in every):
        raise ConfigurationError(f"{path} holds a key without its private part.")
    signing = next((key for key in every if key.get("use") == "sig"), None)
    return ClientKeys(signing, tuple(key for key in every if key.get("use") == "enc"))


@lru_cache(maxsize=4)
def _key_set(text: str) -> KeySet:
    # Both doors may have the same keys, and to prove that they are sound takes a while.
    return KeySet.import_key_set(json.loads(text))


def _unsafe(provider: Provider, *, development: bool) -> list[str]:
    issuer = urlsplit(provider.issuer)
    is_stand_in = is_own_machine(issuer.hostname or "") or issuer.path in STAND_INS
    rules = {
        "issuer must begin with https://": issuer.scheme == "https" or development,
        "issuer is the stand-in provider or on this machine, which is refused in production": (
            not is_stand_in or development
        ),
        "issuer must be an address": bool(issuer.hostname) and not issuer.query,
        f"min_level must be {LOWEST_LEVEL} or more": (
            provider.min_level >= LOWEST_LEVEL or development
        ),
        "scopes must hold openid": "openid" in provider.scopes,
        "id_token_algs may hold asymmetric signatures only": (
            bool(provider.id_token_algs) and SIGNATURES.issuperset(provider.id_token_algs)
        ),
        "jwe_algs may hold neither dir nor a password": not any(
            alg == "dir" or alg.startswith(("PBES2", "A", "RSA1")) for alg in provider.jwe_algs
        ),
        f"leeway must lie between 0 and {MOST_LEEWAY}": 0 <= provider.leeway <= MOST_LEEWAY,
        f"timeout must lie between 1 and {LONGEST_STEP}": 1 <= provider.timeout <= LONGEST_STEP,
        "extra_authorize may not replace a parameter of the login": (
            OUR_PARAMETERS.isdisjoint(provider.extra_authorize)
        ),
    }
    return [fault for fault, holds in rules.items() if not holds]


def _missing(provider: Provider, keys: ClientKeys) -> list[str]:
    decrypts = provider.id_token_encrypted or provider.userinfo == "encrypted"
    rules = {
        "private_key_jwt needs a key with use sig that fits signing_alg": (
            provider.token_auth != BY_ASSERTION or _signs(provider, keys)
        ),
        f"{provider.token_auth} needs client_secret": (
            not provider.token_auth.startswith("client_secret") or bool(provider.client_secret)
        ),
        "what is encrypted for us needs a key with use enc": not decrypts or bool(keys.decrypting),
    }
    return [fault for fault, holds in rules.items() if not holds]


def _signs(provider: Provider, keys: ClientKeys) -> bool:
    if keys.signing is None or provider.signing_alg not in SIGNATURES:
        return False
    try:
        jwt.encode(
            {"alg": provider.signing_alg}, {}, keys.signing, algorithms=[provider.signing_alg]
        )
    except (JoseError, ValueError, TypeError):
        return False
    return True
