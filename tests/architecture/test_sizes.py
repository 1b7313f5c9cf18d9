"""A reader can hold a file in the head: its size, and what it says of itself."""

import ast
from collections import Counter
from pathlib import PurePosixPath

import pytest

from support.sources import ROOT, functions, modules

LONGEST_MODULE, LONGEST_FUNCTION, FULLEST_FOLDER, MOST_ARGUMENTS = 250, 40, 15, 5
ENTRANCES = {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("name", modules())
def test_a_module_is_short(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("name", modules())
def test_a_function_is_short(name: str) -> None:
    long = {
        function.name: _length(function)
        for function in functions(modules()[name])
        if _length(function) > LONGEST_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("name", modules())
def test_a_function_takes_few_arguments_by_place(name: str) -> None:
    many = [
        function.name
        for function in functions(modules()[name])
        if len(function.args.posonlyargs) + len(function.args.args) > MOST_ARGUMENTS
    ]
    assert many == []


@pytest.mark.parametrize("name", modules())
def test_a_module_says_what_is_decided_in_it(name: str) -> None:
    assert ast.get_docstring(modules()[name])


def test_a_folder_is_seen_at_a_glance() -> None:
    paths = [PurePosixPath(name) for name in modules()]
    counted = Counter(path.parent for path in paths if path.name not in ENTRANCES)
    assert {str(name): count for name, count in counted.items() if count > FULLEST_FOLDER} == {}


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    # What a function says of itself does not make it longer.
    first = function.body[0]
    told = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) else 0
    return function.end_lineno - function.lineno + 1 - told
