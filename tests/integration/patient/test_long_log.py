"""A long log leaves while it is made: whole, once, and never half without being noticed."""

from collections.abc import Iterator

import httpx
import pytest

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from integration.patient.conftest import LogIn
from portal.database import transaction
from portal.frame.press import Press
from support.stage import START, Stage
from unit.paper.reading import Reading

PIECE = 500
LINES = 2 * PIECE + 3


async def test_every_line_of_a_long_log_stands_on_paper_once(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    for number in range(0, LINES, PIECE):
        looks = range(number, min(number + PIECE, LINES))
        async with transaction():
            for actor, rest in ((stage.gp, 0), (patient.reader, 1)):
                events = [Event(Action.RESULTS_LIST, START, patient.person) for _ in looks]
                await accesslog.record(actor, *events[rest::2])
    await log_in(patient)
    read = Reading((await client.get("/mijn/logboek.pdf")).content)
    rows = [row.all("TD") for row in read.tree.all("TR")]
    numbers = [int(cells[0].words()) for cells in rows if len(cells) == 7]
    # The download is a line too.
    assert sorted(numbers) == list(range(1, LINES + 2))


async def test_a_document_that_fails_on_its_way_is_broken_off() -> None:
    def failing() -> Iterator[bytes]:
        yield b"%PDF-1.7"
        raise ZeroDivisionError

    async with Press(1).turn() as turn:
        parts = turn.begin(failing()).parts()
    assert await anext(parts) == b"%PDF-1.7"
    with pytest.raises(ZeroDivisionError):
        await anext(parts)
