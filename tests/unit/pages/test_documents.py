"""Long documents: kept outside the memory without a trace, made a few at once, never half."""

import asyncio
import gc
import os
import random
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from cryptography.exceptions import InvalidTag

from portal.frame import press as presses
from portal.frame.press import Crowded, Press
from portal.frame.spool import Spool
from soak import rounds

SECRET = b"diabetes " * 100


def open_files() -> int:
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir()))


def test_what_comes_out_is_what_went_in_whatever_fits_in_memory() -> None:
    chance = random.Random(3)
    for _ in range(rounds(20, 500)):
        spool = Spool(memory=chance.randint(0, 5_000))
        pieces = [chance.randbytes(chance.randint(0, 2_000)) for _ in range(chance.randint(0, 20))]
        for piece in pieces:
            spool.add(piece)
        assert list(spool.pieces()) == pieces
        assert [spool.piece(index) for index in range(len(spool))] == pieces


def test_no_more_than_allowed_stays_in_memory_and_nothing_readable_on_disk() -> None:
    before, spool = open_files(), Spool(memory=2_000)
    for _ in range(10):
        spool.add(SECRET)
    kept: list[object] = [one for one in spool._pieces if isinstance(one, bytes)]
    assert len(kept) == 2
    file = spool._file
    assert file is not None
    assert os.fstat(file).st_nlink == 0
    assert b"diabetes" not in os.pread(file, 1_000_000, 0)
    os.pwrite(file, b"x", 5)
    with pytest.raises(InvalidTag):
        spool.piece(2)
    del spool
    assert open_files() == before


async def test_a_few_are_made_at_once_and_the_others_wait_their_turn() -> None:
    press, gate, begun = Press(2), Event(), []

    def pages(number: int) -> Iterator[bytes]:
        begun.append(number)
        yield b"%PDF"
        gate.wait(5)

    async def ask(number: int) -> bytes:
        async with press.turn() as turn:
            document = turn.begin(pages(number))
        return b"".join([part async for part in document.parts()])

    asked = [asyncio.create_task(ask(number)) for number in range(6)]
    await asyncio.sleep(0.05)
    assert len(begun) <= 2
    gate.set()
    assert await asyncio.gather(*asked) == [b"%PDF"] * 6


async def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses, "PATIENCE", 0.01)
    press = Press(1)
    async with press.turn():
        with pytest.raises(Crowded):
            async with press.turn():
                raise AssertionError
    async with press.turn():
        pass


async def test_who_reads_slowly_or_not_at_all_holds_no_place() -> None:
    press = Press(1)
    for _ in range(3):
        async with press.turn() as turn:
            turn.begin(iter([b"%PDF", b"rest"]))
    async with press.turn() as turn:
        last = turn.begin(iter([b"%PDF"]))
    assert [part async for part in last.parts()] == [b"%PDF"]
