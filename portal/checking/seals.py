"""Whether the keys open what is stored: a sample of every sealed column, the oldest and newest."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from piccolo.columns import Column
from piccolo.table import Table

from portal.checking.finding import Finding, well, wrong
from portal.database import app_configs
from portal.vault import SealedValueError, Vault

ABOUT = "keys"
SAMPLE = 5
ENDING = "_sealed"
CAUSES = {
    "unknown_key": "of a key that is not in PORTAL_SECRET_KEYS",
    "does_not_open_here": "sealed by another key of the same name, or damaged",
}


async def findings(vault: Vault) -> list[Finding]:
    """Open the sample."""
    opened: Counter[str] = Counter()
    for table, column in _sealed():
        for row in await _sample(table, column):
            opened[_outcome(vault, table, column, row)] += 1
    if set(opened) - {""}:
        return [
            wrong(ABOUT, f"{count} of {opened.total()} sealed values do not open: {_why(code)}.")
            for code, count in opened.items()
            if code
        ]
    return [well(ABOUT, f"They open what is stored ({opened.total()} values tried).")]


def _sealed() -> Iterator[tuple[type[Table], Column]]:
    for config in app_configs():
        for table in config.table_classes:
            for column in table._meta.columns:  # noqa: SLF001 - Piccolo's documented place for it
                if column._meta.name.endswith(ENDING):  # noqa: SLF001 - idem
                    yield table, column


async def _sample(table: type[Table], column: Column) -> list[dict[str, Any]]:
    key = table._meta.primary_key  # noqa: SLF001 - idem
    found: dict[Any, dict[str, Any]] = {}
    for ascending in (True, False):
        rows = (
            await table.select(key, column)
            .where(column.is_not_null())
            .order_by(key, ascending=ascending)
            .limit(SAMPLE)
        )
        found |= {row["id"]: row for row in rows}
    return list(found.values())


def _outcome(vault: Vault, table: type[Table], column: Column, row: dict[str, Any]) -> str:
    name = column._meta.name  # noqa: SLF001 - idem
    where = f"{table._meta.tablename}.{name.removesuffix(ENDING)}"  # noqa: SLF001 - idem
    try:
        vault.open(bytes(row[name]), where, row["id"])
    except SealedValueError as error:
        return str(error)
    return ""


def _why(code: str) -> str:
    return CAUSES.get(code, code)
