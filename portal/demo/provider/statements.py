"""What the stand-in provider publishes about itself, and states of somebody at userinfo."""

from datetime import datetime
from typing import Any

from joserfc import jwe, jwt

from portal.demo.provider.client import Client
from portal.demo.provider.server import KEY_ID, LEVELS, LoggedIn, ProviderServer

USERINFO_SECONDS = 60


def discovery(issuer: str) -> dict[str, Any]:
    """Give the discovery document of an issuer."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "jwks_uri": f"{issuer}/jwks",
        "pushed_authorization_request_endpoint": f"{issuer}/par",
        "end_session_endpoint": f"{issuer}/logout",
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_basic"],
        "authorization_response_iss_parameter_supported": True,
        "acr_values_supported": list(LEVELS.values()),
        "ui_locales_supported": ["nl", "en"],
    }


def userinfo(server: ProviderServer, client: Client, who: LoggedIn, at: datetime) -> dict[str, Any]:
    """Give what is stated of somebody to a client."""
    now = int(at.timestamp())
    return {
        "iss": server.issuer,
        "aud": client.client_id,
        "sub": who.subject(client.client_id),
        "iat": now,
        "nbf": now - 10,
        "exp": now + USERINFO_SECONDS,
        "loa_authn": LEVELS[who.level],
        "session_id": who.session,
        **who.person.claims(),
    }


def sealed(claims: dict[str, Any], server: ProviderServer, client: Client) -> str:
    """Sign a statement and encrypt it for the client."""
    header = {"alg": "RS256", "kid": KEY_ID}
    return encrypted(jwt.encode(header, claims, server.key), client)


def encrypted(token: str, client: Client) -> str:
    """Encrypt a signed token as nl-rdo-max does."""
    header = {"alg": "RSA-OAEP", "enc": "A128CBC-HS256", "cty": "JWT"}
    algorithms = [header["alg"], header["enc"]]
    return jwe.encrypt_compact(header, token, client.encryption_key(), algorithms=algorithms)
