"""What several resources say alike, taken from the models of fhir.resources."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from consent.dates import LOCAL
from unit.opinion.models import Model, Opinions, every, extended, first

NHG45 = "https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen"
LOINC = "http://loinc.org"
YES_NO = {False: "nee", True: "ja"}
SNOMED_FLAGS = {
    "11896004": "I",
    "131196009": "S",
    "281300000": "L",
    "281302008": "H",
    "30714006": "R",
}
STATUSES = {
    "amended": "corrected",
    "appended": "corrected",
    "cancelled": "withdrawn",
    "entered-in-error": "withdrawn",
    "partial": "preliminary",
    "registered": "pending",
}
Fields = dict[str, Any]


class Address(NamedTuple):
    """Where a file is, as a reference would say it."""

    reference: str


def coded(model: Model) -> Fields:
    """Give how a result or report is called, by words and by codes."""
    codes = [
        (one.system or "", one.code, one.display or "")
        for one in every(model, "code.coding")
        if one.code
    ]
    preferred = [one[2] for system in (NHG45, LOINC) for one in codes if one[0] == system][:1]
    name = first(model, "code.text") or next(iter(preferred), "") or words(model.code)
    return {"name": name, "codes": codes}


def frame(model: Model, all_: Opinions) -> Fields:
    """Give by whom, when and how far a result or report is."""
    performers = [first(one, "actor") or one for one in every(model, "performer")]
    by = [called(one, model, all_) for one in performers]
    return {
        "status": STATUSES.get(model.status, model.status),
        "laboratory": next((one for one in by if one), ""),
        "taken": taken(model, all_),
        "issued": moment(first(model, "issued")),
        "confidentiality": secrecy(model),
    }


def words(concept: Model) -> str:
    """Give a concept in words."""
    return str(first(concept, "text", "coding.display", "coding.code") or "")


def answer(concept: Model) -> str:
    """Give a coded answer in words, those of the GPs' own table before others."""
    ours = [
        one.display
        for one in every(concept, "coding")
        if (one.system or "").startswith(NHG45) and one.display
    ]
    return str(first(concept, "text") or next(iter(ours), "") or words(concept))


def simple(model: Model) -> str:
    """Give an answer that is neither a quantity nor a concept."""
    truth, whole = first(model, "valueBoolean"), first(model, "valueInteger")
    ratio, span = first(model, "valueRatio"), first(model, "valueRange")
    if truth is not None:
        return YES_NO[truth]
    if ratio is not None:
        sign = first(ratio, "numerator.comparator") or ""
        return f"{sign}{number(ratio.numerator)} : {number(ratio.denominator)}"
    if span is not None:
        unit = first(span, "low.unit", "low.code", "high.unit", "high.code") or ""
        return f"{number(span.low)} - {number(span.high)} {unit}".strip()
    return "" if whole is None else str(whole)


def components(model: Model) -> str:
    """Give the parts of a result without a value of its own, a line each."""
    if first(model, "valueQuantity") is not None:
        return ""
    lines = []
    for one in every(model, "component"):
        quantity = first(one, "valueQuantity")
        value = f"{first(quantity, 'comparator') or ''}{number(quantity)}"
        value = f"{value} {first(quantity, 'unit', 'code') or ''}".strip()
        told = value or first(one, "valueString") or answer(first(one, "valueCodeableConcept"))
        lines.append(f"{words(one.code)}: {told or simple(one)}")
    return "\n".join(lines)


def number(quantity: Model) -> str:
    """Give the number of a quantity."""
    value = first(quantity, "value")
    return "" if value is None else str(value)


def flag_of(coding: Model) -> str:
    """Give a flag as a code of version 3."""
    if "ObservationInterpretation" in (coding.system or "") or "0078" in (coding.system or ""):
        return str(coding.code)
    return SNOMED_FLAGS.get(coding.code, "")


def specimen(model: Model, all_: Opinions) -> str:
    """Give what was measured in."""
    reference = first(model, "specimen")
    found = all_.find(reference, model) if reference else None
    return words(first(found, "type")) or first(reference, "display") or ""


def taken(model: Model, all_: Opinions) -> datetime | None:
    """Give when something was measured, by itself or by its specimen."""
    own = ("effectiveDateTime", "effectivePeriod.start", "effectivePeriod.end", "effectiveInstant")
    reference = first(model, "specimen")
    found = all_.find(reference, model) if reference else None
    paths = ("collectedDateTime", "collectedPeriod.start", "collectedPeriod.end")
    sample = first(found, *(f"collection.{path}" for path in paths))
    return moment(first(model, *own)) or moment(sample)


def called(reference: Model, holder: Model, all_: Opinions) -> str:
    """Give the name of who is meant."""
    if reference is None:
        return ""
    found = all_.find(reference, holder)
    shown = str(first(reference, "display") or "")
    if found is not None and found.get_resource_type() == "PractitionerRole":
        return called(first(found, "practitioner", "organization"), found, all_) or shown
    name = first(found, "name")
    if isinstance(name, str) or name is None:
        return name or shown
    given = " ".join(every(name, "given"))
    return name.text or f"{given} {name.family or ''}".strip() or shown


def contact_of(model: Model, all_: Opinions) -> tuple[str, list[str]]:
    """Give the contact of a resource, and that contact's episodes."""
    stated = [one for one in every(model, "encounter") + every(model, "context") if one]
    for reference in stated:
        found = all_.find(reference, model)
        episodic = found is not None and found.get_resource_type() == "EpisodeOfCare"
        if not (episodic or "EpisodeOfCare/" in (reference.reference or "")):
            episodes = every(found, "episodeOfCare")
            return all_.key(reference, model), all_.keys(episodes, found)
    return "", []


def secrecy(model: Model) -> str:
    """Give the strictest confidentiality a resource states of itself."""
    labels = every(model, "securityLabel.coding") + every(model, "meta.security")
    found = {one.code for one in labels if (one.system or "").endswith("Confidentiality")}
    return max(found & set("NRV"), key="NRV".index, default="")


def of_system(model: Model, path: str, system: str) -> list[str]:
    """Give the codes of one system at the end of a path."""
    return [one.code for one in every(model, path) if one.system == system]


def extension_text(model: Model, name: str) -> str:
    """Give the words of an extension of this name."""
    found = extended(model, name) if model is not None else None
    return str(first(found, "valueString", "valueCode") or "")


def moment(stated: date | datetime | None) -> datetime | None:
    """Give a moment in UTC; a day begins in the Netherlands, and so does a time without a zone."""
    if stated is None:
        return None
    if not isinstance(stated, datetime):
        stated = datetime(stated.year, stated.month, stated.day, tzinfo=LOCAL)
    return (stated if stated.tzinfo else stated.replace(tzinfo=LOCAL)).astimezone(UTC)


def day(stated: date | datetime | None) -> date | None:
    """Give a day in the Netherlands."""
    found = moment(stated)
    return found.astimezone(LOCAL).date() if found else None
