"""The address where sources deliver HL7 version 2; the answer is an acknowledgement."""

from typing import Any

from litestar import Request, Response, post

from portal.frame.links import route
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.intake.fhir import ACCEPTED as TAKEN
from portal.intake.fhir import TOO_FAST, received, status_of
from publishing.intake.faults import FaultReason
from publishing.intake.hl7.answering import Wrong, acknowledgement
from publishing.intake.hl7.reader import is_hl7
from publishing.intake.reader import MAX_BYTES

MEDIA = "application/hl7-v2+er7; charset=utf-8"
OK = 200


@post(
    route("intake.hl7v2"),
    name="intake.hl7v2",
    opt={"entrance": Entrance.SOURCE},
    request_max_body_size=MAX_BYTES,
    status_code=OK,
)
async def take_in(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Take in one message or batch, and acknowledge once everything in it has an end."""
    body = await request.body()
    wait, receipt = await received(request, body)
    if receipt is None:
        return Response(b"", status_code=TOO_FAST, headers={"retry-after": str(wait)})
    wrong = [Wrong(one.path, one.reason, one.text) for one in receipt.faults]
    if not is_hl7(body) and not wrong:
        # What came here is no HL7, though it could be read: the sender expects an answer to HL7.
        wrong = [Wrong("", FaultReason.NOT_HL7.value, "")]
    answer = acknowledgement(body, wrong, visitor_of(request).at)
    status = status_of(receipt)
    return Response(answer, status_code=OK if status == TAKEN else status, media_type=MEDIA)
