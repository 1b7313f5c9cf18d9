"""Counting the lines of the access log while an application runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar

from consent import accesslog
from consent.accesslog import Event
from consent.model import Actor
from portal.database import after_commit
from portal.metrics.figures import Figures


@asynccontextmanager
async def counted(app: Litestar) -> AsyncIterator[None]:
    """Count every line once it has been committed: one that was rolled back was never there."""
    figures: Figures = app.state.figures

    def hear(actor: Actor, event: Event) -> None:
        after_commit(lambda: figures.written(actor, event))

    with accesslog.listening(hear):
        yield
