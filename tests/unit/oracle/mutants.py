"""Plants one fault at a time in a module, and loads it in memory beside the rest of the product."""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

# Loaded anew for every mutant, so that no table keeps a function that was replaced.
FRESH = ("consent", "publishing", "unit.oracle")
COMPARE = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


def source_of(module: str) -> str:
    """Give the source of a module of the product."""
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).read_text()


def mutants(source: str, names: tuple[str, ...]) -> Iterator[tuple[str, ast.Module]]:
    """Give every mutant of the named functions, classes and tables, with what was done to it."""
    places = sum(1 for _ in _places(ast.parse(source), names))
    for number in range(places):
        for variant in range(2):
            tree = ast.parse(source)
            node = list(_places(tree, names))[number]
            told = ast.unparse(node)[:70]
            if _changed(node, variant):
                yield f"{node.lineno}: {told} -> {ast.unparse(node)[:70]}", tree


def _places(tree: ast.Module, names: tuple[str, ...]) -> Iterator[Any]:
    for top in tree.body:
        if _name(top) in names:
            of_class = isinstance(top, ast.ClassDef)
            parts = (
                [one for one in top.body if isinstance(one, ast.FunctionDef)] if of_class else [top]
            )
            for node in (node for part in parts for node in ast.walk(part)):
                if isinstance(
                    node, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant | ast.Dict
                ):
                    yield node


def _name(node: Any) -> str:
    if isinstance(node, ast.Assign):
        node = node.targets[0]
    elif isinstance(node, ast.AnnAssign):
        node = node.target
    return str(getattr(node, "name", None) or getattr(node, "id", ""))


def _changed(node: Any, variant: int) -> bool:
    """Change a node in place; False when this variant has nothing to change here."""
    match node:
        case ast.Compare() if variant == 0:
            node.ops[0] = COMPARE[type(node.ops[0])]()
        case ast.Compare(ops=[ast.Lt() | ast.LtE() | ast.Gt() | ast.GtE()]):
            node.left, node.comparators = node.comparators[0], [node.left]
        case ast.BoolOp() if variant == 0:
            node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        case ast.BoolOp():
            node.values[-1] = ast.Constant(isinstance(node.op, ast.And))
        case ast.UnaryOp(op=ast.Not()) if variant == 0:
            node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
        case ast.Constant(value=bool()) if variant == 0:
            node.value = not node.value
        case ast.Constant(value=int()) if not isinstance(node.value, bool):
            node.value += 1 - 2 * variant
        case ast.Dict(keys=[_, *_]):
            place = 0 if variant == 0 else -1
            del node.keys[place], node.values[place]
        case _:
            return False
    return True


class _Mutated(MetaPathFinder, Loader):
    """Gives the mutant in the place of its module."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self.module, self.tree = module, tree

    def find_spec(self, fullname: str, *_: Any) -> ModuleSpec | None:
        """Answer for the one module alone."""
        return ModuleSpec(fullname, self) if fullname == self.module else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant."""
        tree = ast.fix_missing_locations(self.tree)
        exec(compile(tree, self.module, "exec"), module.__dict__)  # noqa: S102 - our own code


@contextmanager
def planted(module: str, tree: ast.Module) -> Iterator[None]:
    """Load the product anew with a mutant in it, and give the true one back afterwards."""
    kept = {name: one for name, one in sys.modules.items() if _is_fresh(name)}
    finder = _Mutated(module, tree)
    for name in kept:
        del sys.modules[name]
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if _is_fresh(name)]:
            del sys.modules[name]
        sys.modules.update(kept)


def _is_fresh(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in FRESH)
