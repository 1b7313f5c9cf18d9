"""A software authenticator: makes passkeys and signs with them, also as no browser would."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, HOLDS_KEY = 0x01, 0x40
NO_MODEL = bytes(16)


@dataclass
class Authenticator:
    """One passkey at one address, with its counter."""

    origin: str
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    count: int = 0

    def make(self, question: str, **other: Any) -> str:
        """Answer what a new passkey is asked; ``other`` replaces what the browser adds."""
        options = json.loads(question)
        client = self._client("webauthn.create", options, other)
        length = len(self.credential_id).to_bytes(2, "big")
        held = NO_MODEL + length + self.credential_id + self._public()
        data = self._data(options["rp"]["id"], PRESENT | HOLDS_KEY, held, other)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def sign(self, question: str, **other: Any) -> str:
        """Answer what a known passkey is asked."""
        options = json.loads(question)
        self.count += 1
        client = self._client("webauthn.get", options, other)
        data = self._data(options["rpId"], PRESENT, b"", other)
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _client(self, kind: str, options: dict[str, Any], other: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said | other.get("client", {})).encode()

    def _data(self, party: str, flags: int, held: bytes, other: dict[str, Any]) -> bytes:
        name = hashlib.sha256(other.get("party", party).encode()).digest()
        count = other.get("count", self.count).to_bytes(4, "big")
        return name + bytes([other.get("flags", flags)]) + count + held

    def _public(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _answer(self, **response: bytes) -> str:
        number = _written(self.credential_id)
        parts = {name: _written(value) for name, value in response.items()}
        said = {"id": number, "rawId": number, "type": "public-key", "response": parts}
        return json.dumps(said)


def _written(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
