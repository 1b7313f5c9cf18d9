"""
Medicines, hypersensitivities and vaccinations, of STU3 and R4 alike.

Neither the reason of a medicine nor remarks of care providers are read: they may tell of an
episode that is hidden. What is no agreement, use or injection that happened is kept as it is.
"""

from collections.abc import Mapping
from datetime import date

from consent.model import Section
from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place, elsewhere
from publishing.intake.fhir.care import contact_of, stated_episodes
from publishing.intake.fhir.coding import SNOMED, all_codes, codes, confidentiality, words
from publishing.intake.fhir.dates import day
from publishing.intake.model import Code
from publishing.intake.reads import KeptRead
from publishing.intake.summary import SummaryRead
from publishing.intake.tree.node import LONGEST_NAME, LONGEST_TEXT, Node
from publishing.summary.model import State

MEDICATION_STATES: Mapping[str, State] = {
    "": State.CURRENT,
    "active": State.CURRENT,
    "cancelled": State.ENDED,
    "completed": State.ENDED,
    "intended": State.CURRENT,
    "not-taken": State.ENDED,
    "on-hold": State.PAUSED,
    "stopped": State.ENDED,
}
HYPERSENSITIVITY_STATES: Mapping[str, State] = {
    "": State.CURRENT,
    "active": State.CURRENT,
    "inactive": State.ENDED,
    "resolved": State.ENDED,
}
WITHDRAWN = frozenset({"entered-in-error", "refuted"})
# What nobody agreed on or did (yet): it has no place in a list of what holds.
UNSETTLED = frozenset({"draft", "proposal", "option", "not-done"})
# An order to a pharmacy; the agreement behind it comes as an item of its own.
DISPENSE_REQUEST = (SNOMED, "52711000146108")
PERIODS = ("zib-Medication-PeriodOfUse", "zib-MedicationAgreement-PeriodOfUse")
PERIODS_R4 = ("ext-TimeInterval.Period", "ext-MedicationAgreement.PeriodOfUse")
RENDERED = "ext-RenderedDosageInstruction"
STOP_TYPES = ("zib-Medication-StopType", "ext-StopType")
STOPS: Mapping[str, State] = {
    "113371000146109": State.ENDED,
    "113381000146106": State.PAUSED,
    "1": State.PAUSED,
    "2": State.ENDED,
}
LONGEST_CODE, LONGEST_SYSTEM, SHORT = 60, 200, 20


def medication(place: Place, directory: Directory) -> SummaryRead | KeptRead:
    """Read a MedicationRequest (what was agreed) or MedicationStatement (what is used)."""
    node, status = place.node, _status(place.node, "status")
    if {status, _status(node, "intent")} & UNSETTLED or _is_order(node):
        return KeptRead(is_about_patient=True)
    found = _product(node, directory)
    begun, ended = _used(node)
    return SummaryRead(
        section=Section.MEDICATION,
        name=_name(found, node, "medicationCodeableConcept"),
        detail=_dosage(node),
        nature="agreement" if place.kind == "MedicationRequest" else "use",
        state=_stopped(node) or _state(node, status, MEDICATION_STATES),
        code=_code(found),
        begun_on=begun,
        ended_on=ended,
        is_withdrawn=status in WITHDRAWN,
        episodes=stated_episodes(node, directory),
        contact=contact_of(node, directory)[0],
        confidentiality=confidentiality(node),
    )


def hypersensitivity(place: Place, directory: Directory) -> SummaryRead:
    """Read an AllergyIntolerance."""
    node, status = place.node, _status(place.node, "clinicalStatus")
    reactions = node.many("reaction")
    substances = [each for one in reactions if (each := one.first("substance"))]
    found = node.first("code") or next(iter(substances), None)
    shown = [words(each) for one in reactions for each in one.many("manifestation")]
    stated = {status, _status(node, "verificationStatus")}
    withdrawn = bool(stated & WITHDRAWN)
    return SummaryRead(
        section=Section.HYPERSENSITIVITIES,
        name=_name(found, node, "code"),
        detail=", ".join(dict.fromkeys(filter(None, shown)))[:LONGEST_TEXT],
        nature=next((each.own()[:SHORT] for each in node.many("category") if each.value), ""),
        gravity=_gravity(node),
        state=State.ENDED
        if status in WITHDRAWN
        else _state(node, status, HYPERSENSITIVITY_STATES, "clinicalStatus"),
        code=_code(found),
        begun_on=day(node.first("onsetDateTime")),
        is_withdrawn=withdrawn,
        episodes=stated_episodes(node, directory),
        contact=contact_of(node, directory)[0],
        confidentiality=confidentiality(node),
    )


def vaccination(place: Place, directory: Directory) -> SummaryRead | KeptRead:
    """Read an Immunization that took place."""
    node, status = place.node, _status(place.node, "status")
    if status in UNSETTLED or node.text("notGiven") == "true":
        return KeptRead(is_about_patient=True)
    if status not in {"completed", *WITHDRAWN}:
        raise node.faulty(FaultReason.STATUS_INVALID, "status")
    found = node.need("vaccineCode")
    rounds = [*node.many("protocolApplied"), *node.many("vaccinationProtocol")]
    against = [words(each) for one in rounds for each in one.many("targetDisease")]
    return SummaryRead(
        section=Section.VACCINATIONS,
        name=_name(found, node, "vaccineCode"),
        detail=", ".join(dict.fromkeys(filter(None, against)))[:LONGEST_TEXT],
        nature=next((dose for one in rounds if (dose := _dose(one))), "")[:SHORT],
        code=_code(found),
        begun_on=day(node.first("occurrenceDateTime", "date")),
        is_withdrawn=status in WITHDRAWN,
        episodes=stated_episodes(node, directory),
        contact=contact_of(node, directory)[0],
        confidentiality=confidentiality(node),
    )


def _status(node: Node, name: str) -> str:
    """Give a status, whether its version of FHIR writes a code or a concept."""
    stated = node.first(name)
    if stated is None:
        return ""
    found = codes(stated)
    return found[0].code if found else stated.own()


def _state(node: Node, stated: str, known: Mapping[str, State], name: str = "status") -> State:
    if stated in WITHDRAWN:
        return State.ENDED
    if stated == "unknown":
        raise node.faulty(FaultReason.STATUS_UNKNOWN, name)
    if stated not in known:
        raise node.faulty(FaultReason.STATUS_INVALID, name)
    return known[stated]


def _stopped(node: Node) -> State | None:
    """Say what an agreement to stop asks; it comes where FHIR allows no reader to overlook it."""
    for one in (*node.many("modifierExtension"), *node.many("extension")):
        url = one.first("url")
        if url is not None and (url.value or "").rsplit("/", 1)[-1] in STOP_TYPES:
            found = codes(one.first("valueCodeableConcept"))
            return next((STOPS[each.code] for each in found if each.code in STOPS), State.ENDED)
    return State.ENDED if node.text("taken") == "n" else None


def _is_order(node: Node) -> bool:
    return any((one.system, one.code) == DISPENSE_REQUEST for one in all_codes(node, "category"))


def _product(node: Node, directory: Directory) -> Node | None:
    stated = node.first("medicationCodeableConcept")
    if stated is not None:
        return stated
    reference = node.first("medicationReference")
    place = directory.find(reference, "Medication")
    code = place.node.first("code") if place else None
    return code if code is not None and elsewhere(lambda: words(code), "") else reference


def _name(found: Node | None, node: Node, name: str) -> str:
    said = words(found, LONGEST_NAME) if found is not None else ""
    said = said or (found.text("display") if found is not None else "")
    if not said:
        raise node.faulty(FaultReason.REQUIRED_MISSING, name)
    return said


def _code(found: Node | None) -> Code | None:
    fitting = (
        one
        for one in codes(found)
        if len(one.code) <= LONGEST_CODE and len(one.system) <= LONGEST_SYSTEM
    )
    return next(fitting, None)


def _dosage(node: Node) -> str:
    told = [
        each.text(name, LONGEST_TEXT)
        for each in (*node.many("dosageInstruction"), *node.many("dosage"))
        for name in ("text", "patientInstruction")
    ]
    # The medication process of Nictiz puts all instructions together in words beside them.
    rendered = [each.text("valueString", LONGEST_TEXT) for each in node.extensions(RENDERED)]
    return "\n".join(dict.fromkeys(filter(None, [*rendered, *told])))


def _used(node: Node) -> tuple[date | None, date | None]:
    extension = node.extension(*PERIODS, *PERIODS_R4)
    period = extension.first("valuePeriod") if extension else node.first("effectivePeriod")
    begun = day(period.first("start")) if period else day(node.first("effectiveDateTime"))
    ended = day(period.first("end")) if period else None
    return begun or day(node.first("authoredOn", "dateAsserted")), ended


def _gravity(node: Node) -> str:
    stated = node.text("criticality")
    return stated if stated in {"high", "low"} else ""


def _dose(one: Node) -> str:
    return (
        one.text("doseNumberPositiveInt")
        or one.text("doseNumberString")
        or one.text("doseSequence")
    )
