"""Logins under way are bounded: a place that begins too many loses its own oldest, not others'."""

import dataclasses
from ipaddress import ip_network

import httpx
import pytest
from litestar import Litestar

from consent.statements import fetch
from integration.identity.browsing import Browser
from portal.identity.underway import pending


async def begin(client: httpx.AsyncClient, address: str) -> int:
    """Click log in without cookies, from an address; give the status."""
    client.cookies.clear()
    answer = await client.get("/inloggen", headers={"x-forwarded-for": address})
    return answer.status_code


async def under_way() -> list[int]:
    """Count the logins under way per place."""
    rows = await fetch("select count(*) as here from pending_login group by from_key order by 1")
    return [row["here"] for row in rows]


async def test_one_place_fills_no_table_and_pushes_nobody_out(
    app: Litestar, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "MOST_FROM_ONE_PLACE", 5)
    app.state.settings = dataclasses.replace(
        app.state.settings, proxies=(ip_network("127.0.0.0/8"),)
    )
    assert await begin(browser.client, "198.51.100.7") == 303
    for _ in range(9):
        assert await begin(browser.client, "203.0.113.9") == 303
    assert await under_way() == [1, 5]
    for last in range(4):
        # One customer of a provider has all of a network of version 6.
        assert await begin(browser.client, f"2001:db8::{last}") == 303
    assert await under_way() == [1, 4, 5]


async def test_a_crowd_is_told_to_come_back_later(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "MOST", 3)
    found = [await begin(browser.client, "198.51.100.7") for _ in range(4)]
    assert found == [303, 303, 303, 503]


async def test_no_address_is_kept(browser: Browser) -> None:
    await begin(browser.client, "198.51.100.7")
    [row] = await fetch("select * from pending_login")
    assert "127.0.0.1" not in repr(tuple(row))
    assert len(row["from_key"]) == 32
