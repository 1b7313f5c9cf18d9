"""The address where sources deliver FHIR; the guard knows them by the credential they bring."""

from typing import Any

from litestar import Request, Response, post
from litestar.enums import MediaType

from portal.frame.links import route
from portal.identity.entrance import Entrance, source_of
from portal.identity.visitor import visitor_of
from portal.intake.delivery import Receipt, deliver, terms_of
from publishing.intake.faults import FaultReason
from publishing.intake.reader import MAX_BYTES
from publishing.receive import Delivery

ACCEPTED, UNREADABLE, REFUSED, TOO_LARGE, TOO_FAST = 202, 400, 403, 413, 429


@post(
    route("intake.fhir"),
    name="intake.fhir",
    opt={"entrance": Entrance.SOURCE},
    request_max_body_size=MAX_BYTES,
    status_code=ACCEPTED,
)
async def take_in(request: Request[Any, Any, Any]) -> Response[dict[str, object]]:
    """Take in one message, and answer once everything it holds has an end."""
    wait, receipt = await received(request, await request.body())
    if receipt is None:
        return Response({}, status_code=TOO_FAST, headers={"retry-after": str(wait)})
    return Response(receipt.told(), status_code=status_of(receipt), media_type=MediaType.JSON)


async def received(request: Request[Any, Any, Any], body: bytes) -> tuple[int, Receipt | None]:
    """Take in what a source sent; no receipt when it sends too fast, with the seconds to wait."""
    visitor, state = visitor_of(request), request.app.state
    source = source_of(request)
    wait = state.pace.wait(source.id, len(body), visitor.at)
    if wait:
        return wait, None
    delivery = Delivery(
        source=source,
        body=body,
        content_type=request.headers.get("content-type", ""),
        request_id=visitor.request_id,
        terms=terms_of(state.settings),
    )
    receipt = await deliver(delivery, state.vault, visitor.at, file="", language=visitor.language)
    state.figures.took_in(source.kind, receipt)
    return 0, receipt


def status_of(receipt: Receipt) -> int:
    """Give the status that says how a message ended."""
    if receipt.unreadable is FaultReason.BODY_TOO_LARGE:
        return TOO_LARGE
    if receipt.unreadable is not None:
        return UNREADABLE
    return REFUSED if receipt.refused else ACCEPTED
