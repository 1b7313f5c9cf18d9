"""One issuer of the stand-in provider: what happens at each of its addresses."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from authlib.oauth2.rfc6749 import OAuth2Error

from portal.demo.provider import statements
from portal.demo.provider.choice import ChoicePage, MessagePage, choices, levels
from portal.demo.provider.messages import Fields, ProviderRequest, ProviderResponse
from portal.demo.provider.people import Somebody
from portal.demo.provider.server import LEVELS, LoggedIn, ProviderServer
from portal.texts import language_of

FROM_THE_CLIENT_ALONE = frozenset({"client_assertion", "client_assertion_type", "client_secret"})


class Issuer(msgspec.Struct, frozen=True):
    """An issuer and the people who can log in there; `kind` names its words: citizens or staff."""

    kind: str
    server: ProviderServer
    people: Sequence[Somebody]

    def pushed(self, headers: Mapping[str, str], fields: Fields) -> ProviderResponse:
        """Take a request handed over beforehand. Source: RFC 9126."""
        server = self.server
        client = server.proved(ProviderRequest("POST", f"{server.issuer}/par", headers, fields))
        asked = {name: value for name, value in fields if name not in FROM_THE_CLIENT_ALONE}
        if client is None or asked.get("client_id", client.client_id) != client.client_id:
            return ProviderResponse({"error": "invalid_client"}, status_code=401)
        kept = {**asked, "client_id": client.client_id}
        key = f"urn:ietf:params:oauth:request_uri:{secrets.token_urlsafe(24)}"
        server.pushed.put(kept, server.now(), key)
        return ProviderResponse({"request_uri": key, "expires_in": 900}, status_code=201)

    def asked(self, fields: Fields) -> Fields:
        """Give the request in full where it was handed over beforehand; its language may differ."""
        given = dict(fields)
        if "request_uri" not in given:
            return fields
        kept = self.server.pushed.get(given["request_uri"], self.server.now())
        if kept is None or kept["client_id"] != given.get("client_id"):
            return []
        language = given.get("ui_locales", kept.get("ui_locales", ""))
        return list({**kept, "ui_locales": language}.items())

    def page(self, fields: Fields, other_url: str) -> ChoicePage | MessagePage | ProviderResponse:
        """Give the page for a request; a bad one goes back to the portal, or nowhere."""
        asked = self.asked(fields)
        language = wanted_language(asked)
        try:
            self.server.get_consent_grant(self._authorization(asked))
        except OAuth2Error as error:
            if getattr(error, "redirect_uri", None):
                answer: ProviderResponse = self.server.handle_error_response(None, error)
                return answer
            return MessagePage(language, "bad_request", str(error.error))
        ticket = self.server.pages.put(dict(asked), self.server.now())
        return self.choice(language, ticket, other_url)

    def choice(self, language: str, ticket: str, other_url: str) -> ChoicePage:
        """Give the page to choose on."""
        return ChoicePage(
            kind=self.kind,
            language=language,
            other_url=other_url,
            ticket=ticket,
            choices=choices(self.people, language),
            levels=levels(language),
        )

    def decided(self, form: Mapping[str, str]) -> ChoicePage | MessagePage | ProviderResponse:
        """Send somebody back to the portal as who they chose to be, or cancelled."""
        kept = self.server.pages.get(form.get("ticket", ""), self.server.now())
        if kept is None:
            return MessagePage(language_of(None), "too_old")
        who = None if "cancel" in form else self._chosen(form)
        if who is None and "cancel" not in form:
            page = self.choice(wanted_language(list(kept.items())), form["ticket"], "")
            return msgspec.structs.replace(page, nobody_chosen=True)
        request = self._authorization(list(kept.items()))
        grant = self.server.get_consent_grant(request)
        answer: ProviderResponse = self.server.create_authorization_response(
            request, grant_user=who, grant=grant
        )
        return answer

    def tokens(self, headers: Mapping[str, str], fields: Fields) -> ProviderResponse:
        """Exchange a code."""
        url = f"{self.server.issuer}/token"
        answer: ProviderResponse = self.server.create_token_response(
            ProviderRequest("POST", url, headers, fields)
        )
        return answer

    def about(self, authorization: str) -> dict[str, Any] | str | None:
        """State who an access token is about, signed and encrypted where agreed; None: no such."""
        at = self.server.now()
        known = self.server.tokens.get(authorization.removeprefix("Bearer "), at)
        if known is None:
            return None
        client, who = known
        claims = statements.userinfo(self.server, client, who, at)
        return statements.sealed(claims, self.server, client) if client.encrypts else claims

    def may_return_to(self, url: str) -> bool:
        """Tell whether somebody who logged out may be sent there."""
        return url in self.server.client.logout_uris

    def _authorization(self, fields: Fields) -> ProviderRequest:
        return ProviderRequest("GET", f"{self.server.issuer}/authorize", None, fields)

    def _chosen(self, form: Mapping[str, str]) -> LoggedIn | None:
        place, level = form.get("person", ""), form.get("level", "")
        if not place.isdecimal() or int(place) >= len(self.people):
            return None
        if not level.isdecimal() or int(level) not in LEVELS:
            return None
        return LoggedIn(self.people[int(place)], int(level), secrets.token_urlsafe(12))


def wanted_language(fields: Fields) -> str:
    """Give the first language asked for that we have."""
    asked = dict(fields).get("ui_locales", "").split()
    return next((known for known in asked if language_of(known) == known), language_of(None))
