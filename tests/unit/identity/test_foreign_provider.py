"""A login at a provider that others wrote: pyop, on which the Dutch nl-rdo-max is built.

Like there, everybody has the same subject, the level is in userinfo alone, and nothing is said of
pushed requests or of the issuer in the answer.
"""

import json
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from Cryptodome.PublicKey import RSA
from jwkest.jwk import RSAKey
from litestar.types import Receive, Scope, Send
from pyop.authz_state import AuthorizationState
from pyop.provider import Provider as ForeignProvider
from pyop.subject_identifier import HashBasedSubjectIdentifierFactory
from pyop.userinfo import Userinfo

from portal.clock import now
from portal.identity.claims.bsn import bsn_of
from portal.identity.errors import LoginFailed
from portal.identity.oidc.configuration import ClientKeys
from portal.identity.oidc.departure import Departure
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.relying_party import Login, RelyingParty
from portal.identity.oidc.returning import Returned, returned
from unit.identity.stand_in import ANNA, BRAM

ISSUER = "https://foreign.example"
BACK = "https://portal.example/inloggen/terug"
LEVEL = "http://eidas.europa.eu/LoA/substantial"
EVERYBODY = "_"
CLIENT = {
    "client_id": "portal",
    "client_secret": "geheim",
    "redirect_uris": [BACK],
    "response_types": ["code"],
    "token_endpoint_auth_method": "client_secret_basic",
}


class Foreign:
    """pyop behind ASGI; `people` is its list of people, which has one entry."""

    def __init__(self) -> None:
        self.people: dict[str, dict[str, str]] = {EVERYBODY: {"bsn": ANNA, "loa_authn": LEVEL}}
        key = RSAKey(key=RSA.generate(2048), alg="RS256", use="sig", kid="a+b/c=")
        self.provider = ForeignProvider(
            key,
            {
                "issuer": ISSUER,
                "authorization_endpoint": f"{ISSUER}/authorize",
                "token_endpoint": f"{ISSUER}/token",
                "userinfo_endpoint": f"{ISSUER}/userinfo",
                "jwks_uri": f"{ISSUER}/jwks",
            },
            AuthorizationState(HashBasedSubjectIdentifierFactory("salt")),
            {"portal": CLIENT},
            Userinfo(self.people),
            extra_scopes={"digid": ["bsn", "loa_authn"]},
        )

    def authorized(self, departure: Departure) -> Returned:
        """Log in on its page, and give what the portal gets back."""
        request = self.provider.parse_authentication_request(urlsplit(departure.url).query)
        return returned(list(self.provider.authorize(request, EVERYBODY).to_dict().items()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        body = (await receive()).get("body", b"").decode()
        headers = {name.decode().title(): value.decode() for name, value in scope["headers"]}
        answer = self._answer(scope["path"], body, headers)
        start: Any = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        text = json.dumps(answer).encode()
        await send({"type": "http.response.body", "body": text, "more_body": False})

    def _answer(self, path: str, body: str, headers: dict[str, str]) -> Any:
        match path:
            case "/token":
                return self.provider.handle_token_request(body, headers).to_dict()
            case "/userinfo":
                return self.provider.handle_userinfo_request(body, headers).to_dict()
            case "/jwks":
                return self.provider.jwks
        return self.provider.provider_configuration.to_dict()


@pytest.fixture(scope="module")
def foreign() -> Foreign:
    return Foreign()


def party(foreign: Foreign, **choices: Any) -> RelyingParty:
    provider = Provider(
        issuer=ISSUER,
        client_id="portal",
        client_secret="geheim",
        redirect_uri=BACK,
        token_auth="client_secret_basic",
        scopes=("openid", "digid"),
        extra_authorize={"login_hint": "digid"},
        **choices,
    )
    http = httpx.AsyncClient(transport=httpx.ASGITransport(foreign))
    return RelyingParty(provider, ClientKeys(), http)


async def log_in(foreign: Foreign, ours: RelyingParty) -> Login:
    departure = await ours.begin(now())
    return await ours.finish(foreign.authorized(departure), departure.pending, now())


async def test_a_citizen_logs_in_there(foreign: Foreign) -> None:
    login = await log_in(foreign, party(foreign))
    assert bsn_of(("bsn",), login.statements) == ANNA
    assert login.level == 25


async def test_two_people_with_one_subject_stay_two(foreign: Foreign) -> None:
    ours = party(foreign)
    first = await log_in(foreign, ours)
    foreign.people[EVERYBODY]["bsn"] = BRAM
    second = await log_in(foreign, ours)
    foreign.people[EVERYBODY]["bsn"] = ANNA
    assert first.subject == second.subject
    assert bsn_of(("bsn",), second.statements) == BRAM


async def test_what_it_does_not_offer_is_refused_where_agreed(foreign: Foreign) -> None:
    for choices, code in (
        ({"par": "require"}, "no_par"),
        ({"response_iss": "require"}, "response_iss"),
        ({"id_token_encrypted": True}, "id_token_not_encrypted"),
        ({"min_level": 30}, "level_too_low"),
    ):
        with pytest.raises(LoginFailed, match=code):
            await log_in(foreign, party(foreign, **choices))
