"""A reader can hold a file in the head: how long and wide it is, and what it says of itself."""

import ast
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from architecture.rules.names import Sources, place
from support.sources import functions

LONGEST_MODULE, LONGEST_FUNCTION, FULLEST_FOLDER, MOST_ARGUMENTS = 250, 40, 15, 5
ENTRANCES = {"__init__.py", "__main__.py"}


def long_files(texts: Mapping[str, str]) -> list[str]:
    """Find files that are too long."""
    lengths = {name: len(text.splitlines()) for name, text in texts.items()}
    return [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > LONGEST_MODULE]


def long_functions(sources: Sources) -> list[str]:
    """Find functions that are too long; what a function says of itself does not count."""
    return [
        f"{place(name, function)} {function.name}: {_length(function)} lines"
        for name, module in sources.items()
        for function in functions(module)
        if _length(function) > LONGEST_FUNCTION
    ]


def wide_functions(sources: Sources) -> list[str]:
    """Find functions with too many arguments by place."""
    return [
        f"{place(name, function)} {function.name}"
        for name, module in sources.items()
        for function in functions(module)
        if len(function.args.posonlyargs) + len(function.args.args) > MOST_ARGUMENTS
    ]


def silent_modules(sources: Sources) -> list[str]:
    """Find modules that do not say what is decided in them."""
    return [name for name, module in sources.items() if not ast.get_docstring(module)]


def full_folders(names: Iterable[str]) -> list[str]:
    """Find folders with more modules than one sees at a glance."""
    paths = [PurePosixPath(name) for name in names]
    counted = Counter(str(path.parent) for path in paths if path.name not in ENTRANCES)
    return [f"{name}: {count} files" for name, count in counted.items() if count > FULLEST_FOLDER]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    told = _lines(first) if ast.get_docstring(function) else 0
    return _lines(function) - told


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
