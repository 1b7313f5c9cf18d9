"""What docs/generated/rights.md says: which right opens which address, as the routes have it."""

from functools import cache

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from consent.model import Right
from portal import app as portal
from portal.identity.entrance import Entrance
from portal.texts import text

FILE = "docs/generated/rights.md"
HEAD = """# Who enters where
Made of the routes by `make documents`.

A right is given per person and practice, by somebody with `employees.change`; a function gives none
by itself. Without the right an address answers 403, and an act that was tried is a line in the log
of the practice.

## Rights
| right | what it lets somebody do |
|---|---|
"""
TITLES = {
    Entrance.EMPLOYEE: "Employees, at the practice where they work now",
    Entrance.PATIENT: "Patients, for their own files",
    Entrance.PUBLIC: "Everybody",
    Entrance.SOURCE: "Systems, with a credential of their own",
}


@cache
def written() -> str:
    """Give the whole document."""
    handlers = sorted(_handlers(), key=lambda one: (one[0], str(one[1].name)))
    parts = [HEAD + "".join(f"| `{right}` | {_meaning(right)} |\n" for right in Right)]
    for entrance, title in TITLES.items():
        rows = [_row(path, one) for path, one in handlers if one.opt.get("entrance") is entrance]
        parts.append(f"## {title}\n| address | how | right |\n|---|---|---|\n" + "".join(rows))
    return "\n".join(parts)


def _meaning(right: Right) -> str:
    return f"{text('en', f'employees.right.{right}')}. {text('en', f'employees.hint.{right}')}"


def _row(path: str, handler: HTTPRouteHandler) -> str:
    right = handler.opt.get("right")
    how = "look" if "GET" in handler.http_methods else "send"
    address = path.replace("{item:uuid}", "{id}")
    return f"| `{address}` | {how} | {f'`{right}`' if right else ''} |\n"


def _handlers() -> list[tuple[str, HTTPRouteHandler]]:
    handlers = portal._handlers()  # noqa: SLF001 - without settings there is no portal to ask
    app = Litestar(route_handlers=handlers, openapi_config=None, logging_config=None)
    return [
        (route.path, handler)
        for route in app.routes
        for handler in getattr(route, "route_handlers", [])
        if isinstance(handler, HTTPRouteHandler)
        and "OPTIONS" not in handler.http_methods
        and not str(handler.name).startswith("static")
    ]
