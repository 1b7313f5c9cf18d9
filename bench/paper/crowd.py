"""Fifty documents at once while others read pages: `python -m bench.paper.crowd GROUND LINES`."""

import asyncio
import json
import sys
import time
from statistics import median

from bench.ground import FULL, SMALL, Ground
from bench.meter import peak_megabytes
from bench.pages.contestant import NotAPage, scope
from bench.pages.product import Product
from bench.paper.handler import PATH, Heard, answered, fill
from portal.database import bound_engine

PAGE, QUIET, AT_ONCE = "/mijn/uitslagen", 60, 50
BETWEEN = 0.02


async def page(product: Product, ground: Ground) -> float:
    """Tell how many milliseconds somebody waits for a page."""
    heard = Heard()
    await product.app(scope(PAGE, ground.tokens[SMALL]), heard.receive, heard.send)
    return (time.perf_counter() - heard.began) * 1000


async def document(product: Product, ground: Ground) -> bool:
    """Ask for the log on paper; False: others went first, and a sentence said so."""
    heard = Heard()
    try:
        await product.app(scope(PATH, ground.tokens[FULL]), heard.receive, heard.send)
    except NotAPage:
        return False
    return True


async def crowd(product: Product, ground: Ground) -> dict[str, float]:
    """Read pages in quiet and then among all those documents, and tell how both went."""
    quiet = []
    for _ in range(QUIET):
        quiet.append(await page(product, ground))
        await asyncio.sleep(BETWEEN)
    before, began = peak_megabytes(), time.perf_counter()
    making = [asyncio.create_task(document(product, ground)) for _ in range(AT_ONCE)]
    busy, idle, pool = [], [], bound_engine().pool
    while not all(one.done() for one in making):
        busy.append(await page(product, ground))
        idle.append(pool.get_max_size() - pool.get_size() + pool.get_idle_size())
        await asyncio.sleep(BETWEEN)
    return {
        "documents": sum([one.result() for one in making]),
        "asked": AT_ONCE,
        "seconds": time.perf_counter() - began,
        "quiet": median(quiet),
        "busy": median(busy),
        "worst": max(busy),
        "pages": len(busy),
        "idle": min(idle),
        "before": before,
        "megabytes": peak_megabytes(),
    }


def main() -> None:
    """Fill the log, let one document be made, then all of them."""
    ground, total = Ground.written(sys.argv[1]), int(sys.argv[2])
    product = Product(ground)
    product.runner.run(fill(ground, total))
    product.runner.run(answered(product, ground))
    print(json.dumps(product.runner.run(crowd(product, ground))))  # noqa: T201 - it is the answer


if __name__ == "__main__":
    main()
