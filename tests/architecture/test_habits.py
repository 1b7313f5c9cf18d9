"""What may be done in one place only, or nowhere: grants, the clock, refusals, chance, shells."""

import ast

import pytest

from support.sources import called, dotted, imported, modules

CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "date.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
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
CHANCE = {"random", "numpy.random"}
# Names of roles and of our own tables cannot travel beside a statement.
NAMING = {"portal/migrate.py", "publishing/queries/filing.py"}
STATEMENTS = {"fetch", "fetch_one", "fetchrow", "fetchval", "execute", "raw"}


def test_only_the_policy_makes_a_grant() -> None:
    assert _callers({"Grant", "model.Grant"}) == {"consent/policy.py"}


def test_only_the_clock_reads_the_time() -> None:
    assert _callers(CLOCKS) <= {"portal/clock.py"}


@pytest.mark.parametrize("name", modules())
def test_a_refusal_comes_after_the_transaction(name: str) -> None:
    raised = [
        (name, node.lineno)
        for block in ast.walk(modules()[name])
        if isinstance(block, ast.AsyncWith) and _opens_transaction(block)
        for node in ast.walk(block)
        if isinstance(node, ast.Raise) and node.exc and _raised(node.exc) in RAISED_FOR_HTTP
    ]
    assert raised == []


@pytest.mark.parametrize("name", modules())
def test_no_dependency_yields(name: str) -> None:
    # A dependency that yields runs in another context: a transaction in it would be lost.
    provided = {
        dotted(node.args[0])
        for node in ast.walk(modules()[name])
        if called(node).endswith("Provide") and node.args
    }
    yielding = {
        node.name
        for node in ast.walk(modules()[name])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(isinstance(part, ast.Yield) for part in ast.walk(node))
    }
    assert not provided & yielding


@pytest.mark.parametrize("name", modules())
def test_chance_is_for_invented_people(name: str) -> None:
    if not name.startswith("portal/demo/"):
        assert not CHANCE & imported(modules()[name])


@pytest.mark.parametrize("name", modules())
def test_no_shell_and_no_evaluation(name: str) -> None:
    for node in ast.walk(modules()[name]):
        assert called(node) not in {"eval", "exec", "os.system", "os.popen", "pickle.loads"}
        if isinstance(node, ast.keyword) and node.arg == "shell":
            assert dotted(node.value) == "False"


@pytest.mark.parametrize("name", sorted(set(modules()) - NAMING))
def test_no_value_becomes_sql(name: str) -> None:
    # Values travel beside a statement; a statement is put together of our own words only.
    module = modules()[name]
    words = {
        target.id
        for node in ast.walk(module)
        if isinstance(node, ast.Assign) and _is_words(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if called(node).split(".")[-1] in STATEMENTS and node.args:
            statement = node.args[0]
            put_together = isinstance(statement, ast.JoinedStr | ast.BinOp)
            assert not put_together or _is_words(statement, words), node.lineno


def _callers(names: set[str]) -> set[str]:
    return {
        name
        for name, module in modules().items()
        if any(called(node) in names for node in ast.walk(module))
    }


def _opens_transaction(block: ast.AsyncWith) -> bool:
    return any(called(item.context_expr).endswith("transaction") for item in block.items)


def _raised(error: ast.expr) -> str:
    name = called(error) or dotted(error)
    return name.split(".")[-1]


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
