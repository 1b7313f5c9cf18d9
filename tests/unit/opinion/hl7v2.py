"""What we keep of HL7 version 2, taken a second time by python-hl7."""

import re
from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import hl7
from hl7 import Message, Segment

from consent.dates import LOCAL
from publishing.intake.faults import Unreadable
from publishing.intake.hl7.characters import decoded
from publishing.intake.items import Item
from publishing.intake.reader import read
from publishing.intake.reads import LetterRead, PatientRead, ReportRead, ResultRead
from unit.opinion.agreeing import READ, WHOLE, Agreement, Differs, is_same, kept, plain

Fields = dict[str, Any]
STATUSES = {
    **dict.fromkeys("ABC", "corrected"),
    **dict.fromkeys("DWX", "withdrawn"),
    **dict.fromkeys("FUV", "final"),
    **dict.fromkeys("PRS", "preliminary"),
    "I": "pending",
}
REPORTS = {**dict.fromkeys("CM", "corrected"), **dict.fromkeys("ARP", "preliminary")}
REPORTS |= {"F": "final", "": "final", "X": "withdrawn", **dict.fromkeys("INOS", "pending")}
SYSTEMS = {"LN": "http://loinc.org", "LOINC": "http://loinc.org"}
SEXES = {"F": "female", "M": "male", "A": "other", "O": "other", "U": "unknown"}
PATH = re.compile(r"(?:MSH\[(\d+)\]\.)?([A-Z0-9]{3})\[(\d+)\]")


class Read:
    """One message by python-hl7, segment by segment as we number them."""

    def __init__(self, block: bytes) -> None:
        text, _ = decoded(block)
        lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
        self.message: Message = hl7.parse("\r".join(lines) + "\r")

    def segment(self, name: str, number: int) -> Segment:
        """Give a segment by its name and number."""
        return [one for one in self.message if str(one[0]) == name][number - 1]

    def below(self, segment: Segment, name: str) -> list[Segment]:
        """Give the segments of this name that follow at once."""
        found: list[Segment] = []
        for one in list(self.message)[_place(self, segment) + 1 :]:
            if str(one[0]) != name:
                break
            found.append(one)
        return found

    def asked(self, segment: Segment) -> Segment | None:
        """Give the request above a segment."""
        before = list(self.message)[: _place(self, segment)]
        return next((one for one in reversed(before) if str(one[0]) == "OBR"), None)

    def text(self, segment: Segment | None, field: int, part: int = 1, sub: int = 1) -> str:
        """Give one part of the first repetition of a field."""
        if segment is None or field >= len(segment) or not str(segment[field]):
            return ""
        try:
            found = self.message.extract_field(
                str(segment[0]), self._number(segment), field, 1, part, sub
            )
        except (IndexError, LookupError):
            return ""
        return self.clean(str(found or ""))

    def whole(self, segment: Segment, field: int) -> str:
        """Give a field as it is, its repetitions on lines of their own."""
        if field >= len(segment):
            return ""
        return "\n".join(self.clean(str(one)) for one in segment[field]).strip("\n")

    def clean(self, text: str) -> str:
        """Give a text with its escapes resolved."""
        found = self.message.unescape(text).replace("\r", "\n").strip()
        return "" if text == '""' else found

    def _number(self, segment: Segment) -> int:
        same = [one for one in self.message if str(one[0]) == str(segment[0])]
        return next(i for i, one in enumerate(same, 1) if one is segment)


def about_hl7(body: bytes) -> Agreement:
    """Compare what we keep of every segment group of a body with what python-hl7 read."""
    items = read(body)
    blocks = re.split(rb"(?:^|[\r\n]+)(?=MSH)", body.strip(b"\x0b\x0c\x1c \t\r\n\xef\xbb\xbf"))
    blocks = [one for one in blocks if one.startswith(b"MSH")]
    if isinstance(items, Unreadable):
        whole = Differs(items.place, "", WHOLE, items.reason, len(blocks))
        return Agreement(0, 0, [], [whole])
    messages = [Read(one) for one in blocks]
    things, fields, differs = 0, 0, []
    not_read = [
        Differs(one.path, one.kind, WHOLE, one.fault.reason, READ) for one in items if one.fault
    ]
    for item in items:
        theirs = _opinion(messages, item)
        things, fields = things + bool(theirs), fields + len(theirs)
        for field, other in theirs.items():
            if not is_same(_ours(item, field), plain(other)):
                differs.append(Differs(item.path, item.kind, field, _ours(item, field), other))
    return Agreement(things, fields, differs, not_read)


def _opinion(messages: list[Read], item: Item) -> Fields:
    match = PATH.match(item.path)
    if match is None or item.fault is not None:
        return {}
    about = messages[int(match[1] or 1) - 1]
    segment = about.segment(match[2], int(match[3]))
    if isinstance(item.read, ResultRead):
        return _result(about, segment)
    if isinstance(item.read, ReportRead):
        return {
            "title": _called(about, segment, 4),
            "status": REPORTS[about.text(segment, 25).upper()],
            "taken": _moment(about.text(segment, 7)),
            "issued": _moment(about.text(segment, 22)),
        }
    if isinstance(item.read, PatientRead):
        return _person(about, segment)
    return _letter(about, segment) if isinstance(item.read, LetterRead) else {}


def _result(about: Read, segment: Segment) -> Fields:
    kind, asked = about.text(segment, 2).upper(), about.asked(segment)
    status = about.text(segment, 11) or about.text(asked, 25)
    found: Fields = {
        "name": _called(about, segment, 3),
        "codes": [_code(about, segment, at) for at in (1, 4) if about.text(segment, 3, at)],
        "unit": about.text(segment, 6) or about.text(segment, 6, 2),
        "range": about.whole(segment, 7).replace(" ", ""),
        "flag": _flag(about, segment),
        "status": STATUSES[status.upper()],
        "taken": _moment(about.text(segment, 14)) or _moment(about.text(asked, 7)),
        "issued": _moment(about.text(asked, 22)),
    }
    if kind in {"", "NM", "ST"}:
        found["said"] = about.whole(segment, 5)
    if kind == "SN":
        parts = [about.text(segment, 5, part) for part in range(1, 5)]
        # That a number is equal to itself is not kept.
        found["said"] = "".join(parts).removeprefix("=")
    if kind in {"CE", "CWE"}:
        found["said"] = _chosen(about, segment)
    notes = about.below(segment, "NTE")
    if notes and str(list(about.message)[_place(about, segment) - 1][0]) == "OBX":
        found["remark"] = "\n".join(about.whole(one, 3) for one in notes).strip("\n")
    return found


def _code(about: Read, segment: Segment, at: int) -> list[str]:
    system = about.text(segment, 3, at + 2)
    found = SYSTEMS.get(system.upper(), system)
    return [found, about.text(segment, 3, at), about.text(segment, 3, at + 1)]


def _flag(about: Read, segment: Segment) -> str:
    stated = [about.clean(str(one)).split("^")[0] for one in segment[8]] if len(segment) > 8 else []
    flags = {one for one in stated if one} or {about.text(segment, 10)} & {"H", "L"}
    # Two flags at once say nothing that a patient could read.
    return flags.pop() if len(flags) == 1 else ""


def _chosen(about: Read, segment: Segment) -> str:
    lines = []
    for one in segment[5]:
        parts = [about.clean(part) for part in str(one).split(about.message.separators[3])]
        parts += [""] * (9 - len(parts))
        lines.append(next((parts[at] for at in (1, 4, 8, 0, 3) if parts[at]), ""))
    return "\n".join(lines).strip("\n")


def _place(about: Read, segment: Segment) -> int:
    return next(at for at, one in enumerate(about.message) if one is segment)


def _person(about: Read, segment: Segment) -> Fields:
    return {
        "born": about.text(segment, 7)[:8].rstrip("0") or "",
        "sex": SEXES.get(about.text(segment, 8), ""),
        "surname": about.text(segment, 5, 1, 1),
        "given": " ".join(
            one for one in (about.text(segment, 5, 2), about.text(segment, 5, 3)) if one
        ),
    }


def _letter(about: Read, segment: Segment) -> Fields:
    if str(segment[0]) == "TXA":
        finding = about.segment("OBX", 1)
        return {"file": b64decode(about.text(finding, 5, 5)), "kind": about.text(segment, 2, 2)}
    return {"file": b64decode(about.text(segment, 5, 5)), "title": _called(about, segment, 3)}


def _called(about: Read, segment: Segment, field: int) -> str:
    return next((one for part in (2, 5, 1, 4) if (one := about.text(segment, field, part))), "")


def _ours(item: Item, field: str) -> Any:
    found = item.read
    if isinstance(found, ResultRead) and field == "said":
        return f"{found.comparator}{found.value}{found.value_text}"
    if isinstance(found, ResultRead) and field == "range":
        low, high = found.range.low, found.range.high
        return (found.range.text or (f"{low}-{high}" if low or high else "")).replace(" ", "")
    if field == "born":
        return kept(found, field).replace("-", "").rstrip("0")
    return kept(found, field)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    stated = hl7.parse_datetime(text)
    return (stated if stated.tzinfo else stated.replace(tzinfo=LOCAL)).astimezone(UTC)
