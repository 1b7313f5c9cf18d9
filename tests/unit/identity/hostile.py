"""A provider that says and does what it is told to, right or wrong, over ASGI like a real one."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
from joserfc import jwe, jwt
from joserfc.jwk import Key, RSAKey
from litestar.types import Receive, Scope, Send

from portal.identity.oidc.configuration import ClientKeys
from portal.identity.oidc.departure import with_query
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.relying_party import Login, RelyingParty
from portal.identity.oidc.returning import returned
from unit.identity.stand_in import ANNA, AT

ISSUER = "https://provider.example"
CLIENT = "portal"
NOW = int(AT.timestamp())
SMARTCARD = "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"
OURS = RSAKey.generate_key(2048, {"use": "enc", "kid": "ours"})
STRANGER = RSAKey.generate_key(2048, {"use": "enc", "kid": "ours"})
THEIRS = RSAKey.generate_key(2048, {"use": "sig", "kid": "theirs"})
FOREIGN = RSAKey.generate_key(2048, {"use": "sig", "kid": "theirs"})

Claims = dict[str, Any]
Answer = tuple[int, bytes, str]


class Hostile:
    """What it answers, per path; every attribute may be replaced by a test."""

    def __init__(self) -> None:
        self.document: Any = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
        }
        self.key: Key = THEIRS
        self.published: Any = {"keys": [THEIRS.as_dict(private=False)]}
        self.header: Claims = {"alg": "RS256", "kid": "theirs"}
        self.nonce = ""
        self.change: Callable[[Claims], Claims] = lambda claims: claims
        self.sign: Callable[[Claims], str] = self.signed
        self.about: Claims = {"sub": "s", "bsn": ANNA, "loa_authn": SMARTCARD}
        self.userinfo: Callable[[Claims], bytes] = lambda claims: json.dumps(claims).encode()
        self.answers: dict[str, Callable[[], Answer]] = {}
        self.slow: dict[str, float] = {}
        self.later = timedelta(0)
        self.called: list[str] = []

    def signed(self, claims: Claims) -> str:
        """Sign as it should be."""
        return jwt.encode(self.header, claims, self.key, algorithms=[self.header["alg"]])

    def now(self) -> int:
        """Give its time, which the portal has too."""
        return int((AT + self.later).timestamp())

    def id_token(self) -> str:
        """Make the ID token of this login."""
        claims = {
            "iss": ISSUER,
            "sub": "s",
            "aud": CLIENT,
            "nonce": self.nonce,
            "iat": self.now(),
            "exp": self.now() + 300,
            "acr": SMARTCARD,
        }
        return self.sign(self.change(claims))

    def usual(self, path: str) -> Answer:
        """Answer as it should be."""
        if path == "/token":
            found = {"access_token": "at", "token_type": "Bearer", "id_token": self.id_token()}
            return 200, json.dumps(found).encode(), "application/json"
        if path == "/userinfo":
            return 200, self.userinfo(self.about), "application/json"
        body = self.published if path == "/jwks" else self.document
        return 200, json.dumps(body).encode(), "application/json"

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        """Serve one request."""
        path = scope["path"]
        self.called.append(path)
        await asyncio.sleep(self.slow.get(path, 0))
        status, body, kind = self.answers.get(path, lambda: self.usual(path))()
        headers = [(b"content-type", kind.encode()), (b"location", b"https://elsewhere.example/")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})


def party(hostile: Hostile, **choices: Any) -> RelyingParty:
    """Give a relying party of this provider; `choices` are fields of its configuration."""
    fields = {"token_auth": "client_secret_post", "client_secret": "secret", **choices}
    provider = Provider(
        issuer=ISSUER, client_id=CLIENT, redirect_uri="https://us.example", **fields
    )
    http = httpx.AsyncClient(transport=httpx.ASGITransport(hostile))
    return RelyingParty(provider, ClientKeys(None, (OURS,)), http)


async def log_in(hostile: Hostile, ours: RelyingParty, without: str = "", **more: str) -> Login:
    """Do a whole login; `more` are further parameters of the return, `without` one that is not."""
    at = AT + hostile.later
    departure = await ours.begin(at)
    asked = parse_qs(departure.url.partition("?")[2])
    hostile.nonce = asked["nonce"][0]
    back = {"state": asked["state"][0], "code": "c", **more}
    back.pop(without, None)
    return await ours.finish(returned(list(back.items())), departure.pending, at)


def for_us(token: str | bytes, key: Key = OURS, **header: str) -> str:
    """Encrypt something for the portal."""
    names = {"alg": "RSA-OAEP", "enc": "A128CBC-HS256", **header}
    return jwe.encrypt_compact(names, token, key, algorithms=[names["alg"], names["enc"], "DEF"])


__all__ = ["FOREIGN", "Hostile", "for_us", "log_in", "party", "with_query"]
