"""What we keep of a resource, taken a second time from the models of fhir.resources."""

from collections.abc import Callable

from publishing.intake.fhir.coding import carries_bsn
from unit.opinion import health
from unit.opinion.models import BSN, Model, Opinions, every, extended, first
from unit.opinion.parts import (
    STATUSES,
    Address,
    Fields,
    answer,
    called,
    coded,
    components,
    contact_of,
    day,
    extension_text,
    flag_of,
    frame,
    moment,
    number,
    of_system,
    secrecy,
    simple,
    specimen,
    taken,
    words,
)

ICPC = "http://hl7.org/fhir/sid/icpc-1-nl"
LINES = "http://fhir.nl/fhir/NamingSystem/journaalregeltypen"
NHG14 = "https://referentiemodel.nhg.org/tabellen/nhg-tabel-14-contactwijze"
SNOMED_LINES = {"129265001": "E", "129271007": "P", "255362007": "S", "260224007": "O"}
ORDERS = frozenset({"ProcedureRequest", "ServiceRequest"})
ORDERED = {
    **dict.fromkeys(("active", "on-hold", "suspended"), "pending"),
    **dict.fromkeys(("completed", "unknown"), "final"),
}
EPISODES = {"finished": "closed", "cancelled": "withdrawn", "entered-in-error": "withdrawn"}


def patient(model: Model, _all: Opinions) -> Fields:
    """Give what a Patient says."""
    uses = {one.use or "": one for one in reversed(every(model, "name"))}
    name = next(uses[use] for use in ("official", "usual", "", "nickname") if use in uses)
    parts = getattr(name, "family__ext", None)
    given = every(name, "given")
    marks = getattr(name, "given__ext", None) or [None] * len(given)
    initials = [extension_text(mark, "iso21090-EN-qualifier") == "IN" for mark in marks]
    whole = [one for one, initial in zip(given, initials, strict=True) if not initial]
    numbers = [one for one in every(model, "identifier") if one.system not in BSN and one.value]
    # What could be a BSN under another name is not kept.
    others = [one for one in numbers if not carries_bsn(one.value)]
    return {
        "given": " ".join(whole or given) if name.family else "",
        "surname": name.family or name.text,
        "own_prefix": extension_text(parts, "humanname-own-prefix"),
        "partner_family": extension_text(parts, "humanname-partner-name"),
        "born": str(model.birthDate or ""),
        "sex": model.gender or "",
        "numbers": [(one.system or "", one.value, "") for one in others],
    }


def result(model: Model, all_: Opinions) -> Fields:
    """Give what an Observation of a laboratory says."""
    quantity, chosen = model.valueQuantity, model.valueCodeableConcept
    ranges = every(model, "referenceRange")
    normal = [one for one in ranges if "normal" in every(one, "type.coding.code")]
    usual = next(iter(normal or ranges), None)
    flags = {flag_of(one) for one in every(model, "interpretation.coding")} - {""}
    said = [words(one) for one in every(model, "interpretation")]
    codes = every(model, "interpretation.coding.code")
    related = [one.target for one in every(model, "related") if one.type in {None, "has-member"}]
    contact, _ = contact_of(model, all_)
    return {
        **coded(model),
        **frame(model, all_),
        "comparator": first(quantity, "comparator") or "",
        "value": number(quantity),
        "unit": first(quantity, "unit", "code") or "",
        "value_text": first(model, "valueString")
        or answer(chosen)
        or simple(model)
        or components(model)
        or answer(model.dataAbsentReason),
        "range": [
            number(first(usual, "low")),
            number(first(usual, "high")),
            first(usual, "low.unit", "low.code", "high.unit", "high.code") or "",
            first(usual, "text") or "",
        ],
        "flag": next(iter(flags)) if len(flags) == 1 else "",
        "flag_text": "; ".join(dict.fromkeys(one for one in said if one and one not in codes)),
        "remark": "\n".join(
            [
                *every(model, "comment"),
                *every(model, "note.text"),
                *[
                    one.valueString
                    for one in every(model, "extension")
                    if one.url.endswith("/ext-Comment") and one.valueString
                ],
            ]
        ),
        "specimen": specimen(model, all_),
        "members": all_.keys([*every(model, "hasMember"), *related], model),
        "contact": contact,
    }


def report(model: Model, all_: Opinions) -> Fields:
    """Give what a DiagnosticReport says, or the request for one."""
    if model.get_resource_type() in ORDERS:
        return order(model, all_)
    return {
        "orders": all_.keys(every(model, "basedOn"), model),
        **frame(model, all_),
        "title": words(model.code),
        "codes": coded(model)["codes"],
        "results": all_.keys(every(model, "result"), model),
        "conclusion": model.conclusion or "",
    }


def order(model: Model, all_: Opinions) -> Fields:
    """Give what a request for an examination says."""
    return {
        "title": words(first(model, "code")),
        "codes": coded(model)["codes"],
        "status": ORDERED.get(model.status, "withdrawn"),
        "is_urgent": model.priority in {"asap", "stat", "urgent"},
        "laboratory": frame_of_order(model, all_),
        "confidentiality": secrecy(model),
    }


def frame_of_order(model: Model, all_: Opinions) -> str:
    """Give who is asked."""
    by = (called(one, model, all_) for one in every(model, "performer"))
    return next((one for one in by if one), "")


def line(model: Model, all_: Opinions) -> Fields:
    """Give what a line of a journal says."""
    stated = extended(model, "code-icpc-1-nl") or extended(model, "ext-SOAPReport.SOAPLineCode")
    diagnoses = [
        one
        for one in every(model, "component")
        if {"ADMDX", "DISDX"} & set(every(one, "code.coding.code"))
    ]
    concept = stated or next(iter(diagnoses), None)
    kinds = [
        one.code if one.system == LINES else SNOMED_LINES[one.code]
        for one in every(model, "code.coding")
        if one.system == LINES or one.code in SNOMED_LINES
    ]
    contact, episodes = contact_of(model, all_)
    own = first(model, "effectiveDateTime", "effectivePeriod")
    return {
        "kind": kinds[0],
        "body": model.valueString.strip(),
        "status": STATUSES.get(model.status, model.status),
        "icpc": next(iter(of_system(concept, "valueCodeableConcept.coding", ICPC)), ""),
        "contact": contact,
        "contact_episodes": episodes,
        **({"recorded_on": day(taken(model, all_))} if own else {}),
    }


def episode(model: Model, all_: Opinions) -> Fields:
    """Give what an EpisodeOfCare says."""
    title = extended(model, "EpisodeOfCare-Title")
    diagnosis = first(model, "diagnosis.condition")
    condition = all_.find(diagnosis, model) if diagnosis else None
    displayed = first(diagnosis, "display") or ""
    dates = [extended(model, f"EpisodeOfCare-Date{which}Encounter") for which in ("First", "Last")]
    begun, last = (day(first(one, "valueDateTime", "valueDate")) for one in dates)
    return {
        "title": first(title, "valueString") or words(first(condition, "code")) or displayed,
        "status": EPISODES.get(model.status, "active"),
        "icpc": next(iter(of_system(condition, "code.coding", ICPC)), ""),
        "started_on": begun or day(first(model, "period.start")),
        "ended_on": day(first(model, "period.end")),
        "last_contact_on": last,
        "confidentiality": secrecy(model),
    }


def contact(model: Model, all_: Opinions) -> Fields:
    """Give what an Encounter says."""
    who = first(model, "participant.individual", "participant.actor")
    return {
        "status": model.status,
        "kind": next(iter(of_system(model, "type.coding", NHG14)), ""),
        "held": moment(first(model, "period.start", "period.end")),
        "practitioner": called(who, model, all_),
        "organisation": called(model.serviceProvider, model, all_),
        "episodes": all_.keys(every(model, "episodeOfCare"), model),
        "confidentiality": secrecy(model),
    }


def letter(model: Model, all_: Opinions) -> Fields:
    """Give what a DocumentReference says."""
    attachment = first(model, "content.attachment")
    inside = all_.find(Address(attachment.url), model) if attachment.url else None
    data = attachment.data or first(inside, "data", "content")
    return {
        "title": (model.description or attachment.title or words(model.type))[:300],
        "status": model.status,
        "kind": words(model.type),
        "author": called(first(model, "author"), model, all_),
        "written": moment(first(model, "indexed", "date", "created")),
        "confidentiality": secrecy(model),
        "file": data,
    }


def flag(model: Model, all_: Opinions) -> Fields:
    """Give what a Flag says of episodes."""
    about = [one.valueReference for one in every(model, "extension") if one.valueReference]
    return {"is_active": model.status == "active", "episodes": all_.keys(about, model)}


def composition(model: Model, all_: Opinions) -> Fields:
    """Give what a contact report says of itself."""
    return {
        "title": model.title,
        "written": moment(model.date),
        "author": called(first(model, "author"), model, all_),
        "contact": contact_of(model, all_)[0],
    }


READERS: dict[str, Callable[[Model, Opinions], Fields]] = {
    "CompositionRead": composition,
    "ContactRead": contact,
    "EpisodeRead": episode,
    "FlagRead": flag,
    "JournalLineRead": line,
    "LetterRead": letter,
    "MeasurementRead": health.measurement,
    "PatientRead": patient,
    "ReportRead": report,
    "ResultRead": result,
    "SummaryRead": health.summary,
}
