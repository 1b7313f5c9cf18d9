"""
The answer to a sender: AA when all of it was taken, AE with the place of each fault, AR else.

It is given after everything is committed. Source: HL7 2.5 chapter 2, MSA and ERR; table 0357.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from consent.dates import LOCAL
from publishing.intake.faults import FaultReason, UnreadableBody
from publishing.intake.hl7.reader import Message, messages

ACCEPTED, ERROR, REJECTED = "AA", "AE", "AR"
OURSELVES = "ONLINE-INZAGE"
MOST_ERRORS = 100
CODES: Mapping[FaultReason, str] = {
    FaultReason.CODE_INVALID: "103",
    FaultReason.DATE_INVALID: "102",
    FaultReason.KEY_REPEATED: "205",
    FaultReason.MESSAGE_UNSUPPORTED: "200",
    FaultReason.NUMBER_INVALID: "102",
    FaultReason.PATIENT_MISSING: "101",
    FaultReason.PATIENT_NOT_HERE: "204",
    FaultReason.PATIENT_UNKNOWN: "204",
    FaultReason.REQUEST_MISSING: "100",
    FaultReason.REQUIRED_MISSING: "101",
    FaultReason.SEGMENT_INVALID: "100",
    FaultReason.STATUS_INVALID: "103",
    FaultReason.TEST_MESSAGE: "202",
}
OTHERWISE = "207"
_PLACE = re.compile(r"([A-Z][A-Z0-9]{2})\[(\d+)\](?:-(\d+))?$")
_BATCHED = re.compile(r"MSH\[(\d+)\]\.")
_ESCAPES = {"\\": r"\E\ ".strip(), "|": r"\F\ ".strip(), "^": r"\S\ ".strip()}


class Wrong(msgspec.Struct, frozen=True):
    """One fault as the sender is told: where, which, and a sentence that names nobody."""

    path: str
    reason: str
    text: str


def acknowledgement(body: bytes, wrong: Sequence[Wrong], at: datetime) -> bytes:
    """
    Answer every message of a body, each by its own number, in UTF-8.

    `wrong` are all faults of the body; one that names no message counts for each of them.
    """
    try:
        found = messages(body)
    except UnreadableBody:
        return _lines("MSH", [], ["MSA", REJECTED, ""], wrong, at)
    answers = []
    for number, message in enumerate(found, 1):
        own = [one for one in wrong if len(found) == 1 or _message_of(one.path) in {0, number}]
        answers.append(_answer(message, own, at))
    return b"".join(answers)


def _message_of(path: str) -> int:
    # Where a path names no message, it counts for all of them.
    match = _BATCHED.match(path)
    return int(match[1]) if match else 0


def _answer(message: Message, wrong: Sequence[Wrong], at: datetime) -> bytes:
    header = message.header
    code = ERROR if wrong else ACCEPTED
    if any(one.reason == FaultReason.MESSAGE_UNSUPPORTED for one in wrong):
        code = REJECTED
    to = [header.sender, header.facility, header.event, header.control, header.processing]
    return _lines("MSH", to, ["MSA", code, header.control], wrong, at)


def _lines(
    name: str, to: Sequence[str], msa: Sequence[str], wrong: Sequence[Wrong], at: datetime
) -> bytes:
    sender, facility, event, control, processing = to or ["", "", "", "", "P"]
    local = at.astimezone(LOCAL).strftime("%Y%m%d%H%M%S%z")
    kind = f"ACK^{_plain(event)}^ACK" if event else "ACK"
    parts = (sender, facility, local, "")
    head = [name, r"^~\&", OURSELVES, "", *map(_plain, parts), kind, _plain(control)]
    head += [_plain(processing) or "P", "2.5", "", "", "", "", "", "UNICODE UTF-8"]
    lines = ["|".join(head), "|".join(map(_plain, msa)), *map(_error, wrong[:MOST_ERRORS])]
    return ("\r".join(lines) + "\r").encode()


def _error(one: Wrong) -> str:
    match = _PLACE.search(one.path)
    place = f"{match[1]}^{match[2]}^{match[3] or ''}".rstrip("^") if match else _plain(one.path)
    code = next((code for reason, code in CODES.items() if reason == one.reason), OTHERWISE)
    return f"ERR||{place}|{code}^^HL70357|E|{_plain(one.reason)}|||{_plain(one.text)}"


def _plain(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text.replace("\r", " ").replace("\n", " "))
