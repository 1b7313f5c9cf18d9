"""Letters: the document of an MDM message, or a PDF that came among the results of an ORU."""

import binascii
from base64 import b64decode
from collections.abc import Mapping, Sequence

from publishing.intake.faults import FaultReason
from publishing.intake.hl7.groups import Finding, Group
from publishing.intake.hl7.moments import moment
from publishing.intake.hl7.segments import LONGEST_NAME, Segment
from publishing.intake.hl7.values import called
from publishing.intake.model import LetterStatus
from publishing.intake.reads import LetterRead

TYPE, CODE, VALUE, STATUS = 2, 3, 5, 11
KIND, ACTIVITY, ORIGIN, AUTHOR, NUMBER, CONFIDENTIAL, AVAILABLE = 2, 4, 6, 9, 12, 18, 19
ENCAPSULATED = "ED"
# Source: HL7 tables 0273 and 0272.
AVAILABILITY: Mapping[str, LetterStatus] = {
    "CA": LetterStatus.ENTERED_IN_ERROR,
    "OB": LetterStatus.SUPERSEDED,
}
CONFIDENTIALITY = {"R": "R", "U": "N", "V": "V"}
WITHDRAWN = frozenset({"D", "W", "X"})


def is_letter(finding: Finding) -> bool:
    """Tell whether a finding carries a file."""
    return finding.segment.raw(TYPE).upper() == ENCAPSULATED


def document_key(document: Segment) -> str:
    """
    Give the identity of a document at its source.

    Raises:
        Faulty: it has no number.

    """
    number = document.text(NUMBER)
    if not number:
        raise document.faulty(FaultReason.REQUIRED_MISSING, NUMBER)
    return f"v2|{number}"


def document(group: Group) -> LetterRead:
    """
    Read the document of an MDM message.

    Raises:
        Faulty: something cannot be read, or there is no PDF, or more than one.

    """
    about = group.request
    if about is None:
        raise group.findings[0].segment.faulty(FaultReason.REQUEST_MISSING)
    files = [one for one in group.findings if is_letter(one)]
    if len(files) > 1:
        raise files[1].segment.faulty(FaultReason.FILES_SEVERAL, VALUE)
    if not files:
        place = group.findings[0].segment if group.findings else about
        raise place.faulty(FaultReason.FILE_NOT_PDF, VALUE if group.findings else 0)
    kind = about.text(KIND, 2) or about.text(KIND)
    return LetterRead(
        title=(called(files[0].segment, CODE) or kind)[:LONGEST_NAME],
        status=AVAILABILITY.get(about.text(AVAILABLE).upper(), LetterStatus.CURRENT),
        kind=kind[:100],
        author=_person(about, AUTHOR),
        written=moment(about, ORIGIN) or moment(about, ACTIVITY),
        confidentiality=CONFIDENTIALITY.get(about.text(CONFIDENTIAL).upper(), ""),
        file=_file(files[0].segment),
    )


def among_results(group: Group, finding: Finding) -> LetterRead:
    """
    Read a file that came among results.

    Raises:
        Faulty: something of it cannot be read, or it is no PDF.

    """
    segment = finding.segment
    withdrawn = segment.text(STATUS).upper() in WITHDRAWN
    return LetterRead(
        title=called(segment, CODE) or (called(group.request, 4) if group.request else ""),
        status=LetterStatus.ENTERED_IN_ERROR if withdrawn else LetterStatus.CURRENT,
        author=_person(group.request, 32) if group.request else "",
        written=moment(group.request, 7) if group.request else None,
        file=_file(segment),
    )


def _person(segment: Segment, field: int) -> str:
    parts: Sequence[str] = [segment.text(field, number) for number in (3, 2)]
    return " ".join(one for one in parts if one)


def _file(segment: Segment) -> bytes:
    kinds = {segment.text(VALUE, number).lower() for number in (2, 3)}
    if "pdf" not in kinds and "application/pdf" not in kinds:
        raise segment.faulty(FaultReason.FILE_NOT_PDF, VALUE)
    if segment.text(VALUE, 4).lower() != "base64":
        raise segment.faulty(FaultReason.FILE_DAMAGED, VALUE)
    first = next(iter(segment.repeats(VALUE)), "")
    written = first.split(segment.signs.component, 4)[-1].replace("\\X0D\\", "")
    try:
        data = b64decode("".join(written.replace("\\X0A\\", "").split()), validate=True)
    except (binascii.Error, ValueError):
        raise segment.faulty(FaultReason.FILE_DAMAGED, VALUE) from None
    if not data:
        raise segment.faulty(FaultReason.REQUIRED_MISSING, VALUE)
    return data
