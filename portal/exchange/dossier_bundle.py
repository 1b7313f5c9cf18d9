"""
A file as its patient may see it, as a bundle of FHIR R4 that other programs read.

Resources carry no BSN and no name of an employee; what the portal hides is not in it. The codes
and decimals are the sender's own. Source: HL7 FHIR 4.0.1; MedMij Huisartsgegevens for the shapes.
"""

from collections.abc import Iterator
from uuid import UUID, uuid5

import msgspec

from consent.dates import without_gap
from consent.model import Patient
from portal.exchange import health
from portal.exchange.audit_events import instant
from portal.exchange.resource import CLASSES, Resource, coded, decimal, of, whole
from portal.saving.collecting import Saved
from publishing.model import Episode, JournalLine, Letter, Report, Result, ResultStatus

LINES = "http://fhir.nl/fhir/NamingSystem/journaalregeltypen"
PATIENT_OWN = UUID("6f1a2c86-4f0e-4f2c-9d4f-2f6f3f6f0d11")
STATUSES = {
    ResultStatus.CORRECTED: "corrected",
    ResultStatus.FINAL: "final",
    ResultStatus.PENDING: "registered",
    ResultStatus.PRELIMINARY: "preliminary",
    ResultStatus.WITHDRAWN: "entered-in-error",
}
COMPARATORS = {"<", "<=", ">=", ">"}
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def bundle(saved: Saved) -> Iterator[bytes]:
    """Write the bundle piece by piece; the same file gives the same bytes."""
    yield b'{"resourceType":"Bundle","type":"collection","timestamp":"%s","entry":[' % (
        instant(saved.at).encode()
    )
    for number, resource in enumerate(_resources(saved)):
        entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        yield (b"," if number else b"") + _ENCODER.encode(entry)
    yield b"]}"


def _resources(saved: Saved) -> Iterator[Resource]:
    for patient in saved.patients:
        yield _patient(patient)
    for episode in saved.episodes:
        yield _episode(episode)
        for line in episode.lines:
            yield _line(line, episode.patient, episode)
    for line in saved.loose:
        yield _line(line, saved.patients[0].id, None)
    for report in saved.reports:
        yield from _report(report)
    for letter in saved.letters:
        yield _letter(letter)
    for item in saved.summary:
        yield health.summary_item(item)
    for one in saved.measurements:
        yield health.measurement(one, value(one.value), value_range(one.value))


def _patient(patient: Patient) -> Resource:
    name = {
        "text": patient.name.full,
        "family": f"{patient.name.prefix} {patient.name.family}".strip(),
        "given": [patient.name.given],
    }
    return whole(
        {
            "resourceType": "Patient",
            "id": str(patient.id),
            "identifier": [
                whole(
                    {
                        "value": patient.number,
                        "assigner": {"display": patient.practice_name},
                    }
                )
            ],
            "name": [name if patient.name.given else {**name, "given": None}],
            "birthDate": without_gap(patient.born),
        }
    )


def _episode(episode: Episode) -> Resource:
    return whole(
        {
            "resourceType": "Condition",
            "id": str(episode.id),
            "clinicalStatus": coded(
                f"{CLASSES}/condition-clinical", "inactive" if episode.is_closed else "active"
            ),
            "code": {"text": episode.title},
            "subject": of(episode.patient),
            "onsetDateTime": episode.started_on and episode.started_on.isoformat(),
        }
    )


def _line(line: JournalLine, file: UUID, episode: Episode | None) -> Resource:
    made: Resource = {
        "resourceType": "Observation",
        "id": str(line.id),
        "status": "final",
        "code": coded(LINES, line.kind.value),
        "subject": of(file),
        "effectiveDateTime": line.recorded_on and line.recorded_on.isoformat(),
        "valueString": line.body,
    }
    if episode:
        made["focus"] = [of(episode.id)]
    return whole(made)


def _report(report: Report) -> Iterator[Resource]:
    said = "\n\n".join(
        part for part in (report.conclusion, report.meaning, report.what_to_do) if part
    )
    yield whole(
        {
            "resourceType": "DiagnosticReport",
            "id": str(report.id),
            "status": "final" if report.act.shows_values else "registered",
            "code": {"text": report.title or "Uitslag"},
            "subject": of(report.patient),
            "effectiveDateTime": report.taken_at and instant(report.taken_at),
            "issued": instant(report.shown_at),
            "performer": [{"display": report.practice_name}],
            "result": [of(_id(report, one)) for one in report.results] or None,
            "conclusion": said,
        }
    )
    for one in report.results:
        yield _result(report, one)


def _result(report: Report, result: Result) -> Resource:
    coding = whole({"system": result.code_system, "code": result.code})
    return whole(
        {
            "resourceType": "Observation",
            "id": str(_id(report, result)),
            "status": STATUSES[result.status],
            "category": [coded(f"{CLASSES}/observation-category", "laboratory")],
            "code": whole({"coding": [coding] if coding else None, "text": result.name}),
            "subject": of(report.patient),
            "effectiveDateTime": result.taken_at and instant(result.taken_at),
            "note": [{"text": result.remark}] if result.remark else None,
            "referenceRange": value_range(result),
            **value(result),
        }
    )


def value(result: Result) -> Resource:
    """Give the number or the words of a value, as the element of its kind."""
    number = decimal(result.value)
    if number is None:
        return {"valueString": result.value or result.value_text}
    comparator = result.comparator if result.comparator in COMPARATORS else ""
    unit = {"value": number, "comparator": comparator, "unit": result.unit}
    return {"valueQuantity": whole(unit)}


def value_range(result: Result) -> list[Resource] | None:
    """Give the range of a value as it was sent; None when there was none."""
    ends = {end: decimal(getattr(result.range, end)) for end in ("low", "high")}
    made = {
        end: whole({"value": value, "unit": result.unit})
        for end, value in ends.items()
        if value is not None
    }
    told: Resource = {**made, "text": result.range.text} if result.range.text else {**made}
    return [told] if told else None


def _letter(letter: Letter) -> Resource:
    return whole(
        {
            "resourceType": "DocumentReference",
            "id": str(letter.id),
            "status": "current",
            "type": {"text": letter.kind or "Brief"},
            "subject": of(letter.patient),
            "date": instant(letter.shown_at),
            "author": [{"display": letter.author}] if letter.author else None,
            "description": letter.title,
            "content": [{"attachment": {"contentType": "application/pdf", "size": letter.size}}],
        }
    )


def _id(report: Report, result: Result) -> UUID:
    # A determination may stand in two publications of one report: each is a resource of its own.
    return uuid5(PATIENT_OWN, f"{report.id}/{result.id}")
