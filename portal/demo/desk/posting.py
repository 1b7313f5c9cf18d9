"""Sending mail inside the process of the demo, into a box that everybody may look into."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from litestar import Litestar

from portal import clock
from portal.app import More
from portal.demo.desk.page import handlers
from portal.post.compose import Sender
from portal.post.readers.birthdays import tell_birthdays
from portal.post.readers.news import tell_news
from portal.post.rounds import go_on, go_round
from portal.post.sending import Office
from portal.post.sink import Sink

EVERY_SECONDS = 2.0
SENDER = "inzage@demo.example"


def demo_desk() -> More:
    """Give what the demo adds to the portal."""
    sink = Sink()
    return More(handlers(sink), (partial(_posting, sink=sink),))


@asynccontextmanager
async def _posting(app: Litestar, sink: Sink) -> AsyncIterator[None]:
    sender = Sender(SENDER, app.state.settings.base_url)
    office = Office(app.state.vault, sink, sender, clock.now)
    stop = asyncio.Event()
    work = partial(go_round, office, partial(_tell, office))
    going = asyncio.create_task(go_on(work, stop, EVERY_SECONDS))
    try:
        yield
    finally:
        stop.set()
        await going


async def _tell(office: Office) -> None:
    await tell_news(office.vault, office.clock())
    await tell_birthdays(office.vault, office.clock())
