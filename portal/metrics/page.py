"""Where Prometheus reads the figures: an application of its own, on a port of its own."""

from litestar import Litestar, Response, get
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from portal.metrics.condition import Condition
from portal.metrics.figures import Figures

PATH = "/metrics"


def create_page(figures: Figures) -> Litestar:
    """Give the application; whoever reaches its port may read it, so the port is not public."""
    condition = Condition()
    figures.registry.register(condition)

    @get(PATH, name="metrics")
    async def metrics() -> Response[bytes]:
        await condition.look()
        return Response(generate_latest(figures.registry), media_type=CONTENT_TYPE_LATEST)

    return Litestar([metrics], openapi_config=None, logging_config=None)
