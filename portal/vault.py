"""What the keys do: seal personal data for one row, find a BSN, give a secret by purpose.

Implements `consent.vault.Vault`. Every purpose and column has a key of its own (HKDF).
"""

import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal.keys import KEY_BYTES, RootKey, read_keys, require_own
from portal.settings import Environment, Settings

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16
_BSN_DIGITS = 9


class SealedValueError(ValueError):
    """A sealed value does not open here; the message holds a code and nothing of the value."""


class Vault:
    """
    Seals and opens under the keys of one installation, newest first.

    A sealed value is: version (1 byte), length of the key's id (1 byte), the id, nonce (12 bytes),
    AES-256-GCM ciphertext and tag; column, row and version are authenticated with it.
    """

    def __init__(self, keys: Sequence[RootKey]) -> None:
        if not keys:
            raise ValueError("a vault needs at least one key")
        self._keys = tuple(keys)
        self._by_id = {key.id: key for key in keys}
        self._derived: dict[tuple[str, str], bytes] = {}

    def seal(self, plain: bytes, where: str, row: UUID) -> bytes:
        """Encrypt for one column (`where`: "person.bsn") of one row, under the newest key."""
        key = self._keys[0]
        nonce = secrets.token_bytes(NONCE_BYTES)
        cipher = AESGCM(self._derive(key, f"seal/{where}"))
        key_id = key.id.encode("ascii")
        sealed = cipher.encrypt(nonce, plain, _place(where, row))
        return bytes((VERSION, len(key_id))) + key_id + nonce + sealed

    def open(self, sealed: bytes, where: str, row: UUID) -> bytes:
        """
        Give back what was sealed for the same column and row, under any key that is still here.

        Raises:
            SealedValueError: made by another version or key, damaged, or moved to another place.

        """
        key, nonce, rest = self._taken_apart(sealed)
        try:
            cipher = AESGCM(self._derive(key, f"seal/{where}"))
            return cipher.decrypt(nonce, rest, _place(where, row))
        except InvalidTag:
            raise SealedValueError("does_not_open_here") from None

    def bsn_key(self, bsn: str) -> bytes:
        """
        Give the keyed hash (32 bytes) under which a person is stored, made with the newest key.

        Raises:
            ValueError: not nine ASCII digits.

        """
        return self.bsn_keys(bsn)[0]

    def bsn_keys(self, bsn: str) -> tuple[bytes, ...]:
        """Give the keyed hashes under all keys, newest first: a person may be stored under any."""
        if len(bsn) != _BSN_DIGITS or not (bsn.isascii() and bsn.isdigit()):
            raise ValueError("bsn_not_nine_digits")
        message = b"online-inzage/bsn/1:" + bsn.encode("ascii")
        return tuple(hmac.digest(key, message, sha256) for key in self.secrets("bsn"))

    def secret(self, purpose: str) -> bytes:
        """Give the 32 secret bytes of a purpose, such as "csrf", under the newest key."""
        return self.secrets(purpose)[0]

    def secrets(self, purpose: str) -> tuple[bytes, ...]:
        """Give the secret of a purpose under all keys, newest first, to check older signatures."""
        return tuple(self._derive(key, f"secret/{purpose}") for key in self._keys)

    def _taken_apart(self, sealed: bytes) -> tuple[RootKey, bytes, bytes]:
        if not sealed[1:] or sealed[0] != VERSION:
            raise SealedValueError("unknown_version")
        start = 2 + sealed[1]
        key = self._by_id.get(sealed[2:start].decode("ascii", "replace"))
        if key is None:
            raise SealedValueError("unknown_key")
        if len(sealed) < start + NONCE_BYTES + TAG_BYTES:
            raise SealedValueError("too_short")
        return key, sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]

    def _derive(self, key: RootKey, purpose: str) -> bytes:
        known = self._derived.get((key.id, purpose))
        if known is None:
            info = b"online-inzage/1/" + purpose.encode("ascii")
            known = HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(key.secret)
            self._derived[key.id, purpose] = known
        return known


def open_vault(settings: Settings) -> Vault:
    """
    Give the vault of an installation.

    Raises:
        KeyFileError: the key file cannot be used, or not in production.

    """
    keys = read_keys(settings.secret_keys)
    if settings.environment is Environment.PRODUCTION:
        require_own(keys)
    return Vault(keys)


def _place(where: str, row: UUID) -> bytes:
    return f"{where}|{row}|{VERSION}".encode("ascii")
