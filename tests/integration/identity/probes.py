"""Routes that say who the guard let in, one for each kind of declaration."""

from typing import Any

from litestar import Request, get, post

from consent.actions import Action
from consent.model import Right
from portal.identity.entrance import Entrance, source_of
from portal.identity.visitor import visitor_of

Incoming = Request[Any, Any, Any]


@get("/mijn/proef", opt={"entrance": Entrance.PATIENT})
async def patient(request: Incoming) -> str:
    """Give the token of the visitor."""
    return visitor_of(request).csrf_token


@get("/mijn/wie", opt={"entrance": Entrance.PATIENT})
async def who(request: Incoming) -> dict[str, Any]:
    """Give what is known of the patient."""
    visitor = visitor_of(request)
    return {
        "person": str(visitor.person.id) if visitor.person else None,
        "name": visitor.acting.name,
        "seconds": visitor.idle_seconds,
        "language": visitor.language,
    }


@post("/mijn/proef", opt={"entrance": Entrance.PATIENT}, status_code=200)
async def patient_acts(request: Incoming) -> list[str]:
    """Act as a patient, and give the names of the fields that arrived."""
    return sorted(await request.form())


@get("/praktijk/proef", opt={"entrance": Entrance.EMPLOYEE, "right": Right.REQUESTS_SEE})
async def employee(request: Incoming) -> str:
    """Give the token of the visitor."""
    return visitor_of(request).csrf_token


@get(
    "/praktijk/proef/{id:uuid}",
    opt={
        "entrance": Entrance.EMPLOYEE,
        "right": Right.RESULTS_PUBLISH,
        "records": Action.RESULT_REVIEW,
    },
)
async def employee_with_right() -> str:
    """Show something that a right is needed for."""
    return "seen"


@post("/bron", opt={"entrance": Entrance.SOURCE}, status_code=200)
async def source(request: Incoming) -> str:
    """Give the name of the source."""
    return source_of(request).name


@get("/stil")
async def silent() -> str:
    """Declare nothing."""
    return "seen"


PROBES = [patient, who, patient_acts, employee, employee_with_right, source, silent]
