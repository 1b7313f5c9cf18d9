"""What was asked of a laboratory, as FHIR says it: a report of which nothing has come yet."""

from collections.abc import Mapping

from publishing.intake.categories import KNOWN
from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place
from publishing.intake.fhir.care import stated_episodes
from publishing.intake.fhir.coding import LOINC, NHG45, all_codes, code_in, confidentiality, words
from publishing.intake.fhir.laboratory import category, performer
from publishing.intake.reads import ReportRead
from publishing.intake.tree.node import LONGEST_NAME, Node
from publishing.model import ResultStatus

# A request says whether it still holds. One that is completed has its report, or will never.
STATUSES: Mapping[str, ResultStatus] = {
    "active": ResultStatus.PENDING,
    "cancelled": ResultStatus.WITHDRAWN,
    "completed": ResultStatus.FINAL,
    "draft": ResultStatus.WITHDRAWN,
    "entered-in-error": ResultStatus.WITHDRAWN,
    "on-hold": ResultStatus.PENDING,
    "revoked": ResultStatus.WITHDRAWN,
    "suspended": ResultStatus.PENDING,
    "unknown": ResultStatus.FINAL,
}


# Source: FHIR RequestPriority.
URGENT = frozenset({"asap", "stat", "urgent"})


def is_order(place: Place) -> bool:
    """Tell whether a request asks for an examination; a referral, say, does not."""
    node = place.node
    codes = all_codes(node, "code")
    stated = {code.code.upper() for code in all_codes(node, "category")}
    return bool(code_in(codes, NHG45) or code_in(codes, LOINC) or stated & KNOWN.keys())


def order(place: Place, directory: Directory) -> ReportRead:
    """
    Read what was asked.

    Raises:
        Faulty: its status is missing, or none of FHIR's.

    """
    node = place.node
    return ReportRead(
        title=words(node.first("code"), LONGEST_NAME),
        status=_status(node),
        codes=all_codes(node, "code"),
        episodes=stated_episodes(node, directory),
        laboratory=performer(node, directory),
        confidentiality=confidentiality(node),
        is_urgent=node.text("priority") in URGENT,
        category=category(node),
        orders=(place.key,),
    )


def _status(node: Node) -> ResultStatus:
    stated = node.need("status")
    try:
        return STATUSES[stated.own()]
    except KeyError:
        raise stated.faulty(FaultReason.STATUS_INVALID) from None
