"""The contest of the pages: in turn A B C A B C, so that noise falls on all of them alike."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import mean, median

import msgspec

from bench.ground import FULL, SMALL
from bench.meter import Spread, spread
from bench.pages.contestant import ADDRESSES, counted
from bench.pages.processes import Process

PRODUCT, BY_HAND, DJANGO = "product", "by hand", "django"
NAMES = (PRODUCT, BY_HAND, DJANGO)
WARM, BATCH = 60, 30


class Standing(msgspec.Struct, frozen=True):
    """
    How one contestant did on one page.

    `milliseconds` are per request, `there` those of its connection in PostgreSQL; `times` how
    often the product's time this is; `statements` with a full and with a small file, apart from
    begin and commit.
    """

    page: str
    name: str
    milliseconds: Spread
    there: float
    times: Spread
    statements: tuple[int, int]
    size: int
    same_content: bool


@contextmanager
def contestants(file: Path) -> Iterator[list[Process]]:
    """Run all contestants on one ground."""
    with ExitStack() as stack:
        yield [stack.enter_context(Process(name, file)) for name in NAMES]


def contest(processes: Sequence[Process], page: str, rounds: int) -> list[Standing]:
    """Let all make one page, in turn."""
    pages = [_made(process, page) for process in processes]
    taken: list[list[float]] = [[] for _ in processes]
    there: list[list[float]] = [[] for _ in processes]
    for _ in range(rounds):
        for process, found, found_there in zip(processes, taken, there, strict=True):
            asked = process.ask("many", page=page, who=FULL, count=BATCH)
            found.append(asked["here"])
            found_there.append(asked["there"])
    return [
        Standing(
            page=page,
            name=process.name,
            milliseconds=spread(found),
            there=mean(found_there),
            times=spread([one / ours for one, ours in zip(found, taken[0], strict=True)]),
            statements=(_statements(process, page, FULL), _statements(process, page, SMALL)),
            size=len(html.encode()),
            same_content=_bare(html) == _bare(pages[0]),
        )
        for process, found, found_there, html in zip(processes, taken, there, pages, strict=True)
    ]


def profile(processes: Sequence[Process]) -> Iterator[str]:
    """Give where the product spends its time, page by page."""
    for page in ADDRESSES:
        yield processes[0].ask("profile", page=page, who=FULL, count=200)["profile"]


def _made(process: Process, page: str) -> str:
    html = process.ask("page", page=page, who=FULL)["html"]
    process.ask("many", page=page, who=FULL, count=WARM)
    return str(html)


def _statements(process: Process, page: str, who: str) -> int:
    # Once a minute a page also writes that its reader is still there.
    tries = [process.ask("statements", page=page, who=who)["statements"] for _ in range(5)]
    return int(median(map(counted, tries)))


def _bare(html: str) -> str:
    # Where Django's frame is a change behind, its size says so.
    content = html.partition('<div class="page__head">')[2].partition("</main>")[0]
    return re.sub(r" ?(<[^>]*>) ?", r"\1", re.sub(r"\s+", " ", content))
