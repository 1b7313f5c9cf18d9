"""The rules of a login at the stand-in provider: code, PKCE S256, nonce, assertion, ID token."""

import secrets
from typing import Any

from authlib.oauth2.rfc6749 import InvalidClientError, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core import OpenIDCode
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey
from joserfc.jwt import Claims, JWTClaimsRegistry

from portal.demo.provider.client import Client
from portal.demo.provider.messages import ProviderRequest
from portal.demo.provider.server import KEY_ID, IssuedCode, LoggedIn, ProviderServer
from portal.demo.provider.statements import encrypted

ID_TOKEN_SECONDS = 300


def add_rules(server: ProviderServer) -> None:
    """Teach an issuer everything it accepts; nothing else is."""
    server.register_client_auth_method("client_assertion_jwt", Assertion(server))
    server.register_grant(CodeGrant, [S256(required=True), IdToken(server)])
    server.register_extension(ThisIssuer(server))


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]
    """Codes that live a minute and are used once, also when the exchange fails."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_assertion_jwt", "client_secret_basic")

    def generate_authorization_code(self) -> str:
        """Make a code."""
        return secrets.token_urlsafe(32)

    def save_authorization_code(self, code: str, request: ProviderRequest) -> None:
        """Remember what the code stands for."""
        asked, server = request.payload.data, self.server
        issued = IssuedCode(
            client_id=request.client.client_id,
            redirect_uri=request.payload.redirect_uri,
            scope=request.scope,
            nonce=asked["nonce"],
            code_challenge=asked["code_challenge"],
            code_challenge_method=asked["code_challenge_method"],
            who=request.user,
            at=server.now(),
        )
        server.codes.put(issued, issued.at, code)

    def query_authorization_code(self, code: str, client: Client) -> IssuedCode | None:
        """Take what the code stands for, where it was given to this client."""
        found: IssuedCode | None = self.server.codes.take(code, self.server.now())
        return found if found and found.client_id == client.client_id else None

    def delete_authorization_code(self, authorization_code: IssuedCode) -> None:
        """Do nothing: it was taken."""

    def authenticate_user(self, authorization_code: IssuedCode) -> LoggedIn:
        """Give who logged in."""
        return authorization_code.who


class S256(CodeChallenge):  # type: ignore[misc]
    """PKCE for every client, by S256 alone."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: CodeGrant, redirect_uri: str) -> None:
        """Require a challenge and the method, both of which Authlib leaves free."""
        asked = grant.request.payload.data
        if not asked.get("code_challenge") or not asked.get("code_challenge_method"):
            raise InvalidRequestError("Missing code_challenge or its method")
        super().validate_code_challenge(grant, redirect_uri)


class Assertion(JWTBearerClientAssertion):  # type: ignore[misc]
    """private_key_jwt, judged by the clock that the portal has too."""

    def __init__(self, server: ProviderServer) -> None:
        super().__init__()
        self._server = server

    def resolve_client_public_key(self, client: Client) -> KeySet:
        """Give the keys registered for the client."""
        if client.keys is None:
            raise InvalidClientError(description="This client has no keys.")
        return client.keys

    def process_assertion_claims(self, assertion: str, resolve_key: KeySet) -> Claims:
        """Check the signature, also one by PS256, which the libraries leave out by default."""
        try:
            token = jwt.decode(assertion, resolve_key, algorithms=["PS256", "RS256", "ES256"])
        except JoseError as error:
            raise InvalidClientError(description="The assertion is not acceptable.") from error
        self.verify_claims(token.claims)
        return token.claims

    def verify_claims(self, claims: Claims) -> None:
        """Check for whom, by whom, until when, and that it was not used before."""
        essential: Any = {"essential": True}
        ours: Any = {
            "essential": True,
            "values": [self._server.issuer, f"{self._server.issuer}/token"],
        }
        now = self._server.now()
        registry = JWTClaimsRegistry(
            int(now.timestamp()), self.leeway, iss=essential, sub=essential, aud=ours, exp=essential
        )
        try:
            registry.validate(claims)
        except JoseError as error:
            raise InvalidClientError(description="The assertion is not acceptable.") from error
        jti = claims.get("jti")
        if claims["sub"] != claims["iss"] or not isinstance(jti, str) or self._was_used(jti):
            raise InvalidClientError(description="The assertion is not acceptable.")

    def _was_used(self, jti: str) -> bool:
        now = self._server.now()
        was_used = self._server.used.get(jti, now) is not None
        self._server.used.put(True, now, jti)
        return was_used


class IdToken(OpenIDCode):  # type: ignore[misc]
    """The ID token, encrypted for a client that asks for it."""

    def __init__(self, server: ProviderServer) -> None:
        super().__init__(require_nonce=True)
        self._server = server

    def exists_nonce(self, nonce: str, request: ProviderRequest) -> bool:  # noqa: ARG002
        """Say no: the nonce is for the client to check."""
        return False

    def resolve_client_private_key(self, client: Client) -> RSAKey:  # noqa: ARG002
        """Give the key to sign with."""
        return self._server.key

    def get_encode_header(self, client: Client) -> dict[str, str]:
        """Name the key."""
        return {"alg": self.get_client_algorithm(client), "kid": KEY_ID}

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        """Say by whom, for whom and until when."""
        now = int(self._server.now().timestamp())
        return {
            "iss": self._server.issuer,
            "aud": client.client_id,
            "iat": now,
            "exp": now + ID_TOKEN_SECONDS,
            "auth_time": now,
            "jti": secrets.token_urlsafe(16),
        }

    def generate_user_info(self, user: LoggedIn, scope: str) -> dict[str, Any]:  # noqa: ARG002
        """Say nothing of the person here but the session: the BSN goes by userinfo alone."""
        return {"sid": user.session}

    def get_compatible_claims(self, request: ProviderRequest) -> dict[str, Any]:
        """Add the name under which the client knows the person."""
        claims: dict[str, Any] = super().get_compatible_claims(request)
        return {**claims, "sub": request.user.subject(request.client.client_id)}

    def encode_id_token(self, token: dict[str, Any], request: ProviderRequest) -> str:
        """Sign, and encrypt where agreed."""
        signed: str = super().encode_id_token(token, request)
        return encrypted(signed, request.client) if request.client.encrypts_id_token else signed


class ThisIssuer(IssuerParameter):  # type: ignore[misc]
    """The provider's name with every answer. Source: RFC 9207."""

    def __init__(self, server: ProviderServer) -> None:
        self._server = server

    def get_issuer(self) -> str:
        """Give the name."""
        return self._server.issuer
