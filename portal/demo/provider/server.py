"""One issuer of the stand-in provider: Authlib's server, what it remembers, and its keys."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Error
from joserfc.jwk import RSAKey

from portal.demo.provider.client import SCOPES, Client
from portal.demo.provider.memory import Memory
from portal.demo.provider.messages import ProviderRequest, response
from portal.demo.provider.people import Somebody

CLASSES = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
LEVELS = {
    10: f"{CLASSES}PasswordProtectedTransport",
    20: f"{CLASSES}MobileTwoFactorContract",
    25: f"{CLASSES}Smartcard",
    30: f"{CLASSES}SmartcardPKI",
}
KEY_ID = "stand-in-1"
TOKEN_SECONDS = 300


class LoggedIn(msgspec.Struct, frozen=True):
    """Somebody who chose to log in, and at which level."""

    person: Somebody
    level: int
    session: str

    def subject(self, client_id: str) -> str:
        """Give the name under which this client knows them, different for every client."""
        told = f"{client_id}|{self.person.number}".encode()
        return hashlib.sha256(told).hexdigest()


class IssuedCode(msgspec.Struct, frozen=True):
    """What a code stands for; Authlib reads it by these names."""

    client_id: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    who: LoggedIn
    at: datetime

    def get_redirect_uri(self) -> str:
        """Give the address that the code was sent to."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """Give the scope that was granted."""
        return self.scope

    def get_nonce(self) -> str:
        """Give the nonce of the request."""
        return self.nonce

    def get_auth_time(self) -> int:
        """Give the moment of the login."""
        return int(self.at.timestamp())

    def get_acr(self) -> str:
        """Give the level of the login."""
        return LEVELS[self.who.level]

    def get_amr(self) -> list[str]:
        """Give how somebody logged in."""
        return ["stand-in"]


class ProviderServer(AuthorizationServer):  # type: ignore[misc]
    """One issuer. Everything is in memory: whoever logs in at a restart begins again."""

    def __init__(
        self, issuer: str, client: Client, now: Callable[[], datetime], key: RSAKey | None = None
    ) -> None:
        super().__init__(scopes_supported=sorted(SCOPES))
        self.issuer = issuer
        self.client = client
        self.now = now
        self.key = key or new_key()
        self.codes: Memory[IssuedCode] = Memory(timedelta(seconds=60))
        self.tokens: Memory[tuple[Client, LoggedIn]] = Memory(timedelta(seconds=TOKEN_SECONDS))
        self.pushed: Memory[dict[str, str]] = Memory(timedelta(minutes=15))
        self.pages: Memory[dict[str, str]] = Memory(timedelta(minutes=15))
        self.used: Memory[bool] = Memory(timedelta(minutes=10))
        self.register_token_generator("default", _token)

    def query_client(self, client_id: str) -> Client | None:
        """Find a client by its name."""
        return self.client if client_id == self.client.client_id else None

    def save_token(self, token: dict[str, Any], request: ProviderRequest) -> None:
        """Remember whom an access token is about."""
        self.tokens.put((request.client, request.user), self.now(), token["access_token"])

    def send_signal(self, *_: object, **__: object) -> None:
        """Tell nobody."""

    def create_oauth2_request(self, request: ProviderRequest) -> ProviderRequest:
        """Take the request as it is."""
        return request

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Any:
        """Make an answer."""
        return response(status, body, headers)

    def proved(self, request: ProviderRequest) -> Client | None:
        """Give the client that proved itself in this request, None where none did."""
        try:
            client: Client = self.authenticate_client(
                request, ["client_assertion_jwt", "client_secret_basic"]
            )
        except OAuth2Error:
            return None
        return client


def new_key() -> RSAKey:
    """Make a key for the provider to sign with."""
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": KEY_ID})


def _token(*, scope: str, **_: object) -> dict[str, Any]:
    return {
        "token_type": "Bearer",
        "access_token": secrets.token_urlsafe(32),
        "expires_in": TOKEN_SECONDS,
        "scope": scope,
    }
