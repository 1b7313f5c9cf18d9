"""Measurements of a contact: blood pressure, weight and what else a practice determines itself."""

from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place
from publishing.intake.fhir.care import contact_of, stated_episodes
from publishing.intake.fhir.coding import (
    all_codes,
    codes,
    confidentiality,
    determination,
)
from publishing.intake.fhir.dates import moment, start_of
from publishing.intake.fhir.journal import has_profile
from publishing.intake.fhir.laboratory import result_status
from publishing.intake.fhir.values import answer, comparator, flag, number, reference_range, unit
from publishing.intake.measuring import MeasuredRead, MeasurementRead
from publishing.intake.reads import KeptRead
from publishing.intake.tree.node import LONGEST_TEXT, Node
from publishing.measuring.topics import SERIES
from publishing.model import ResultStatus

VITAL_SIGNS = "vital-signs"
PROFILES = (
    "gp-DiagnosticResult",
    "zib-BloodPressure",
    "zib-BodyHeight",
    "zib-BodyTemperature",
    "zib-BodyWeight",
    "zib-HeartRate",
    "zib-O2Saturation",
    "zib-PulseRate",
    "zib-Respiration",
    "nl-core-BloodPressure",
    "nl-core-BodyHeight",
    "nl-core-BodyTemperature",
    "nl-core-BodyWeight",
    "nl-core-HeartRate",
    "nl-core-O2Saturation",
    "nl-core-PulseRate",
)
UNFINISHED = frozenset({ResultStatus.PENDING, ResultStatus.PRELIMINARY})
MOMENTS = ("effectiveDateTime", "effectiveInstant")


def is_measurement(node: Node) -> bool:
    """
    Tell whether an Observation is a measurement, by its category, its profile or its code.

    A determination that is only numbered by NHG table 45 may be a laboratory's, which nobody sees
    without a conclusion: without a category it has to be one of those that we know.
    """
    if any(code.code == VITAL_SIGNS for code in all_codes(node, "category")):
        return True
    if has_profile(node, PROFILES):
        return True
    stated = {(code.system, code.code) for code in all_codes(node, "code")}
    return not node.many("category") and bool(stated & set(SERIES))


def measurement(place: Place, directory: Directory) -> MeasurementRead | KeptRead:
    """Read what was measured together; what is not final yet is kept until it is."""
    node, status = place.node, result_status(place.node)
    if status in UNFINISHED:
        return KeptRead(is_about_patient=True)
    taken = moment(node.first(*MOMENTS)) or start_of(node.first("effectivePeriod"))
    parts = _parts(node)
    if taken is None:
        raise node.faulty(FaultReason.REQUIRED_MISSING, MOMENTS[0])
    if not parts and status is not ResultStatus.WITHDRAWN:
        raise node.faulty(FaultReason.REQUIRED_MISSING, "value")
    return MeasurementRead(
        status=status,
        parts=parts,
        taken=taken,
        remark=_remark(node),
        episodes=stated_episodes(node, directory),
        contact=contact_of(node, directory)[0],
        confidentiality=confidentiality(node),
    )


def _parts(node: Node) -> tuple[MeasuredRead, ...]:
    found = [_measured(node), *(_measured(each) for each in node.many("component"))]
    return tuple(one for one in found if one is not None)


def _measured(node: Node) -> MeasuredRead | None:
    quantity = node.first("valueQuantity")
    value = number(quantity) or node.text("valueInteger")
    said = "" if value else answer(node)
    if not value and not said:
        return None
    normal = reference_range(node)
    return MeasuredRead(
        name=determination(node.need("code")),
        codes=codes(node.first("code")),
        comparator=comparator(quantity),
        value=value,
        unit=unit(quantity),
        value_text=said,
        range_low=normal.low,
        range_high=normal.high,
        range_text=normal.text,
        flag=flag(node)[0],
    )


def _remark(node: Node) -> str:
    notes = [each.text("text", LONGEST_TEXT) for each in node.many("note")]
    return "\n".join(filter(None, [node.text("comment", LONGEST_TEXT), *notes]))
