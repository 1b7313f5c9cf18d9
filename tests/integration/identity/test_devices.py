"""A first login and a new browser are told by mail, and a browser that was here before is not."""

from datetime import datetime, timedelta

import asyncpg

from integration.identity.browsing import Browser
from portal.database import transaction
from portal.post.readers import addresses
from portal.post.readers.model import Reader
from support.databases import Database
from support.stage import Stage


async def told(database: Database) -> list[str]:
    """Give the kinds of messages about logging in, the oldest first."""
    connection = await asyncpg.connect(database.owner_url)
    try:
        sql = "select kind from post_message where kind <> 'address_check' order by id"
        return [row["kind"] for row in await connection.fetch(sql)]
    finally:
        await connection.close()


async def anna_has_an_address(stage: Stage, at: datetime) -> None:
    """Enrol Anna, who has an address in use."""
    anna = (await stage.patient()).person
    async with transaction():
        await addresses.give(stage.vault, Reader(id=anna), "anna@example.nl", at)
        waiting = await addresses.queries.address_to_check(anna, at - timedelta(days=1))
        await addresses.confirm(stage.vault, waiting["id"], "nl", at)


async def test_the_first_login_is_told_once(
    browser: Browser, stage: Stage, database: Database, moment: datetime
) -> None:
    await anna_has_an_address(stage, moment)
    await browser.log_in()
    await browser.log_in()
    assert await told(database) == ["first_login"]


async def test_a_new_browser_is_told_once(
    browser: Browser, stage: Stage, database: Database, moment: datetime
) -> None:
    await anna_has_an_address(stage, moment)
    await browser.log_in()
    browser.client.cookies.clear()
    await browser.log_in()
    await browser.log_in()
    assert await told(database) == ["first_login", "new_device"]


async def test_a_planted_cookie_does_not_make_a_browser_known(
    browser: Browser, stage: Stage, database: Database, moment: datetime
) -> None:
    await anna_has_an_address(stage, moment)
    await browser.log_in()
    browser.client.cookies.set("portal_device", "x", domain="127.0.0.1", path="/")
    answer = await browser.log_in()
    assert answer.cookies["portal_device"] != "x"
    assert await told(database) == ["first_login", "new_device"]


async def test_without_an_address_logging_in_is_only_kept(
    browser: Browser, stage: Stage, database: Database
) -> None:
    await stage.patient()
    assert (await browser.log_in()).status_code == 303
    assert await told(database) == []
