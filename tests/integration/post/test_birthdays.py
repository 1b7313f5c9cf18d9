"""A birthday within thirty days that ends what a parent may see is told to both, once."""

from datetime import datetime, timedelta

import pytest

from consent import tables
from portal.post.model import Kind
from portal.post.readers.birthdays import tell_birthdays
from portal.post.tables import PostMessage
from support.family import PARENTS, family
from support.stage import START, Stage

pytestmark = pytest.mark.usefixtures("engine")


async def told() -> list[tuple[str, object]]:
    found = await PostMessage.select().where(PostMessage.kind == Kind.RIGHTS_CHANGE.value)
    return sorted((row["status"], row["person"]) for row in found)


async def go(stage: Stage, at: datetime) -> int:
    return await tell_birthdays(stage.vault, at)


@pytest.mark.parametrize("years", [12, 16])
async def test_both_are_told_once_from_thirty_days_before(years: int) -> None:
    stage = await Stage.set(PARENTS)
    made = await family(stage, f"{2026 - years}-04-20")
    assert await go(stage, START + timedelta(days=16)) == 0
    assert await go(stage, START + timedelta(days=17)) == 2
    assert await go(stage, START + timedelta(days=18)) == 0
    # Nobody here gave an address: it waits to be printed.
    both = {("paper", made.child.person), ("paper", made.parent.id)}
    assert set(await told()) == both


async def test_nobody_is_told_of_another_birthday_nor_of_what_has_ended() -> None:
    stage = await Stage.set(PARENTS)
    await family(stage, "2013-03-10")
    ended = await family(stage, "2014-03-10", number=60)
    table = tables.Representation
    await table.update({table.ended_at: START, table.ended_by: "practice"}).where(
        table.id == ended.representation
    )
    assert await go(stage, START) == 0
