"""/adres: the link in a mail that confirms an address. Following it shows a button, no more.

Programs that scan mail follow links too; only the button confirms. Nobody is logged in by it.
"""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from portal.database import transaction
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.post.readers import addresses
from portal.public.pages import AddressPage

Incoming = Request[Any, Any, Any]
GONE = 410
OPT = {"entrance": Entrance.PUBLIC, "visitor": True}


@get(route("public.address"), name="public.address", opt=OPT)
async def address(request: Incoming, bewijs: FromQuery[str] = "") -> Response[str]:
    """Show the button, or that the link works no more."""
    row = addresses.address_of(request.app.state.vault, bewijs)
    works = row is not None and await addresses.may_confirm(row, visitor_of(request).at)
    return _shown(request, "asked" if works else "gone", bewijs if works else "")


@post(route("public.address"), name="public.address_confirm", opt=OPT, status_code=200)
async def confirm(request: Incoming) -> Response[str]:
    """Put the address into use; the link works once."""
    visitor, vault = visitor_of(request), request.app.state.vault
    row = addresses.address_of(vault, str((await request.form()).get("bewijs", "")))
    confirmed = None
    if row is not None:
        async with transaction():
            confirmed = await addresses.confirm(vault, row, visitor.language, visitor.at)
    return _shown(request, "confirmed" if confirmed else "gone")


def _shown(request: Incoming, state: str, token: str = "") -> Response[str]:
    status = GONE if state == "gone" else 200
    page = AddressPage(state=state, token=token)
    return answer(request, "public/address.html", page, status=status)
