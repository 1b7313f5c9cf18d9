"""Whoever closed their account is told so when they log in, and is not let in."""

from datetime import datetime

from integration.identity.browsing import Browser
from portal.database import transaction
from portal.details import account
from support.stage import Stage, lines_of


async def test_a_closed_account_is_refused_with_words_of_its_own(
    browser: Browser, stage: Stage, moment: datetime
) -> None:
    anna = await stage.patient()
    async with transaction():
        await account.close(stage.vault, anna.reader, "nl", moment)
    answer = await browser.log_in()
    assert answer.status_code == 403
    assert "Uw account is opgeheven" in answer.text
    assert "portal_session" not in answer.cookies
    assert (await lines_of())[-1]["checks"] == "account_closed"
