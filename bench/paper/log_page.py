"""A page of the log while its table grows: `python -m bench.paper.log_page GROUND LINES`.

The same person with the same lines, first nearly alone in the table and then among a million.
"""

import json
import sys
import time
from statistics import median

import asyncpg

from bench.ground import FULL, Ground
from bench.meter import processor_seconds
from bench.pages.contestant import scope
from bench.pages.product import Product
from bench.paper.handler import FILL, Heard, fill
from consent.statements import fetch

PATH, ASKED = "/mijn/logboek", b"wie=anderen"
OWN, ROUNDS = 100, 40
SOMEBODY = "md5(($1::uuid)::text || {} % 5000)::uuid"
CROWD = f"""
insert into person select (jsonb_populate_record(p, jsonb_build_object(
    'id', {SOMEBODY.format("n")}, 'bsn_key', null, 'bsn_sealed', null))).*
from person p, generate_series(0, 4999) n where p.id = $1
"""  # noqa: S608 - of our own words
OTHERS = FILL.replace("$1::uuid, null", f"{SOMEBODY.format('place')}, null").replace("37 m", "1 m")
NUMBERS = """
insert into access_number (entry, person, number)
select id, person, row_number() over (partition by person order by id) from access_entry e
where not exists (select from access_number n where n.entry = e.id)
"""


async def crowd(ground: Ground, total: int) -> None:
    """Write so many lines of other people, numbered as when they look."""
    owner = await asyncpg.connect(ground.owner_url)
    await owner.execute(CROWD, ground.people[FULL])
    await owner.execute(OTHERS, ground.people[FULL], total)
    await owner.execute(NUMBERS)
    await owner.execute("analyze")
    await owner.close()


async def measured(product: Product, ground: Ground) -> dict[str, float]:
    """Ask for the page again and again, and tell the middle of what it took."""
    waited, used = [], []
    for _ in range(ROUNDS):
        heard, began, before = Heard(), time.perf_counter(), processor_seconds()
        asked = scope(PATH, ground.tokens[FULL]) | {"query_string": ASKED}
        await product.app(asked, heard.receive, heard.send)
        waited.append((time.perf_counter() - began) * 1000)
        used.append(processor_seconds() - before)
    [row] = await fetch(
        "select count(*) as lines, count(*) filter (where person = $1) as own from access_entry",
        ground.people[FULL],
    )
    return {"waited": median(waited), "seconds": median(used), **dict(row)}


def main() -> None:
    """Measure before and after the table is filled."""
    ground, total = Ground.written(sys.argv[1]), int(sys.argv[2])
    product = Product(ground)
    product.runner.run(fill(ground, OWN))
    product.runner.run(measured(product, ground))
    found = [product.runner.run(measured(product, ground))]
    product.runner.run(crowd(ground, total))
    found.append(product.runner.run(measured(product, ground)))
    print(json.dumps(found))  # noqa: T201 - it is the answer


if __name__ == "__main__":
    main()
