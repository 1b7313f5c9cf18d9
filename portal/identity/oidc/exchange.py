"""Exchanging the code for tokens, directly with the provider."""

import re

import msgspec

from portal.identity.errors import misconfigured, rejected, unavailable
from portal.identity.oidc.client_authentication import Proof
from portal.identity.oidc.discovery import Addresses
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.transport import OK, Answer, Transport, json_object

UNAUTHORIZED = 401
_ACCESS_TOKEN = re.compile(r"[\x21-\x7e]{1,8192}")


class Tokens(msgspec.Struct, frozen=True):
    """What a code was worth; neither of them outlives the login."""

    access: str
    id: str


class Code(msgspec.Struct, frozen=True):
    """The code with the secret that proves that the login began here. Source: RFC 7636."""

    code: str
    verifier: str


async def exchanged(
    transport: Transport, provider: Provider, addresses: Addresses, code: Code, proof: Proof
) -> Tokens:
    """
    Exchange the code.

    Raises:
        LoginFailed: the provider refuses it, does not know us, or is out of order.

    """
    form = {
        "grant_type": "authorization_code",
        "code": code.code,
        "redirect_uri": provider.redirect_uri,
        "code_verifier": code.verifier,
        **proof.form,
    }
    answer = await transport.post("token", addresses.token, form, proof.headers)
    if answer.status != OK:
        raise _refusal(answer)
    return _tokens(answer)


def _refusal(answer: Answer) -> Exception:
    # 401 is about us, the client: no new attempt of the person mends that.
    if answer.status == UNAUTHORIZED:
        return misconfigured("token_status", str(answer.status))
    refusal = rejected if answer.is_refusal else unavailable
    return refusal("token_status", str(answer.status))


def _tokens(answer: Answer) -> Tokens:
    found = json_object("token", answer.body)
    access, id_token, kind = (found.get(n) for n in ("access_token", "id_token", "token_type"))
    if not isinstance(kind, str) or kind.lower() != "bearer":
        raise rejected("token_type")
    if not isinstance(access, str) or not _ACCESS_TOKEN.fullmatch(access):
        raise rejected("token_access")
    if not isinstance(id_token, str):
        raise rejected("token_id")
    return Tokens(access, id_token)
