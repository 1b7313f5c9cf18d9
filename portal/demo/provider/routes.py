"""The addresses of one issuer, as Litestar serves them."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from litestar import Request, Response, Router, get, post, route
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect

from portal.demo.provider import statements
from portal.demo.provider.choice import ChoicePage, MessagePage, rendered
from portal.demo.provider.issuer import Issuer, wanted_language
from portal.demo.provider.messages import Fields

Incoming = Request[Any, Any, Any]
Page = ChoicePage | MessagePage | Response[Any]
OTHER = {"nl": "en", "en": "nl"}


def router_of(issuer: Issuer, path: str) -> Router:
    """Give the routes of an issuer below its path."""
    handlers = [*_published(issuer), *_for_the_portal(issuer), *_for_people(issuer)]
    return Router(path, route_handlers=handlers, include_in_schema=False)


def _published(issuer: Issuer) -> list[HTTPRouteHandler]:
    @get("/.well-known/openid-configuration")
    async def discovery() -> dict[str, Any]:
        return statements.discovery(issuer.server.issuer)

    @get("/jwks")
    async def jwks() -> dict[str, Any]:
        return {"keys": [issuer.server.key.as_dict(private=False)]}

    return [discovery, jwks]


def _for_the_portal(issuer: Issuer) -> list[HTTPRouteHandler]:
    @post("/par")
    async def par(request: Incoming) -> Response[Any]:
        return issuer.pushed(_headers(request), await _fields(request))

    @post("/token", status_code=200)
    async def token(request: Incoming) -> Response[Any]:
        return issuer.tokens(_headers(request), await _fields(request))

    @route("/userinfo", http_method=["GET", "POST"], status_code=200)
    async def userinfo(request: Incoming) -> Response[Any]:
        found = issuer.about(request.headers.get("authorization", ""))
        if found is None:
            refusal = {"www-authenticate": 'Bearer error="invalid_token"'}
            return Response({"error": "invalid_token"}, status_code=401, headers=refusal)
        kind = "application/jwt" if isinstance(found, str) else MediaType.JSON
        return Response(found, media_type=kind)

    return [par, token, userinfo]


def _for_people(issuer: Issuer) -> list[HTTPRouteHandler]:
    @get("/authorize", media_type=MediaType.HTML)
    async def authorize(request: Incoming) -> Response[Any]:
        asked = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        return _answer(issuer.page(asked, _other_url(issuer, asked)))

    @post("/authorize", status_code=200, media_type=MediaType.HTML)
    async def decide(request: Incoming) -> Response[Any]:
        return _answer(issuer.decided(dict(await _fields(request))))

    @get("/logout", media_type=MediaType.HTML)
    async def logout(request: Incoming) -> Response[Any]:
        back = request.query_params.get("post_logout_redirect_uri", "")
        if not issuer.may_return_to(back):
            language = wanted_language(list(request.query_params.items()))
            return _answer(MessagePage(language, "logged_out"))
        # The handler may not have an argument of this name: the framework keeps it for itself.
        state = request.query_params.get("state", "")
        return Redirect(f"{back}?{urlencode({'state': state})}" if state else back, status_code=303)

    return [authorize, decide, logout]


def _answer(page: Page) -> Response[Any]:
    if isinstance(page, Response):
        return page
    is_fault = isinstance(page, MessagePage) and page.subject != "logged_out"
    is_incomplete = isinstance(page, ChoicePage) and page.nobody_chosen
    status = 400 if is_fault or is_incomplete else 200
    return Response(rendered(page), media_type=MediaType.HTML, status_code=status)


def _other_url(issuer: Issuer, asked: Fields) -> str:
    language = wanted_language(issuer.asked(asked))
    return "?" + urlencode({**dict(asked), "ui_locales": OTHER[language]})


async def _fields(request: Incoming) -> Fields:
    return parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)


def _headers(request: Incoming) -> dict[str, str]:
    # Authlib looks headers up as they are usually written.
    return {name.title(): value for name, value in request.headers.items()}
