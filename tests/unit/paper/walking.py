"""Reads a long PDF row by row: a few pages in memory, however many there are."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from unit.paper.reading import Pages, Pen

# A row that goes on stands on two pages, and its neighbours on one of them.
PAGES_KEPT = 4
# What is read of a file stays in memory until it is opened anew.
ROWS_IN_ONE_GO = 10_000
REFERENCE = re.compile(rb"(\d+) (\d+) R")

Place = tuple[int, int]


class Walk:
    """A walk down the structure tree in reading order, its pages read when they come by."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._pages = Pages()
        self._pens: OrderedDict[Place, Pen] = OrderedDict()
        self.pages_read = 0

    def rows(self) -> Iterator[list[str]]:
        """The words of the cells of each row of each table, one row at a time."""
        with pikepdf.open(self._file) as whole:
            places = list(_rows(whole.Root.StructTreeRoot.K))
        for start in range(0, len(places), ROWS_IN_ONE_GO):
            with pikepdf.open(self._file) as part:
                for place in places[start : start + ROWS_IN_ONE_GO]:
                    row = part.get_object(place)
                    yield [self._words(cell, None) for cell in _kids(row) if cell.S == "/TD"]

    def _words(self, element: pikepdf.Object, page: Any) -> str:
        page, found = element.get("/Pg", page), ""
        for kid in _kids(element):
            if isinstance(kid, int):
                found += self._pen(page).texts[kid]
            elif "/MCID" in kid:
                found += self._pen(kid.Pg).texts[int(kid.MCID)]
            else:
                found += self._words(kid, page)
        return found

    def _pen(self, page: pikepdf.Object) -> Pen:
        if page.objgen not in self._pens:
            self._pens[page.objgen] = self._pages.read(page)
            self.pages_read += 1
            if len(self._pens) > PAGES_KEPT:
                self._pens.popitem(last=False)
        return self._pens[page.objgen]


def _rows(element: pikepdf.Object) -> Iterator[Place]:
    for kid in _kids(element):
        if isinstance(kid, int) or "/S" not in kid:
            continue
        if kid.S in ("/THead", "/TBody"):
            # By their numbers alone: to look at each is to have all of them in memory.
            found = REFERENCE.findall(kid.K.unparse())
            yield from ((int(number), int(generation)) for number, generation in found)
        else:
            yield from _rows(kid)


def _kids(element: pikepdf.Object) -> Iterator[Any]:
    kids = element.get("/K", [])
    yield from kids if isinstance(kids, pikepdf.Array) else [kids]
