"""What may be done in one place only, or nowhere: grants, the clock, chance, shells."""

import ast
import re

from architecture.rules.names import Sources, meant, origins, place, uses
from support.sources import called, dotted, imported

GRANT = "consent.model.Grant"
GRANT_MAKER = "consent/policy.py"
# Asking whether something is a grant makes none.
ASKING = {"isinstance", "issubclass"}
CLOCK = "portal/clock.py"
CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.ctime",
    "time.strftime",
    "time.asctime",
    "uuid.uuid1",
}
# The database's own clock is not the one that can be moved; what compares the two may ask it.
DATABASE_CLOCK = re.compile(
    r"\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)"
    r"|\bcurrent_(date|time|timestamp)\b|\blocaltime(stamp)?\b",
    re.IGNORECASE,
)
COMPARES_CLOCKS = {"portal/metrics/condition.py"}
CHANCE = {"random", "numpy.random"}
INVENTED = "portal/demo/"
EVALUATING = {
    "eval",
    "exec",
    "os.system",
    "os.popen",
    "pickle.load",
    "pickle.loads",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "asyncio.create_subprocess_shell",
}


def grants_made(sources: Sources) -> list[str]:
    """Find who makes a grant: by calling it, or by handing it to what makes things."""
    return [
        place(name, node)
        for name, module in sources.items()
        if name != GRANT_MAKER
        for known in [origins(module)]
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and _makes_grant(node, known)
    ]


def clocks_read(sources: Sources) -> list[str]:
    """Find who reads the time, or hands on what would."""
    return [
        place(name, node)
        for name, module in sources.items()
        if name != CLOCK
        for node in uses(module, CLOCKS)
    ]


def database_clocks_read(sources: Sources) -> list[str]:
    """Find statements that ask the database for the time."""
    return [
        place(name, node)
        for name, module in sources.items()
        if name not in COMPARES_CLOCKS
        for node in _texts(module)
        if DATABASE_CLOCK.search(str(node.value))
    ]


def chance_taken(sources: Sources) -> list[str]:
    """Find who draws lots outside the invented people; secrets come from `secrets`."""
    return [
        name
        for name, module in sources.items()
        if not name.startswith(INVENTED) and CHANCE & imported(module)
    ]


def shells_opened(sources: Sources) -> list[str]:
    """Find what starts a shell, or runs text as a program."""
    found = [
        place(name, node) for name, module in sources.items() for node in uses(module, EVALUATING)
    ]
    return found + [
        place(name, node.value)
        for name, module in sources.items()
        for node in ast.walk(module)
        if isinstance(node, ast.keyword) and node.arg == "shell" and dotted(node.value) != "False"
        if not (isinstance(node.value, ast.Constant) and node.value.value is False)
    ]


def _makes_grant(call: ast.Call, known: dict[str, str]) -> bool:
    if meant(call.func, known) == GRANT:
        return True
    handed = [*call.args, *(keyword.value for keyword in call.keywords)]
    return called(call) not in ASKING and any(meant(one, known) == GRANT for one in handed)


def _texts(module: ast.Module) -> list[ast.Constant]:
    told = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node) is not None
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]
