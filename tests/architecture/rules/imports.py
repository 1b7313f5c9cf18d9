"""Who may import what, where the contracts in pyproject.toml cannot say it."""

from architecture.rules.names import Sources
from support.sources import imported

# Who may import the shapes of rows; everybody else asks a query.
TABLES = {
    "consent": {"consent/piccolo_app.py", "consent/statements.py"},
    "publishing": {"publishing/piccolo_app.py"},
    "portal": {"portal/piccolo_app.py", "portal/identity/piccolo_app.py"},
}
DEMO = "portal.demo"
KNOWS_THE_DEMO = ("portal/demo/", "portal/commands/demo")


def tables_reached(sources: Sources) -> list[str]:
    """Find modules that reach for rows without being a query."""
    return [
        f"{name}: {package}"
        for name, module in sources.items()
        for package, others in TABLES.items()
        if name not in others and not _may_reach(name, package)
        if any(part.startswith(f"{package}.") and ".tables" in part for part in imported(module))
    ]


def demo_known(sources: Sources) -> list[str]:
    """Find modules outside the demo that know it."""
    return [
        name
        for name, module in sources.items()
        if not name.startswith(KNOWS_THE_DEMO)
        and any(part == DEMO or part.startswith(f"{DEMO}.") for part in imported(module))
    ]


def _may_reach(name: str, package: str) -> bool:
    """Queries reach the rows of their own package, rows refer to those of any."""
    return "tables" in name or (name.startswith(f"{package}/") and "queries" in name)
