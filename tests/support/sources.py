"""The code of the product as syntax trees, for the tests that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("consent", "publishing", "portal")


def names() -> list[str]:
    """Return the path from the root of every module of the product; migrations excepted."""
    return [name for name in sorted(_paths()) if "/migrations/" not in name]


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the product, read, by its path."""
    return {name: tree(name) for name in names()}


def tree(name: str) -> ast.Module:
    """Return the syntax tree of one module."""
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), name)


def called(node: ast.AST) -> str:
    """Return the dotted name that a call calls, such as `datetime.now`; empty for another node."""
    return dotted(node.func) if isinstance(node, ast.Call) else ""


def dotted(node: ast.AST) -> str:
    """Return a name with its dots, such as `asyncio.run`; empty when it is no plain name."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{dotted(value)}.{name}".lstrip(".")
    return ""


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method of a module."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(module: ast.Module) -> set[str]:
    """Return the modules that a module imports, `a.b` for `from a import b` as well as `a`."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _paths() -> Iterator[str]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            yield path.relative_to(ROOT).as_posix()
