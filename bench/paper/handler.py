"""The address of the log PDF as a whole: `python -m bench.paper.handler GROUND LINES`.

Numbering, counting, reading, wording and writing, in a process of its own that has answered before.
"""

import asyncio
import json
import sys
import time
from typing import Any

import asyncpg

from bench.ground import FULL, Ground
from bench.meter import peak_megabytes, processor_seconds
from bench.pages.contestant import OK, NotAPage, scope
from bench.pages.product import Product
from consent.statements import fetch
from portal.database import transaction

PATH = "/mijn/logboek.pdf"
FILL = """
insert into access_entry (id, person, practice, event_code, action, occurred_at, event_subtype,
    user_id, user_kind, user_name, user_role, organisation, object_type, object_detail, salt,
    retain_until)
select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
        || lpad(to_hex(place % 4096), 3, '0') || '8' || lpad(to_hex(place), 15, '0'))::uuid,
    $1::uuid, null, '1', 'R', at,
    (array['results.list', 'dossier.view', 'letter.view'])[place % 3 + 1],
    case when place % 10 = 0 then $1::uuid end,
    case when place % 10 = 0 then 'person' else 'employee' end,
    'Sanne van den Berg',
    (array['gp', 'assistant', 'nurse'])[place % 3 + 1], 'De Linde', 'patient',
    (array['results', 'dossier', 'letters'])[place % 3 + 1], 'salt'::bytea, at::date + 3650
from generate_series(1, $2::int) place, lateral (
    select timestamptz '2026-11-20 08:00+01' - interval '37 minutes' * ($2::int - place) as at
) moments
"""


class Heard:
    """A browser that takes an answer as it comes, without keeping it."""

    def __init__(self) -> None:
        self._asked, self._ended = False, asyncio.Event()
        self.began = time.perf_counter()
        self.first = 0.0
        self.size = 0

    async def send(self, message: Any) -> None:
        """Note the first bytes and count all of them."""
        if message["type"] == "http.response.start" and message["status"] != OK:
            raise NotAPage(message["status"])
        if message.get("body"):
            self.first = self.first or time.perf_counter() - self.began
            self.size += len(message["body"])
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self._ended.set()

    async def receive(self) -> dict[str, Any]:
        """Say that the request is whole; after the answer, that it goes away."""
        if self._asked:
            await self._ended.wait()
            return {"type": "http.disconnect"}
        self._asked = True
        return {"type": "http.request", "body": b"", "more_body": False}


async def fill(ground: Ground, total: int) -> None:
    """Write so many lines in the log of somebody."""
    async with transaction():
        await fetch(FILL, ground.people[FULL], total)
    # As the database itself does within a minute.
    owner = await asyncpg.connect(ground.owner_url)
    await owner.execute("analyze")
    await owner.close()


async def answered(product: Product, ground: Ground) -> dict[str, float]:
    """Ask for the document once."""
    heard, before = Heard(), processor_seconds()
    await product.app(scope(PATH, ground.tokens[FULL]), heard.receive, heard.send)
    return {
        "seconds": processor_seconds() - before,
        "first": heard.first * 1000,
        "size": heard.size / 1e6,
    }


def main() -> None:
    """Answer once with little in the log, once to number what was added, and once measured."""
    ground = Ground.written(sys.argv[1])
    total, product = int(sys.argv[2]), Product(ground)
    product.runner.run(answered(product, ground))
    product.runner.run(fill(ground, total))
    numbering = product.runner.run(answered(product, ground))
    told = product.runner.run(answered(product, ground))
    told |= {
        "microseconds": told.pop("seconds") * 1e6 / total,
        "numbering": numbering["seconds"] * 1e6 / total,
        "megabytes": peak_megabytes(),
    }
    print(json.dumps(told))  # noqa: T201 - it is the answer


if __name__ == "__main__":
    main()
