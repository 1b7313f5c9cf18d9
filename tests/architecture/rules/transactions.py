"""How transactions and statements are written: refusals after the block, values beside the text."""

import ast
from collections.abc import Iterator

from architecture.rules.names import Sources, place
from support.sources import called, dotted

RAISED_FOR_HTTP = {
    "HTTPException",
    "NotFoundException",
    "NotAuthorizedException",
    "PermissionDeniedException",
    "ClientException",
    "ValidationException",
    "InternalServerException",
    "ServiceUnavailableException",
    "TooManyRequestsException",
    "MethodNotAllowedException",
    "Refusal",
    "Answer",
}
# Names of roles and of our own tables cannot travel beside a statement.
NAMING = {"portal/migrate.py", "publishing/queries/filing.py"}
STATEMENTS = {"fetch", "fetch_one", "fetchrow", "fetchval", "execute", "raw", "run_ddl"}


def refusals_inside(sources: Sources) -> list[str]:
    """Find refusals raised inside a transaction: they would take their own log line with them."""
    return [
        place(name, node)
        for name, module in sources.items()
        for block in _transactions(module)
        for node in ast.walk(block)
        if isinstance(node, ast.Raise) and node.exc and _raised(node.exc) in RAISED_FOR_HTTP
    ]


def yielding_dependencies(sources: Sources) -> list[str]:
    """Find dependencies that yield: they run in another context, a transaction would be lost."""
    found = []
    for name, module in sources.items():
        provided = {
            dotted(node.args[0])
            for node in ast.walk(module)
            if called(node).endswith("Provide") and isinstance(node, ast.Call) and node.args
        }
        found += [
            place(name, node)
            for node in ast.walk(module)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.name in provided
            and any(isinstance(part, ast.Yield | ast.YieldFrom) for part in ast.walk(node))
        ]
    return found


def values_in_statements(sources: Sources) -> list[str]:
    """Find statements put together of more than our own words: values travel beside them."""
    return [
        place(name, statement)
        for name, module in sources.items()
        if name not in NAMING
        for words in [_words(module)]
        for statement in _statements(module)
        if _is_put_together(statement) and not _is_words(statement, words)
    ]


def _transactions(module: ast.Module) -> Iterator[ast.AsyncWith]:
    for node in ast.walk(module):
        if isinstance(node, ast.AsyncWith) and any(
            called(item.context_expr).endswith("transaction") for item in node.items
        ):
            yield node


def _raised(error: ast.expr) -> str:
    return (called(error) or dotted(error)).split(".")[-1]


def _statements(module: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and node.args and _last(node.func) in STATEMENTS:
            yield node.args[0]


def _last(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return dotted(function)


def _is_put_together(statement: ast.expr) -> bool:
    is_formatted = isinstance(statement, ast.Call) and _last(statement.func) in {"format", "join"}
    return is_formatted or isinstance(statement, ast.JoinedStr | ast.BinOp)


def _words(module: ast.Module) -> set[str]:
    return {
        target.id
        for node in ast.walk(module)
        if isinstance(node, ast.Assign) and _is_words(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _is_words(node: ast.expr, known: set[str]) -> bool:
    match node:
        case ast.Constant(value=str()):
            return True
        case ast.Name(id=name):
            return name.isupper() or name in known
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _is_words(left, known) and _is_words(right, known)
        case ast.JoinedStr(values=values):
            return all(_is_words(value, known) for value in values)
        case ast.FormattedValue(value=value):
            return _is_words(value, known)
    return False
