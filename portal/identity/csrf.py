"""Proof that a form came from our own page: a token of the session, and what browsers tell."""

import hmac
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer
from litestar import Request

from portal.frame.render import CSRF_FIELD
from portal.vault import Vault

PURPOSE = "csrf"
HEADER = "x-csrf-token"


def csrf_token(vault: Vault, session: UUID) -> str:
    """Give the token of a session; it is good for as long as the session is."""
    return str(_signer(vault).dumps(session.hex))


def is_csrf_token(vault: Vault, session: UUID, token: str) -> bool:
    """Tell whether this is the token of this session, signed by any of our keys."""
    try:
        signed = _signer(vault).loads(token)
    except BadData:
        return False
    return isinstance(signed, str) and hmac.compare_digest(signed, session.hex)


async def token_in(request: Request[Any, Any, Any]) -> str:
    """Give the token that came with a form or in a header, empty when there is none."""
    if HEADER in request.headers:
        return str(request.headers[HEADER])
    sent = (await request.form()).get(CSRF_FIELD, "")
    return sent if isinstance(sent, str) else ""


def comes_from_us(request: Request[Any, Any, Any], base_url: str) -> bool:
    """
    Tell whether the browser does not say that another site sent this.

    Browsers of today always say so; a program that says nothing still needs the token.
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    parts = urlsplit(base_url)
    return origin is None or origin == f"{parts.scheme}://{parts.netloc}"


def _signer(vault: Vault) -> URLSafeSerializer:
    # The library signs with the last key and accepts all; ours are newest first.
    return URLSafeSerializer(list(reversed(vault.secrets(PURPOSE))), salt=PURPOSE)
