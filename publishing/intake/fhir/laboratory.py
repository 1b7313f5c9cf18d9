"""Laboratory results and the reports that hold them together."""

from collections.abc import Mapping

from consent.model import ResultCategory
from publishing.intake.categories import category_of
from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place, elsewhere
from publishing.intake.fhir.care import contact_of, stated_episodes
from publishing.intake.fhir.coding import (
    SNOMED,
    all_codes,
    codes,
    confidentiality,
    determination,
    words,
)
from publishing.intake.fhir.dates import moment, start_of
from publishing.intake.fhir.people import called
from publishing.intake.fhir.values import (
    answer,
    chosen,
    comparator,
    flag,
    number,
    reference_range,
    unit,
)
from publishing.intake.model import Moment
from publishing.intake.reads import ReportRead, ResultRead
from publishing.intake.tree.node import LONGEST_NAME, LONGEST_TEXT, Node
from publishing.model import ResultStatus

LABORATORY = frozenset({(SNOMED, "49581000146104")})
PROFILES = ("LaboratoryResult", "LaboratoryTestResult", "LaboratoryTestResult-Observation")
ORDERS = "ServiceRequest"
RESULTS = "Observation"
STATUSES: Mapping[str, ResultStatus] = {
    "amended": ResultStatus.CORRECTED,
    "appended": ResultStatus.CORRECTED,
    "cancelled": ResultStatus.WITHDRAWN,
    "corrected": ResultStatus.CORRECTED,
    "entered-in-error": ResultStatus.WITHDRAWN,
    "final": ResultStatus.FINAL,
    "partial": ResultStatus.PRELIMINARY,
    "preliminary": ResultStatus.PRELIMINARY,
    "registered": ResultStatus.PENDING,
}
SAYS_SOMETHING = frozenset({ResultStatus.CORRECTED, ResultStatus.FINAL})


def is_result(place: Place, directory: Directory) -> bool:
    """Tell whether an Observation is a laboratory result; a part of one is one as well."""
    if _is_of_laboratory(place.node):
        return True
    return any(_is_part(reference) for reference in directory.referring(place))


def result_status(node: Node) -> ResultStatus:
    """
    Read the status of an Observation or DiagnosticReport.

    Raises:
        Faulty: there is none, it is unknown, or it is none of FHIR's.

    """
    stated = node.need("status")
    text = stated.own()
    if text == "unknown":
        raise stated.faulty(FaultReason.STATUS_UNKNOWN)
    try:
        return STATUSES[text]
    except KeyError:
        raise stated.faulty(FaultReason.STATUS_INVALID) from None


def result(place: Place, directory: Directory) -> ResultRead:
    """Read one determination."""
    node = place.node
    quantity = node.first("valueQuantity")
    found = codes(node.need("code"))
    flag_code, flag_text = flag(node)
    members = directory.keys(_parts(node), RESULTS)
    read = ResultRead(
        name=determination(node.need("code")),
        status=result_status(node),
        codes=found,
        comparator=comparator(quantity),
        value=number(quantity),
        unit=unit(quantity),
        value_text=_in_words(node),
        range=reference_range(node),
        flag=flag_code,
        flag_text=flag_text,
        remark=_remark(node),
        specimen=_specimen(node, directory),
        members=members,
        episodes=stated_episodes(node, directory),
        contact=contact_of(node, directory)[0],
        laboratory=performer(node, directory),
        taken=_taken(node, directory),
        issued=moment(node.first("issued")),
        confidentiality=confidentiality(node),
        category=category(node),
        orders=directory.keys(node.many("basedOn"), ORDERS),
    )
    return _not_empty(read, node)


def report(place: Place, directory: Directory) -> ReportRead:
    """Read what a laboratory reports together."""
    node = place.node
    return ReportRead(
        title=words(node.first("code"), LONGEST_NAME),
        status=result_status(node),
        codes=all_codes(node, "code"),
        results=directory.keys(node.many("result"), RESULTS),
        episodes=stated_episodes(node, directory),
        laboratory=performer(node, directory),
        conclusion=node.text("conclusion", LONGEST_TEXT),
        taken=moment(node.first("effectiveDateTime")) or start_of(node.first("effectivePeriod")),
        issued=moment(node.first("issued")),
        confidentiality=confidentiality(node),
        category=category(node),
        orders=directory.keys(node.many("basedOn"), ORDERS),
    )


def category(node: Node) -> ResultCategory:
    """Read of what sort of examination a result, a report or a request speaks."""
    return category_of(code.code for code in all_codes(node, "category"))


def _is_of_laboratory(node: Node) -> bool:
    stated = all_codes(node, "category")
    if any(code.code == "laboratory" or (code.system, code.code) in LABORATORY for code in stated):
        return True
    meta = node.first("meta")
    profiles = (each.own() for each in meta.many("profile")) if meta else ()
    return any(each.split("|")[0].endswith(PROFILES) for each in profiles)


def _is_part(reference: Node) -> bool:
    """Tell whether a reference stands where a report or result of a laboratory names its parts."""
    step = reference.label.partition("[")[0]
    holder = reference.parent.parent if step == "target" and reference.parent else reference.parent
    if holder is None or step not in {"hasMember", "result", "target"}:
        return False
    return step == "result" or _is_of_laboratory(holder)


def _parts(node: Node) -> list[Node]:
    related = [
        target
        for each in node.many("related")
        if each.text("type") in {"", "has-member"} and (target := each.first("target"))
    ]
    return [*node.many("result"), *node.many("hasMember"), *related]


def _in_words(node: Node) -> str:
    stated = answer(node) or _components(node)
    return stated or chosen(node.first("dataAbsentReason"))


def _components(node: Node) -> str:
    if node.first("valueQuantity"):
        return ""
    lines = []
    for component in node.many("component"):
        quantity = component.first("valueQuantity")
        value = f"{comparator(quantity)}{number(quantity)} {unit(quantity)}".strip()
        lines.append(f"{words(component.first('code'))}: {value or answer(component)}")
    return "\n".join(lines)


def _not_empty(read: ResultRead, node: Node) -> ResultRead:
    if read.status in SAYS_SOMETHING and not (
        read.value or read.value_text or read.members or read.remark or read.flag_text
    ):
        raise node.faulty(FaultReason.REQUIRED_MISSING, "value")
    return read


def _remark(node: Node) -> str:
    notes = [each.text("text", LONGEST_TEXT) for each in node.many("note")]
    extended = [each.text("valueString", LONGEST_TEXT) for each in node.extensions("ext-Comment")]
    stated = [node.text("comment", LONGEST_TEXT), *notes, *extended]
    return "\n".join(each for each in stated if each)


def _specimen(node: Node, directory: Directory) -> str:
    reference = node.first("specimen")
    place = directory.find(reference, "Specimen")
    stated = elsewhere(lambda: words(place.node.first("type")), "") if place else ""
    return stated or (reference.text("display") if reference else "")


def performer(node: Node, directory: Directory) -> str:
    """Read who carried it out, by the first name that is stated; empty when nobody is."""
    # STU3 puts who performed a report one step deeper.
    performers = [each.first("actor") or each for each in node.many("performer")]
    names = (called(each, directory) for each in performers)
    return next((name[:200] for name in names if name), "")


def _taken(node: Node, directory: Directory) -> Moment | None:
    stated = (
        moment(node.first("effectiveDateTime"))
        or start_of(node.first("effectivePeriod"))
        or moment(node.first("effectiveInstant"))
    )
    if stated:
        return stated
    specimen = directory.find(node.first("specimen"), "Specimen")
    collection = specimen.node.first("collection") if specimen else None
    return elsewhere(lambda: _collected(collection), None) if collection else None


def _collected(collection: Node) -> Moment | None:
    return moment(collection.first("collectedDateTime")) or start_of(
        collection.first("collectedPeriod")
    )
