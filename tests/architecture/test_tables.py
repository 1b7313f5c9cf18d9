"""What Piccolo would decide silently is written out in every table."""

import ast
from pathlib import Path

import pytest
from piccolo.columns import ForeignKey, OnDelete
from piccolo.constraints import Constraint
from piccolo.table import Table

from portal.database import app_configs
from support.sources import called, modules

ALL = [table for config in app_configs() for table in config.table_classes]
FILES = [name for name in modules() if name.endswith("tables.py")]
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


@pytest.mark.parametrize("name", FILES)
def test_every_column_states_its_default(name: str) -> None:
    silent = [
        node.lineno
        for node in ast.walk(modules()[name])
        if called(node) in COLUMNS and "default" not in _keywords(node)
    ]
    assert silent == []


@pytest.mark.parametrize("name", FILES)
def test_no_column_loses_zone_or_precision(name: str) -> None:
    assert not REFUSED & {called(node) for node in ast.walk(modules()[name])}


@pytest.mark.parametrize("table", ALL, ids=str)
def test_nothing_is_deleted_with_what_it_belongs_to(table: type[Table]) -> None:
    cascading = [
        column._meta.name
        for column in table._meta.foreign_key_columns
        if isinstance(column, ForeignKey)
        and column._foreign_key_meta.on_delete is not OnDelete.restrict
    ]
    assert cascading == []


@pytest.mark.parametrize("table", ALL, ids=str)
def test_a_constraint_is_named_after_its_table(table: type[Table]) -> None:
    # Names of constraints are global in a schema.
    names = [constraint._meta.name for constraint in _constraints(table)]
    assert [name for name in names if not name.startswith(table._meta.tablename)] == []


def test_every_app_finds_its_tables() -> None:
    assert {Path(name).parts[0] for name in FILES} == {config.app_name for config in app_configs()}


def _keywords(node: ast.Call) -> set[str | None]:
    return {keyword.arg for keyword in node.keywords}


def _constraints(table: type[Table]) -> list[Constraint]:
    return table._meta.constraints
