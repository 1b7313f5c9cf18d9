"""What a file on paper says, in words a patient reads; nothing here is computed."""

from msgspec import Struct


class Column(Struct, frozen=True):
    """A column of a table: its name, and its share of the width."""

    name: str
    share: float


class Entry(Struct, frozen=True):
    """
    One result, letter or episode.

    `said` are pairs of a small heading (or "") and a paragraph; every row has a cell per column.
    """

    title: str
    meta: str = ""
    said: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Part(Struct, frozen=True):
    """A part of the file; `columns` are those of the tables of its entries."""

    title: str
    entries: tuple[Entry, ...]
    columns: tuple[Column, ...] = ()
    empty: str = ""
