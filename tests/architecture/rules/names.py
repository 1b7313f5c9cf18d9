"""What a name in a module stands for, whatever it was called when it was imported."""

import ast
from collections.abc import Iterator, Mapping

from support.sources import dotted

Sources = Mapping[str, ast.Module]


def sources(**texts: str) -> Sources:
    """Parse modules written in a test; `portal__patient__x` is the module portal/patient/x.py."""
    return {
        f"{name.replace('__', '/')}.py": ast.parse(text, f"{name}.py")
        for name, text in texts.items()
    }


def origins(module: ast.Module) -> dict[str, str]:
    """Return what each imported name stands for: `dt` for `from datetime import datetime as dt`."""
    found = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {
                alias.asname or alias.name.split(".")[0]: (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
                for alias in node.names
            }
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
    return found


def meant(node: ast.AST, known: Mapping[str, str]) -> str:
    """Return the full name that a name or attribute stands for, such as `datetime.date.today`."""
    first, _, rest = dotted(node).partition(".")
    full = known.get(first, first)
    return f"{full}.{rest}" if rest else full


def uses(module: ast.Module, names: set[str]) -> Iterator[ast.AST]:
    """Give every place where one of these full names is used, called or not."""
    known = origins(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Name | ast.Attribute) and meant(node, known) in names:
            yield node


def place(name: str, node: ast.AST) -> str:
    """Say where something stands."""
    return f"{name}:{getattr(node, 'lineno', 0)}"
