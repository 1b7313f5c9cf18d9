"""What Piccolo would decide silently is written out in every table."""

from pathlib import Path

from architecture.rules import tables
from portal.database import app_configs
from support.sources import modules

ALL = [table for config in app_configs() for table in config.table_classes]
FILES = {name: module for name, module in modules().items() if "/tables" in name}


def test_every_column_states_its_default() -> None:
    assert tables.silent_columns(FILES) == []


def test_no_column_loses_zone_or_precision() -> None:
    assert tables.refused_columns(FILES) == []


def test_nothing_is_deleted_with_what_it_belongs_to() -> None:
    assert tables.cascading(ALL) == []


def test_a_constraint_is_named_after_its_table() -> None:
    assert tables.misnamed_constraints(ALL) == []


def test_every_app_finds_its_tables() -> None:
    assert {Path(name).parts[0] for name in FILES} == {config.app_name for config in app_configs()}
