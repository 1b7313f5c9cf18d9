"""Results and reports of an ORU message, into the same structs as those of FHIR."""

from collections.abc import Mapping

from publishing.intake.categories import category_of
from publishing.intake.faults import FaultReason
from publishing.intake.hl7.groups import Finding, Group
from publishing.intake.hl7.moments import moment
from publishing.intake.hl7.segments import LONGEST_NAME, LONGEST_TEXT, Segment
from publishing.intake.hl7.values import (
    called,
    codes_of,
    flag_of,
    range_of,
    unit_of,
    value_of,
)
from publishing.intake.reads import KeptRead, ReportRead, ResultRead
from publishing.model import ResultStatus

CODE, SUB, VALUE, STATUS, LABORATORY = 3, 4, 5, 11, 23
PANEL, TAKEN, ISSUED, SECTION, REPORT_STATUS = 4, 7, 22, 24, 25
COMMENT = 3
# Source: HL7 table 0085.
STATUSES: Mapping[str, ResultStatus] = {
    "A": ResultStatus.CORRECTED,
    "B": ResultStatus.CORRECTED,
    "C": ResultStatus.CORRECTED,
    "D": ResultStatus.WITHDRAWN,
    "F": ResultStatus.FINAL,
    "I": ResultStatus.PENDING,
    "P": ResultStatus.PRELIMINARY,
    "R": ResultStatus.PRELIMINARY,
    "S": ResultStatus.PRELIMINARY,
    "U": ResultStatus.FINAL,
    "V": ResultStatus.FINAL,
    "W": ResultStatus.WITHDRAWN,
    "X": ResultStatus.WITHDRAWN,
}
# What was only asked, or not asked at all, is no result.
NOT_A_RESULT = frozenset({"N", "O"})
# Source: HL7 table 0123.
REPORT_STATUSES: Mapping[str, ResultStatus] = {
    "": ResultStatus.FINAL,
    "A": ResultStatus.PRELIMINARY,
    "C": ResultStatus.CORRECTED,
    "F": ResultStatus.FINAL,
    "I": ResultStatus.PENDING,
    "M": ResultStatus.CORRECTED,
    "N": ResultStatus.PENDING,
    "O": ResultStatus.PENDING,
    "P": ResultStatus.PRELIMINARY,
    "R": ResultStatus.PRELIMINARY,
    "S": ResultStatus.PENDING,
    "X": ResultStatus.WITHDRAWN,
}
# What an order says of itself, where nothing of a report is said. Source: HL7 table 0038.
ORDER_STATUSES: Mapping[str, str] = {
    "A": "A",
    "CA": "X",
    "DC": "X",
    "HD": "O",
    "IP": "I",
    "RP": "X",
    "SC": "S",
}
# Taken back by who asked, or by who was to do it. Source: HL7 table 0119.
CANCELLED = frozenset({"CA", "CR", "DC", "DR", "OC", "OD"})
PRIORITY, TIMING = 5, 27
# Before all others, or right after those. Source: HL7 tables 0027 and 0485.
URGENT = frozenset({"A", "S"})
SAYS_SOMETHING = frozenset({ResultStatus.CORRECTED, ResultStatus.FINAL})


def report_key(group: Group) -> str:
    """
    Give the identity of a report at its source: the number of the request and what was asked.

    Raises:
        Faulty: neither who asked nor who filled it in gave a number.

    """
    return _report_key(_number(group), _request(group))


def result_key(group: Group, finding: Finding) -> str:
    """
    Give the identity of a result: the number of the request, the code, and its sub-number.

    Raises:
        Faulty: as `report_key`, or nothing says what was measured.

    """
    segment = finding.segment
    code = segment.text(CODE) or segment.text(CODE, 4) or called(segment, CODE)
    if not code:
        raise segment.faulty(FaultReason.REQUIRED_MISSING, CODE)
    return f"v2|{_number(group)}|{code}|{segment.text(SUB)}"[:LONGEST_NAME]


def report(group: Group, results: tuple[str, ...], sender: str) -> ReportRead:
    """
    Read what holds the results of one request together.

    Raises:
        Faulty: something of it cannot be read.

    """
    request = _request(group)
    stated = _stated(group, request)
    if stated not in REPORT_STATUSES:
        raise request.faulty(FaultReason.STATUS_INVALID, REPORT_STATUS)
    return ReportRead(
        title=called(request, PANEL),
        status=REPORT_STATUSES[stated],
        codes=codes_of(request, PANEL),
        results=results,
        laboratory=sender[:200],
        taken=moment(request, TAKEN),
        issued=moment(request, ISSUED),
        category=category_of([request.text(SECTION)]),
        orders=_orders(group, request),
        is_urgent=bool({request.text(PRIORITY), request.text(TIMING, 6)} & URGENT),
    )


def result(group: Group, finding: Finding, sender: str) -> ResultRead | KeptRead:
    """
    Read one determination, with the notes below it.

    Raises:
        Faulty: something of it cannot be read.

    """
    segment, request = finding.segment, _request(group)
    stated = (segment.text(STATUS) or request.text(REPORT_STATUS)).upper()
    if stated in NOT_A_RESULT:
        return KeptRead(is_about_patient=True)
    comparator, value, words = value_of(segment)
    lines = [words, *(value_of(one)[2] for one in finding.more)]
    name = called(segment, CODE)
    if not name:
        raise segment.faulty(FaultReason.REQUIRED_MISSING, CODE)
    status = _status(segment, stated)
    remark = _remark(group, finding)
    if status in SAYS_SOMETHING and not (value or any(lines) or remark):
        raise segment.faulty(FaultReason.REQUIRED_MISSING, VALUE)
    return ResultRead(
        name=name,
        status=status,
        codes=codes_of(segment, CODE),
        comparator=comparator,
        value=value,
        unit=unit_of(segment),
        value_text=_joined(segment, lines),
        range=range_of(segment),
        flag=flag_of(segment),
        remark=remark,
        laboratory=(segment.text(LABORATORY) or sender)[:200],
        taken=moment(segment, 14) or moment(request, TAKEN),
        issued=moment(request, ISSUED),
        category=category_of([request.text(SECTION)]),
    )


def _stated(group: Group, request: Segment) -> str:
    stated, order = request.text(REPORT_STATUS).upper(), group.order
    if group.findings or order is None:
        return stated
    if order.text(1).upper() in CANCELLED:
        return "X"
    return stated or ORDER_STATUSES.get(order.text(5).upper(), "")


def _orders(group: Group, request: Segment) -> tuple[str, ...]:
    """Give the key that its report had before who does it gave a number of their own."""
    placer = request.text(2) or (group.order.text(2) if group.order else "")
    return (_report_key(placer, request),) if placer else ()


def _report_key(number: str, request: Segment) -> str:
    return f"v2|{number}|{request.text(PANEL) or request.text(PANEL, 2)}"[:LONGEST_NAME]


def _status(segment: Segment, stated: str) -> ResultStatus:
    if not stated:
        raise segment.faulty(FaultReason.STATUS_UNKNOWN, STATUS)
    if stated not in STATUSES:
        raise segment.faulty(FaultReason.STATUS_INVALID, STATUS)
    return STATUSES[stated]


def _request(group: Group) -> Segment:
    if group.request is None:
        raise group.findings[0].segment.faulty(FaultReason.REQUEST_MISSING)
    return group.request


def _number(group: Group) -> str:
    request = _request(group)
    order = group.order
    found = request.text(3) or request.text(2)
    if not found and order is not None:
        found = order.text(3) or order.text(2)
    if not found:
        raise request.faulty(FaultReason.REQUIRED_MISSING, 3)
    return found


def _remark(group: Group, finding: Finding) -> str:
    # What is said of the whole request stands with its first result.
    is_first = group.findings[0].segment is finding.segment
    notes = (*(group.notes if is_first else ()), *finding.notes)
    # A note without words is a blank line between others.
    lines = [
        note.clean(one, COMMENT, LONGEST_TEXT)
        for note in notes
        for one in note.repeats(COMMENT) or [""]
    ]
    return _joined(finding.segment, lines)


def _joined(segment: Segment, lines: list[str]) -> str:
    text = "\n".join(lines).strip("\n")
    if len(text) > LONGEST_TEXT:
        raise segment.faulty(FaultReason.TEXT_TOO_LONG, VALUE)
    return text
