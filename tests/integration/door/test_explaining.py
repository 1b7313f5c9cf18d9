"""Pages that explain are there for everybody, name whom to call, and hold to what is so."""

import dataclasses
from datetime import datetime

import httpx
import pytest
from litestar import Litestar

from portal.settings import SettingsError
from portal.settings.values import contact
from support.stage import START, Stage

PAGES = ("/hulp", "/privacy", "/toegankelijkheid", "/voorwaarden")
SECURITY = "/.well-known/security.txt"


@pytest.mark.parametrize("page", PAGES)
async def test_everybody_reads_it_and_whom_to_call(
    app: Litestar, client: httpx.AsyncClient, page: str
) -> None:
    await Stage.set()
    answer = await client.get(page)
    assert answer.status_code == 200
    assert 'href="tel:0301234567"' in answer.text


@pytest.mark.parametrize("page", ["/", *PAGES, "/adres", "/is-er-niet"])
async def test_every_page_leads_to_all_of_them(client: httpx.AsyncClient, page: str) -> None:
    footer = (await client.get(page)).text.rpartition("<footer")[2]
    assert [footer.count(f'href="{one}"') for one in PAGES] == [1] * len(PAGES)


async def test_the_shortcomings_are_named(client: httpx.AsyncClient) -> None:
    page = (await client.get("/toegankelijkheid")).text
    assert "nog niet door een onafhankelijk bureau onderzocht" in page
    assert "Na 15 minuten zonder klik" in page


async def test_without_a_contact_there_is_no_security_page(client: httpx.AsyncClient) -> None:
    assert (await client.get(SECURITY)).status_code == 404


async def test_the_security_page_says_where_and_until_when(
    app: Litestar, client: httpx.AsyncClient
) -> None:
    settings = app.state.settings
    app.state.settings = dataclasses.replace(settings, security_contact="mailto:lek@example.org")
    answer = await client.get(SECURITY)
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.headers["content-type"].startswith("text/plain")
    assert lines["Contact"] == "mailto:lek@example.org"
    assert lines["Canonical"] == settings.base_url + SECURITY
    assert 0 < (datetime.fromisoformat(lines["Expires"]) - START).days < 365


@pytest.mark.parametrize("value", ["lek@example.org", "http://example.org", "mailto:a b", "x"])
def test_a_contact_of_another_form_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="SECURITY_CONTACT"):
        contact({"SECURITY_CONTACT": value}, "SECURITY_CONTACT")
