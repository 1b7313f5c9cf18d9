"""The real application, as `portal serve` runs it, without the server around it."""

from contextlib import AsyncExitStack
from typing import Any

from litestar import Litestar

from bench.ground import Ground
from bench.pages.contestant import AsgiContestant
from portal import observe
from portal.app import build_app
from portal.database import bound_engine


class Product(AsgiContestant):
    """The portal; its log of requests goes to standard error as always."""

    async def start(self) -> tuple[Any, Any]:
        """Start as the command does."""
        return await started(self.ground, self.stack), bound_engine().pool


async def started(ground: Ground, stack: AsyncExitStack) -> Litestar:
    """Start the portal; the stack stops it."""
    observe.configure()
    app = build_app(ground.settings())
    await stack.enter_async_context(app.lifespan())
    return app
