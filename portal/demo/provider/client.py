"""A client of the stand-in provider, registered by hand; Authlib asks it what it may do."""

import secrets
from dataclasses import dataclass

from authlib.oauth2.rfc6749 import ClientMixin
from joserfc.jwk import Key, KeySet

SCOPES = frozenset({"openid"})


@dataclass(frozen=True, kw_only=True)
class Client(ClientMixin):  # type: ignore[misc]
    """
    One application that people log in to.

    With `keys` it proves itself by private_key_jwt, without by its secret; `encrypts` sends
    userinfo signed and encrypted, `encrypts_id_token` the ID token as well.
    """

    client_id: str
    redirect_uris: tuple[str, ...]
    logout_uris: tuple[str, ...] = ()
    keys: KeySet | None = None
    secret: str | None = None
    encrypts: bool = False
    encrypts_id_token: bool = False
    id_token_signed_response_alg: str = "RS256"  # noqa: S105 - an algorithm

    def encryption_key(self) -> Key:
        """Give the key to encrypt for this client."""
        return next(key for key in self.keys or () if key.get("use") == "enc")

    def get_client_id(self) -> str:
        """Give the name of the client."""
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        """Give the address that is used when none is asked for."""
        return self.redirect_uris[0]

    def get_allowed_scope(self, scope: str | None) -> str:
        """Give what remains of the scopes asked for."""
        return " ".join(name for name in (scope or "").split() if name in SCOPES)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Accept the registered addresses, to the letter."""
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        """Compare the secret."""
        return bool(self.secret) and secrets.compare_digest(self.secret or "", client_secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002
        """Accept the one way that is registered."""
        return method == ("client_assertion_jwt" if self.keys else "client_secret_basic")

    def check_response_type(self, response_type: str) -> bool:
        """Accept the code flow alone."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Accept the code flow alone."""
        return grant_type == "authorization_code"
