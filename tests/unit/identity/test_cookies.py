"""On https every cookie has the prefix that no neighbour can set; only loopback does without."""

from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from litestar import Litestar, Request, Response, get
from litestar.datastructures import State

from portal.identity.cookies import LOGIN, SESSION, ended_cookie, new_cookie, read_cookie


@get("/")
async def both(request: Request[Any, Any, Any]) -> Response[str]:
    """Set one cookie, end another, and tell what was read."""
    cookies = [new_cookie(request, SESSION, "token"), ended_cookie(request, LOGIN)]
    return Response(str(read_cookie(request, SESSION)), cookies=cookies)


async def asked(sent: dict[str, str], *, is_https: bool) -> httpx.Response:
    state = State({"settings": SimpleNamespace(is_https=is_https)})
    app = Litestar([both], state=state, openapi_config=None, logging_config=None)
    transport = httpx.ASGITransport(app)
    header = "; ".join(f"{name}={value}" for name, value in sent.items())
    async with httpx.AsyncClient(transport=transport, base_url="https://x") as browser:
        return await browser.get("/", headers={"cookie": header})


@pytest.mark.parametrize(("is_https", "name"), [(True, "__Host-portal_"), (False, "portal_")])
async def test_a_cookie_is_closed_in_every_way(is_https: bool, name: str) -> None:
    answer = await asked({}, is_https=is_https)
    for cookie in answer.headers.get_list("set-cookie"):
        assert cookie.startswith(name)
        assert "Path=/" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Domain" not in cookie
        assert ("Secure" in cookie) is is_https
        assert len(cookie) < 4096


async def test_a_cookie_without_the_prefix_is_not_read_on_https() -> None:
    planted, ours = {"portal_session": "planted"}, {"__Host-portal_session": "ours"}
    assert (await asked(planted, is_https=True)).text == "None"
    assert (await asked(planted | ours, is_https=True)).text == "ours"
    assert (await asked({"__Host-portal_session": "x" * 101}, is_https=True)).text == "None"
