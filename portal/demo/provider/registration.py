"""Making the portal known at the stand-in provider: keys, and the configuration files it reads."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
from joserfc.jwk import KeySet, RSAKey

from portal.demo.provider.app import CITIZENS, STAFF
from portal.demo.provider.client import Client
from portal.demo.provider.server import new_key

CLIENT_ID = "online-inzage"
BACK = {CITIZENS: "/inloggen/terug", STAFF: "/medewerkers/inloggen/terug"}
NAMES = {CITIZENS: ("proef-DigiD", "trial DigiD"), STAFF: ("proef-UZI", "trial UZI")}
LABELS = {
    CITIZENS: ("Inloggen met de proef-DigiD", "Log in with the trial DigiD"),
    STAFF: ("Inloggen met de proef-UZI", "Log in with the trial UZI"),
}


class Registration(msgspec.Struct, frozen=True):
    """The portal as both sides know it: files for the portal, clients and key for the provider."""

    patient_provider: Path
    staff_provider: Path
    citizen_client: Client
    staff_client: Client
    key: RSAKey


def register(folder: Path, portal: str, provider: str) -> Registration:
    """
    Write the files that are not there yet, and give both sides.

    `portal` and `provider` are addresses without a final slash. Keys stay as they are from one
    start to the next; the configurations are written anew, since the addresses may have changed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours = _keys(folder / "portal-keys.json", _client_keys)
    signing = _keys(folder / "provider-key.json", lambda: KeySet([new_key()])).keys[0]
    key = RSAKey.import_key(signing.as_dict(private=True))
    files = {path: _configuration(folder, path, provider + path) for path in (CITIZENS, STAFF)}
    public = KeySet.import_key_set(ours.as_dict(private=False))
    clients = {path: _client(portal, path, public) for path in (CITIZENS, STAFF)}
    return Registration(files[CITIZENS], files[STAFF], clients[CITIZENS], clients[STAFF], key)


def _client(portal: str, path: str, keys: KeySet) -> Client:
    return Client(
        client_id=CLIENT_ID,
        redirect_uris=(portal + BACK[path],),
        logout_uris=(f"{portal}/uitgelogd",),
        keys=keys,
        encrypts=True,
    )


def _client_keys() -> KeySet:
    return KeySet(
        [
            RSAKey.generate_key(2048, {"use": use, "kid": f"portal-{use}"}, auto_kid=False)
            for use in ("sig", "enc")
        ]
    )


def _keys(file: Path, make: Callable[[], KeySet]) -> KeySet:
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            json.dump(make().as_dict(private=True), out)
    return KeySet.import_key_set(json.loads(file.read_text(encoding="ascii")))


def _configuration(folder: Path, path: str, issuer: str) -> Path:
    file = folder / f"{path.removeprefix('/')}.toml"
    words = {"name": NAMES[path], "label": LABELS[path]}
    choices: dict[str, object] = {
        "issuer": issuer,
        "client_id": CLIENT_ID,
        "keys": "portal-keys.json",
        "userinfo": "encrypted",
        "signing_alg": "PS256",
        "par": "require",
        "response_iss": "require",
        "min_level": 25,
        "acr_values": ["urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"],
    }
    if path == CITIZENS:
        choices["representation"] = True
    lines = [f"{name} = {json.dumps(value)}" for name, value in choices.items()]
    lines += [f'{name} = {{ nl = "{nl}", en = "{en}" }}' for name, (nl, en) in words.items()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
