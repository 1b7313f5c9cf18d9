"""Who looked in the practice's own system, as that system sends it: AuditEvents in a bundle."""

from datetime import datetime, time, timedelta

from consent.dates import LOCAL, today
from portal.demo import fhir
from portal.demo.dossiers import DemoFile, DemoLook
from portal.demo.people import Resident
from portal.exchange.audit_events import instant

TERMS = "http://terminology.hl7.org/CodeSystem"


def looks(resident: Resident, file: DemoFile, at: datetime) -> bytes:
    """Give the looks into one file, with whose it is."""
    subject = f"{file.resident}-{file.practice}"
    patient = fhir.patient(resident, today(at)) | {"id": subject}
    events = [
        _event(f"{subject}-look-{place}", subject, one, at) for place, one in enumerate(file.looks)
    ]
    return fhir.bundle(patient, *events)


def _event(number: str, subject: str, told: DemoLook, at: datetime) -> fhir.Resource:
    on = today(at) - timedelta(days=told.ago)
    seen = datetime.combine(on, time.fromisoformat(told.clock), LOCAL)
    event: fhir.Resource = {
        "resourceType": "AuditEvent",
        "id": number,
        "type": {"system": f"{TERMS}/audit-event-type", "code": "rest"},
        "action": "R",
        "recorded": instant(seen),
        "outcome": "0",
        "agent": [{"role": [{"text": told.role}], "name": told.who, "requestor": True}],
        "source": {"site": told.place, "observer": {"display": "Praktijksysteem"}},
        "entity": [
            {"what": {"reference": f"Patient/{subject}"}, "role": _part("1")},
            {"what": {"reference": f"{told.kind}/{number}"}, "role": _part("4")},
        ],
    }
    if told.emergency:
        code = {"system": f"{TERMS}/v3-ActReason", "code": "BTG"}
        event["purposeOfEvent"] = [{"coding": [code], "text": told.reason}]
    return event


def _part(code: str) -> fhir.Resource:
    return {"system": f"{TERMS}/object-role", "code": code}
