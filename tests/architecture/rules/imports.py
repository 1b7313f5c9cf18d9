"""Who may import what, where the contracts in pyproject.toml cannot say it."""

from architecture.rules.names import Sources
from support.sources import imported

# Who may import the shapes of rows; everybody else asks a query.
TABLES = {
    "consent": {"consent/piccolo_app.py", "consent/statements.py", "publishing/tables.py"},
    "publishing": {"publishing/piccolo_app.py"},
    "portal": {"portal/piccolo_app.py", "portal/identity/piccolo_app.py"},
}
DEMO = "portal.demo"
KNOWS_THE_DEMO = ("portal/demo/", "portal/commands/demo")


def tables_reached(sources: Sources) -> list[str]:
    """Find modules that reach for rows without being a query."""
    return [
        f"{name}: {part}"
        for name, module in sources.items()
        for part in sorted(imported(module))
        for package, others in TABLES.items()
        if part.startswith(f"{package}.") and part.endswith(".tables")
        if name not in others and not (name.startswith(f"{package}/") and "queries" in name)
    ]


def demo_known(sources: Sources) -> list[str]:
    """Find modules outside the demo that know it."""
    return [
        name
        for name, module in sources.items()
        if not name.startswith(KNOWS_THE_DEMO)
        and any(part == DEMO or part.startswith(f"{DEMO}.") for part in imported(module))
    ]
