"""What a page says of the fresh login that taking a file home asks for."""

from typing import Any

from litestar.connection import ASGIConnection

from portal.frame.links import link
from portal.identity.entrance import CHOSEN, NOW, PROOF_FIRST
from portal.identity.limits import has_proved_lately
from portal.identity.visitor import visitor_of
from portal.patient.pages import Proof


def proof_of(connection: ASGIConnection[Any, Any, Any, Any], page: str, done: str) -> Proof:
    """
    Tell what a page has to say; `page` is its route, `done` what its address says was just done.

    What was filled in comes back after the login.
    """
    if has_proved_lately(connection, visitor_of(connection)):
        return Proof("done" if done == NOW else "")
    chosen = {name: connection.query_params.get(name) for name in CHOSEN}
    back = link(page, **chosen, gedaan=NOW)
    login = link("identity.login", opnieuw="ja", naar=back)
    return Proof("first" if done == PROOF_FIRST else "", login)
