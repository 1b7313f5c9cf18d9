"""No statement leaves a lock, a setting or a cursor behind: the pool puts nothing back."""

import ast
import re

import pytest

from support.sources import modules, names

STAYS = re.compile(
    r"^\s*(set\s+(?!local\b)\w+(\.\w+)?\s*(=|to\s)|listen\s+\w+\s*$|declare\s.*\scursor|prepare\s+\w+\s+as\s"
    r"|create\s+temp)|pg_(try_)?advisory_lock|set_config\(.*,\s*false\s*\)",
    re.IGNORECASE,
)
# They have a connection of their own, which ends with them.
ALONE = {"portal/migrate.py"}


def leaves_behind(module: ast.Module) -> list[str]:
    texts = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and STAYS.search(text)]


@pytest.mark.parametrize("name", sorted(set(names()) - ALONE))
def test_nothing_stays_on_a_connection(name: str) -> None:
    assert leaves_behind(modules()[name]) == []


@pytest.mark.parametrize(
    "statement",
    [
        "select pg_advisory_lock(1)",
        "set search_path to other",
        "listen news",
        "select set_config('role', 'other', false)",
    ],
)
def test_a_planted_one_is_found(statement: str) -> None:
    assert leaves_behind(ast.parse(f"SQL = {statement!r}")) == [statement]


def test_what_ends_with_the_transaction_may_be_used() -> None:
    assert leaves_behind(ast.parse("SQL = 'select pg_advisory_xact_lock(1)'")) == []
