"""What an AuditEvent of R4 says: who looked into whose file in another system. Source: IHE BALP."""

from collections.abc import Mapping

from consent.model import Function, Section
from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place
from publishing.intake.fhir.coding import codes, words
from publishing.intake.fhir.dates import moment
from publishing.intake.fhir.people import called, role
from publishing.intake.model import Precision
from publishing.intake.reads import AuditRead
from publishing.intake.tree.node import LONGEST_NAME, Node

ACTIONS = "CRUDE"
OUTCOMES = frozenset({"0", "4", "8", "12"})
EMERGENCY = "BTG"
PATIENT_ROLE = "1"
# Machines that take part: what sends and what receives. Source: DICOM PS3.16, DCM.
MACHINES = frozenset({"110152", "110153"})
FUNCTIONS: Mapping[str, Function] = {
    "01.015": Function.GP,
    "30.000": Function.NURSE,
}
SECTIONS: Mapping[str, Section] = {
    "AllergyIntolerance": Section.HYPERSENSITIVITIES,
    "AuditEvent": Section.LOG,
    "Binary": Section.LETTERS,
    "DiagnosticReport": Section.RESULTS,
    "DocumentReference": Section.LETTERS,
    "Immunization": Section.VACCINATIONS,
    "MedicationRequest": Section.MEDICATION,
    "MedicationStatement": Section.MEDICATION,
    "Observation": Section.RESULTS,
}
LONGEST_ROLE = 100


def audit_event(place: Place, directory: Directory) -> AuditRead:
    """
    Read an AuditEvent.

    Raises:
        Faulty: it does not say what was done, when, or by whom.

    """
    node = place.node
    recorded = moment(node.need("recorded"))
    if recorded is None or recorded.precision is not Precision.TIME:
        raise node.faulty(FaultReason.DATE_INVALID, "recorded")
    agent = _agent(node)
    who = agent.first("who")
    purposes = [*node.many("purposeOfEvent"), *agent.many("purposeOfUse")]
    return AuditRead(
        at=recorded.at,
        action=_one_of(node, "action", frozenset(ACTIONS)),
        outcome=_one_of(node, "outcome", OUTCOMES) if node.many("outcome") else "0",
        name=agent.text("name") or called(who, directory),
        function=_function(agent, who, directory),
        organisation=_organisation(node, who, directory),
        section=_section(node),
        is_emergency=any(code.code == EMERGENCY for each in purposes for code in codes(each)),
        reason=next((said for each in purposes if (said := _said(each))), ""),
    )


def patient_of(node: Node) -> Node | None:
    """
    Give the reference to the patient; None when there is none.

    Raises:
        Faulty: it names two, and a line belongs in one list.

    """
    found = [each for each in node.many("entity") if _plays(each, PATIENT_ROLE)]
    if len(found) > 1:
        raise found[1].faulty(FaultReason.VALUE_REPEATED)
    return found[0].first("what") if found else None


def _plays(entity: Node, part: str) -> bool:
    return any(code.code == part for code in codes(entity.first("role")))


def _agent(node: Node) -> Node:
    found = node.many("agent")
    people = [each for each in found if not _is_machine(each)]
    asking = [each for each in people if each.text("requestor") == "true"]
    if not found:
        raise node.faulty(FaultReason.REQUIRED_MISSING, "agent")
    return (asking or people or found)[0]


def _is_machine(agent: Node) -> bool:
    return any(code.code in MACHINES for code in codes(agent.first("type")))


def _one_of(node: Node, name: str, known: frozenset[str]) -> str:
    stated = node.need(name)
    if stated.own() not in known:
        raise stated.faulty(FaultReason.CODE_INVALID)
    return stated.own()


def _function(agent: Node, who: Node | None, directory: Directory) -> str:
    roles = agent.many("role")
    stated = [code.code for each in roles for code in codes(each)]
    known = next((FUNCTIONS[code].value for code in stated if code in FUNCTIONS), "")
    said = words(roles[0], LONGEST_NAME) if roles else role(who, directory)
    return (known or said)[:LONGEST_ROLE] or Function.ELSEWHERE.value


def _organisation(node: Node, who: Node | None, directory: Directory) -> str:
    place = directory.find(who)
    works = place.node.first("organization") if place else None
    source = node.first("source")
    return called(works, directory) or (source.text("site", 200) if source else "")


def _section(node: Node) -> str:
    for entity in node.many("entity"):
        what = entity.first("what")
        kinds = what.text("reference", 2000).split("/") if what else []
        found = next((SECTIONS[kind] for kind in kinds if kind in SECTIONS), None)
        if found is not None:
            return found.value
    return Section.DOSSIER.value


def _said(purpose: Node) -> str:
    shown = (code.display for code in codes(purpose))
    return purpose.text("text", 2000) or next((each for each in shown if each), "")
