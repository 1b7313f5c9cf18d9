"""Runs every contest and prints the figures: `make bench`, or `python -m bench pages --rounds 20`.

Ratios within one run count; the figures themselves are those of the machine and its neighbours.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg

from bench import report
from bench.ground import lay
from bench.pages.contest import contest, contestants, profile
from bench.pages.contestant import ADDRESSES
from portal.embedded import EmbeddedPostgres
from support import databases

PARTS = ("pages", "paper", "log", "crowd", "intake", "decision", "lists", "trend")
SIZES = (1_000, 10_000, 100_000)
# How large each of the others is tried: each takes minutes beyond it, or a gigabyte.
LARGEST = {"textbook": 10_000, "fpdf2": 10_000, "WeasyPrint": 1_000}
BUNDLES = 20
REPEATED = {1_000: 5, 10_000: 3, 100_000: 1}


def main() -> None:
    """Run what is asked for."""
    chosen = _arguments()
    with databases.running_server() as server:
        for part in chosen.parts or PARTS:
            with _ground(server) as file:
                tell(RUN[part](file, chosen))


def tell(written: str) -> None:
    """Print a table, at once."""
    print(written, flush=True)  # noqa: T201 - it is what was asked for


def pages(file: Path, chosen: argparse.Namespace) -> str:
    """Let the three make both pages."""
    with contestants(file) as processes:
        told = [one for page in ADDRESSES for one in contest(processes, page, chosen.rounds)]
        profiles = list(profile(processes)) if chosen.profile else []
    return report.pages(told) + "\n".join(profiles)


def paper(file: Path, chosen: argparse.Namespace) -> str:
    """Make the log on paper in every way and size, then ask the portal for it."""
    found = []
    for total in SIZES[: 2 if chosen.quick else 3]:
        ways = ["product", "floor", "strict floor"]
        ways += [
            one
            for one, most in LARGEST.items()
            if total <= min(most, 1_000 if chosen.quick else most)
        ]
        found += [(way, total, one) for way, one in _in_turn(ways, total)]
        with _ground_like(file) as other:
            found.append(("whole request", total, _told("paper.handler", other, total)))
    return report.paper(found)


def log(file: Path, chosen: argparse.Namespace) -> str:
    """Ask for a page of the log, with little and with much in its table."""
    return report.log(_told("paper.log_page", file, 10_000 if chosen.quick else 1_000_000))


def crowd(file: Path, chosen: argparse.Namespace) -> str:
    """Let fifty documents be made at once while somebody reads pages."""
    return report.crowd(_told("paper.crowd", file, 300 if chosen.quick else 3_000))


def intake(file: Path, _chosen: argparse.Namespace) -> str:
    """Take in bundles."""
    return report.intake(_told("intake.worker", file, BUNDLES))


def decision(file: Path, _chosen: argparse.Namespace) -> str:
    """Take the decision apart."""
    return report.decision(_told("decision", file))


def lists(file: Path, _chosen: argparse.Namespace) -> str:
    """Ask for a page of a short list and of a long one."""
    return report.lists(_told("lists", file))


def trend(_file: Path, _chosen: argparse.Namespace) -> str:
    """Draw the course of a value."""
    return report.trend(_told("trend"))


RUN = {
    "pages": pages,
    "paper": paper,
    "log": log,
    "crowd": crowd,
    "intake": intake,
    "decision": decision,
    "lists": lists,
    "trend": trend,
}


def _in_turn(ways: list[str], total: int) -> Iterator[tuple[str, dict[str, float]]]:
    taken: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for round_ in range(REPEATED[total]):
        for way in ways:
            # The others take long, and their figures are far from each other.
            if way not in LARGEST or not round_:
                taken[way].append(_told("paper.worker", way, total))
    for way, found in taken.items():
        yield way, {name: median(one[name] for one in found) for name in found[0]}


def _told(module: str, *arguments: object) -> Any:
    command = [sys.executable, "-m", f"bench.{module}", *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - ourselves
    return json.loads(done.stdout)


@contextmanager
def _ground(server: EmbeddedPostgres) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        fresh = databases.fresh(server, databases.template(server), f"bench_{os.getpid()}")
        ground = asyncio.run(lay(Path(name), fresh))
        asyncio.run(_analyzed(fresh.owner_url))
        try:
            yield ground.write()
        finally:
            databases.drop_all(server, f"_{os.getpid()}")


@contextmanager
def _ground_like(file: Path) -> Iterator[Path]:
    with databases.running_server() as server, _ground(server) as other:
        yield other
    file.touch()


async def _analyzed(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("analyze")
    await connection.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all, when none is named")
    parser.add_argument("--rounds", type=int, default=20, help="of thirty pages each")
    parser.add_argument("--quick", action="store_true", help="leave the largest document out")
    parser.add_argument("--profile", action="store_true", help="say where the pages spend theirs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
