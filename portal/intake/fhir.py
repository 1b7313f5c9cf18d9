"""The address where sources deliver FHIR; the guard knows them by the credential they bring."""

from typing import Any

from litestar import Request, Response, post
from litestar.enums import MediaType

from portal.frame.links import route
from portal.identity.entrance import Entrance, source_of
from portal.identity.visitor import visitor_of
from portal.intake.delivery import Receipt, deliver
from publishing.intake.faults import FaultReason
from publishing.intake.reader import MAX_BYTES
from publishing.receive import Delivery

ACCEPTED, UNREADABLE, REFUSED, TOO_LARGE = 202, 400, 403, 413


@post(
    route("intake.fhir"),
    name="intake.fhir",
    opt={"entrance": Entrance.SOURCE},
    request_max_body_size=MAX_BYTES,
    status_code=ACCEPTED,
)
async def take_in(request: Request[Any, Any, Any]) -> Response[dict[str, object]]:
    """Take in one message, and answer once everything it holds has an end."""
    visitor = visitor_of(request)
    delivery = Delivery(
        source=source_of(request),
        body=await request.body(),
        content_type=request.headers.get("content-type", ""),
        request_id=visitor.request_id,
    )
    receipt = await deliver(
        delivery, request.app.state.vault, visitor.at, file="", language=visitor.language
    )
    request.app.state.figures.took_in(delivery.source.kind, receipt)
    return Response(receipt.told(), status_code=status_of(receipt), media_type=MediaType.JSON)


def status_of(receipt: Receipt) -> int:
    """Give the status that says how a message ended."""
    if receipt.unreadable is FaultReason.BODY_TOO_LARGE:
        return TOO_LARGE
    if receipt.unreadable is not None:
        return UNREADABLE
    return REFUSED if receipt.refused else ACCEPTED
