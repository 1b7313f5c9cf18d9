"""A deed: one request to the portal, with what has to be there before it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from faults.crashes.world import Session, World
from portal.frame.links import link

Sent = dict[str, Any]
OK, SEE_OTHER, ACCEPTED = 200, 303, 202


@dataclass(frozen=True)
class Deed:
    """
    One request to the portal.

    `prepare` makes what it needs and gives the request; `status` is the answer of a complete run,
    `changes` the number of its transactions that leave something behind. `uses_up`: also what
    lies outside the tables is used up by it, and has to be made anew.
    """

    name: str
    prepare: Callable[[World], Awaitable[Sent]]
    status: int = OK
    changes: int = 1
    uses_up: bool = False


def get(session: Session, route: str, **values: object) -> Sent:
    """Look at a page."""
    return {"method": "GET", "url": link(route, **values), "headers": session.headers}


def post(session: Session, form: dict[str, Any], route: str, **values: object) -> Sent:
    """Send a form."""
    url = link(route, **values)
    return {"method": "POST", "url": url, "headers": session.headers, "data": session.form | form}
