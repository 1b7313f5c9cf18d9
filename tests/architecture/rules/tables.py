"""What Piccolo would decide silently is written out in every table."""

import ast
from collections.abc import Iterable

from piccolo.columns import ForeignKey, OnDelete
from piccolo.constraints import Constraint
from piccolo.table import Table

from architecture.rules.names import Sources, place
from support.sources import called

COLUMNS = {
    "Array",
    "BigInt",
    "Boolean",
    "Bytea",
    "Date",
    "DoublePrecision",
    "ForeignKey",
    "Integer",
    "JSONB",
    "Numeric",
    "SmallInt",
    "Text",
    "Timestamptz",
    "UUID",
    "Varchar",
}
# Columns of which the zone or the precision would be lost, or that are made of another.
REFUSED = {"Timestamp", "Time", "Real", "Float", "Secret", "JSON", "Serial", "BigSerial", "Email"}


def silent_columns(sources: Sources) -> list[str]:
    """Find columns that leave their default to Piccolo: today, a random number, an empty text."""
    return [
        place(name, node)
        for name, module in sources.items()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and _kind(node) in COLUMNS
        and "default" not in {keyword.arg for keyword in node.keywords}
    ]


def refused_columns(sources: Sources) -> list[str]:
    """Find columns that lose a zone or precision."""
    return [
        place(name, node)
        for name, module in sources.items()
        for node in ast.walk(module)
        if _kind(node) in REFUSED
    ]


def cascading(tables: Iterable[type[Table]]) -> list[str]:
    """Find references with which something else would be deleted or emptied."""
    return [
        f"{table._meta.tablename}.{column._meta.name}"
        for table in tables
        for column in table._meta.foreign_key_columns
        if isinstance(column, ForeignKey)
        and column._foreign_key_meta.on_delete is not OnDelete.restrict
    ]


def misnamed_constraints(tables: Iterable[type[Table]]) -> list[str]:
    """Find constraints not named after their table: their names are global in a schema."""
    return [
        constraint._meta.name
        for table in tables
        for constraint in _constraints(table)
        if not constraint._meta.name.startswith(table._meta.tablename)
    ]


def _kind(node: ast.AST) -> str:
    return called(node).split(".")[-1]


def _constraints(table: type[Table]) -> list[Constraint]:
    return table._meta.constraints
