"""One document in a process of its own: `python -m bench.paper.worker WAY LINES`."""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from bench.meter import peak_megabytes, processor_seconds
from bench.paper import lines
from portal.paper.model import LogRow

WARM = 200
PACKAGES = Path(sys.prefix) / "bench"
OTHERS = {
    "textbook": "bench.paper.textbook",
    "WeasyPrint": "bench.paper.html",
    "fpdf2": "bench.paper.cells",
}


def way(name: str) -> Callable[[int], Iterator[bytes]]:
    """Give a way of making the document of so many lines."""
    if name == "product":
        from portal.paper.accesslog import access_log_pdf  # noqa: PLC0415 - counted in memory

        return lambda total: access_log_pdf(
            lines.paper(total),
            lines.rows(total, own=False),
            lines.rows(total, own=True),
            lines.dutch(),
        )
    if name in OTHERS:
        # Packages of the contest alone, apart from those of development.
        sys.path.append(str(PACKAGES))
        module = importlib.import_module(OTHERS[name])
        return lambda total: module.document(_all(total))
    from bench.paper import floor  # noqa: PLC0415 - counted in memory

    return lambda total: floor.document(_all(total), remembering=name == "strict floor")


def measured(make: Callable[[int], Iterator[bytes]], total: int) -> dict[str, float]:
    """Make the document once, without keeping it."""
    began, before, first, size = time.perf_counter(), processor_seconds(), 0.0, 0
    for part in make(total):
        first = first or time.perf_counter() - began
        size += len(part)
    used = processor_seconds() - before
    return {
        "microseconds": used * 1e6 / total,
        "first": first * 1000,
        "megabytes": peak_megabytes(),
        "size": size / 1e6,
    }


def rows_alone(total: int) -> float:
    """Tell how much of the time, in microseconds per line, goes into making up the lines."""
    before = processor_seconds()
    for _ in _all(total):
        pass
    return (processor_seconds() - before) * 1e6 / total


def _all(total: int) -> Iterator[LogRow]:
    return chain(lines.rows(total, own=False), lines.rows(total, own=True))


def main() -> None:
    """Warm up, make the document, tell."""
    name, total = sys.argv[1], int(sys.argv[2])
    make = way(name)
    for _ in make(WARM):
        pass
    told = measured(make, total) | {"rows": rows_alone(min(total, 10_000))}
    print(json.dumps(told))  # noqa: T201 - it is the answer


if __name__ == "__main__":
    main()
