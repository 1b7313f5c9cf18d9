"""Inserts whose text is made once, for a row that is written at every look."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from piccolo.table import Table

from consent.statements import fetch, require_transaction


class Insertion:
    """
    Inserts rows into one table; what a row leaves out gets the default that the table states.

    Piccolo makes the same statement, anew at every call; that costs more than sending it.
    """

    def __init__(self, table: type[Table]) -> None:
        columns = table._meta.columns  # noqa: SLF001 - Piccolo's documented place for them
        self._table = table._meta.tablename  # noqa: SLF001 - idem
        self._defaults = {
            column._meta.db_column_name: column.get_default_value()  # noqa: SLF001 - idem
            for column in columns
        }
        self._statement = cache(self._made)

    async def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """
        Write the rows, in one statement.

        Raises:
            NoTransactionError: no transaction is open.
            ValueError: a row names a column that the table does not have.

        """
        require_transaction()
        if rows:
            values = [value for row in rows for value in self._values(row)]
            await fetch(self._statement(len(rows)), *values)

    def _values(self, row: Mapping[str, Any]) -> Sequence[Any]:
        whole = {**self._defaults, **row}
        if len(whole) > len(self._defaults):
            raise ValueError("no such column")
        return tuple(whole.values())

    def _made(self, rows: int) -> str:
        names, width = ", ".join(f'"{name}"' for name in self._defaults), len(self._defaults)
        places = (
            ", ".join(f"${number}" for number in range(start, start + width))
            for start in range(1, rows * width + 1, width)
        )
        tuples = ", ".join(f"({each})" for each in places)
        return f'insert into "{self._table}" ({names}) values {tuples}'  # noqa: S608 - no values
