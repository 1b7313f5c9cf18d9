"""One contestant in a process of its own; it is asked by lines on standard input."""

import cProfile
import json
import pstats
import sys
from io import StringIO
from typing import Any

from bench.ground import Ground
from bench.meter import processor_seconds, seconds_of
from bench.pages.contestant import ADDRESSES, Contestant


def contestant(name: str, ground: Ground) -> Contestant:
    """Make a contestant; each imports what it needs and no more."""
    if name == "product":
        from bench.pages.product import Product  # noqa: PLC0415 - see above

        return Product(ground)
    if name == "by hand":
        from bench.pages.by_hand import ByHand  # noqa: PLC0415 - see above

        return ByHand(ground)
    from bench.pages.django_site.contestant import DjangoSite  # noqa: PLC0415 - see above

    return DjangoSite(ground)


def answer(one: Contestant, ground: Ground, asked: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked and tell what it took."""
    path, token = ADDRESSES[asked["page"]], ground.tokens[asked["who"]]
    match asked["do"]:
        case "page":
            return {"html": one.page(path, token).decode()}
        case "statements":
            return {"statements": one.statements(path, token)}
        case "profile":
            return {"profile": profiled(one, path, token, asked["count"])}
        case _:
            connections, count = one.connections(), asked["count"]
            before, there = processor_seconds(), sum(map(seconds_of, connections))
            one.many(path, token, count)
            used = processor_seconds() - before
            used_there = sum(map(seconds_of, connections)) - there
            return {"here": used * 1000 / count, "there": used_there * 1000 / count}


def profiled(one: Contestant, path: str, token: str, count: int) -> str:
    """Give the fifteen functions in which the processor was most, waiting left out."""
    profile, told = cProfile.Profile(), StringIO()
    profile.runcall(one.many, path, token, count)
    pstats.Stats(profile, stream=told).sort_stats("tottime").print_stats(r"^(?!.*epoll)", 15)
    return told.getvalue()


def main() -> None:
    """Answer until the input ends."""
    name, file = sys.argv[1:]
    ground = Ground.written(file)
    one = contestant(name, ground)
    print("ready", flush=True)  # noqa: T201 - it is the answer
    for line in sys.stdin:
        print(json.dumps(answer(one, ground, json.loads(line))), flush=True)  # noqa: T201 - idem


if __name__ == "__main__":
    main()
