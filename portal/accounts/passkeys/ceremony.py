"""What a browser is asked to let a passkey sign, and whether what comes back holds."""

import json
from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
import webauthn
from webauthn.helpers import (
    base64url_to_bytes,
    options_to_json,
    parse_client_data_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

NAME = "Online inzage"
LONGEST_ID = 1023
"""Bytes of the id of a passkey. Source: WebAuthn Level 3 §4, Credential ID."""
# A passkey is the second step: the password is what somebody knows, this is what they have.
VERIFIED = UserVerificationRequirement.DISCOURAGED
# What the library raises on an answer that no browser made.
NONSENSE = (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, RecursionError)


class Party(msgspec.Struct, frozen=True):
    """The portal as passkeys know it: the name of its host, and the address of its pages."""

    id: str
    origin: str


class Made(msgspec.Struct, frozen=True):
    """A passkey that was just made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def party_of(base_url: str) -> Party:
    """Give the portal at the address that people type."""
    parts = urlsplit(base_url)
    return Party(parts.hostname or "", f"{parts.scheme}://{parts.netloc.lower()}")


def asked_to_add(
    party: Party, account: tuple[UUID, str], known: Sequence[bytes], challenge: bytes
) -> str:
    """Give, as JSON, what a new passkey signs; `account` is its id and name, `known` stay out."""
    number, name = account
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=NAME,
        user_id=number.bytes,
        user_name=name,
        challenge=challenge,
        exclude_credentials=_described(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=VERIFIED
        ),
    )
    return options_to_json(options)


def asked_to_log_in(party: Party, known: Sequence[bytes], challenge: bytes) -> str:
    """Give, as JSON, what one of these passkeys signs."""
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        allow_credentials=_described(known),
        user_verification=VERIFIED,
    )
    return options_to_json(options)


def told(answer: str) -> tuple[bytes, bytes] | None:
    """Give the passkey and the challenge that an answer names; None when it is none."""
    try:
        sent = json.loads(answer)
        client = parse_client_data_json(base64url_to_bytes(sent["response"]["clientDataJSON"]))
        return base64url_to_bytes(sent["rawId"]), client.challenge
    except NONSENSE:
        return None


def made(party: Party, answer: str, challenge: bytes) -> Made | None:
    """Give the passkey of an answer; None when it does not hold."""
    try:
        checked = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
        )
    except NONSENSE:
        return None
    if not 0 < len(checked.credential_id) <= LONGEST_ID:
        return None
    return Made(checked.credential_id, checked.credential_public_key, checked.sign_count)


def used(party: Party, answer: str, challenge: bytes, passkey: Made) -> int | None:
    """Give how often this passkey signed until now; None when the answer does not hold."""
    try:
        checked = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    except NONSENSE:
        return None
    return checked.new_sign_count


def _described(known: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one) for one in known]
