"""From the bytes of HL7 version 2 to items: one per patient, report, result and letter."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from typing import NamedTuple

import msgspec

from publishing.intake.faults import Fault, FaultReason, Faulty, UnreadableBody
from publishing.intake.hl7 import letters, results
from publishing.intake.hl7.characters import decoded
from publishing.intake.hl7.groups import Builder, Finding, Group, flaw
from publishing.intake.hl7.header import Header, header
from publishing.intake.hl7.people import patient, subject
from publishing.intake.hl7.segments import Segment, lines_of, segments
from publishing.intake.items import Item
from publishing.intake.model import FhirVersion
from publishing.intake.reads import LetterRead, Read

RESULTS, DOCUMENT = frozenset({("ORU", "R01"), ("ORU", "W01")}), ("MDM", "T02")
# What a message transfer puts around a message, and what batches begin with.
FRAME = b"\x0b\x0c\x1c \t\r\n"
STARTS = (b"MSH", b"FHS", b"BHS")
_HEADER = re.compile(rb"(?:^|[\r\n]+)(?=MSH)")


class Message(msgspec.Struct, frozen=True):
    """One message of a body: its header, its segments, and what is odd about its characters."""

    header: Header
    segments: tuple[Segment, ...]
    note: str = ""


def is_hl7(body: bytes) -> bool:
    """Tell whether a body is HL7 version 2, by its first letters."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip(FRAME).startswith(STARTS)


def messages(body: bytes) -> list[Message]:
    """
    Take a body apart into its messages; a batch holds several.

    Raises:
        UnreadableBody: there is none, or one of them cannot be taken apart.

    """
    whole = body.removeprefix(b"\xef\xbb\xbf").strip(FRAME)
    blocks = [block.strip(FRAME) for block in _HEADER.split(whole)]
    blocks = [block for block in blocks if block.startswith(STARTS[0])]
    if not blocks:
        raise UnreadableBody(FaultReason.NOT_HL7)
    return [
        _message(block, f"MSH[{number}]." if len(blocks) > 1 else "")
        for number, block in enumerate(blocks, 1)
    ]


def read(body: bytes) -> list[Item]:
    """
    Read everything a body holds.

    Raises:
        UnreadableBody: as `messages`.

    """
    return [item for message in messages(body) for item in _items(message)]


def _message(block: bytes, prefix: str) -> Message:
    text, note = decoded(block)
    found = segments(text, prefix)
    try:
        return Message(header(found[0]), tuple(found), note)
    except Faulty as error:
        raise UnreadableBody(error.fault.reason, error.fault.path) from None


def _items(message: Message) -> Iterator[Item]:
    about = message.header
    for item in _read(message):
        yield msgspec.structs.replace(item, is_test=True) if about.is_test else item


def _read(message: Message) -> Iterator[Item]:
    first, about = message.segments[0], message.header
    kind = (about.kind, about.event)
    if kind not in RESULTS and kind != DOCUMENT:
        yield _whole(message, first.faulty(FaultReason.MESSAGE_UNSUPPORTED, 9).fault)
        return
    if not about.control:
        yield _whole(message, first.faulty(FaultReason.REQUIRED_MISSING, 10).fault)
        return
    if first.flaw is not None:
        yield _whole(message, Fault(first.path, first.flaw))
        return
    builder = Builder("TXA" if kind == DOCUMENT else "OBR")
    for segment in message.segments[1:]:
        builder.add(segment)
    for one in builder.patients:
        yield _item("Patient", (one,), one, _Making(lambda: "", partial(patient, one)))
    if not builder.groups:
        yield _whole(message, first.faulty(FaultReason.REQUEST_MISSING).fault)
    sender = about.facility or about.sender
    for group in builder.groups:
        yield from [_document(group)] if kind == DOCUMENT else _results(group, sender)


def _results(group: Group, sender: str) -> Iterator[Item]:
    found = [_result(group, finding, sender) for finding in group.findings]
    if group.request is not None:
        keys = tuple(item.key for item in found if item.kind == "Observation" and item.key)
        making = _Making(
            partial(results.report_key, group), partial(results.report, group, keys, sender)
        )
        parts = (group.request, *group.notes)
        yield _item("DiagnosticReport", parts, group.patient, making)
    yield from found


def _result(group: Group, finding: Finding, sender: str) -> Item:
    asked = (group.request,) if group.request else ()
    key = partial(results.result_key, group, finding)
    if letters.is_letter(finding):
        making = _Making(key, partial(letters.among_results, group, finding))
        return _item("DocumentReference", (*finding.parts, *asked), group.patient, making)
    making = _Making(key, partial(results.result, group, finding, sender))
    return _item("Observation", (*finding.parts, *asked), group.patient, making)


def _document(group: Group) -> Item:
    found = tuple(one.segment for one in group.findings)
    parts = (group.request, *found) if group.request else found
    making = _Making(partial(letters.document_key, parts[0]), partial(letters.document, group))
    return _item("DocumentReference", parts, group.patient, making)


class _Making(NamedTuple):
    """How the identity of one thing is made, and the thing itself."""

    key: Callable[[], str]
    read: Callable[[], Read]


def _item(kind: str, parts: Sequence[Segment], owner: Segment | None, making: _Making) -> Item:
    """Read one thing, which is about the first of its parts; what is wrong stays with it."""
    identity, found, fault = "", None, None
    try:
        for segment, reason in flaw(parts):
            raise segment.faulty(reason)
        identity = making.key()
        found = making.read()
    except Faulty as error:
        fault = error.fault
    raw = lines_of(parts)
    return Item(
        path=parts[0].path,
        kind=kind,
        key=identity,
        aliases=(),
        subject=subject(owner),
        version=FhirVersion.UNSTATED,
        digest=_digest(kind, identity, found) if found else sha256(raw).digest(),
        raw=raw,
        read=found,
        fault=fault,
    )


def _digest(kind: str, key: str, found: Read) -> bytes:
    if isinstance(found, LetterRead):
        return sha256(kind.encode() + key.encode() + msgspec.msgpack.encode(found)).digest()
    return sha256(msgspec.json.encode((kind, key, found), order="deterministic")).digest()


def _whole(message: Message, fault: Fault) -> Item:
    raw = lines_of(message.segments)
    return Item(
        path=message.segments[0].path,
        kind="Message",
        key="",
        aliases=(),
        subject=subject(next((one for one in message.segments if one.name == "PID"), None)),
        version=FhirVersion.UNSTATED,
        digest=sha256(raw).digest(),
        raw=raw,
        fault=fault,
    )
