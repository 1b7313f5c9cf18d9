"""
The segments of a message and their fields, by place: nothing is guessed, and each has its path.

A line that is no segment makes the one before it doubtful: a field may have been broken off.
"""

import re
from collections.abc import Sequence

import msgspec

from publishing.intake.faults import FaultReason, Faulty, UnreadableBody

MAX_SEGMENTS = 100_000
LONGEST_TEXT = 20_000
LONGEST_NAME = 300
HEADER = "MSH"
ENVELOPE = frozenset({"BHS", "BTS", "FHS", "FTS"})
NULL = '""'
_LINES = re.compile(r"[\r\n]+")
_NAME = re.compile(r"[A-Z][A-Z0-9]{2}")
_ESCAPED = {"E": "\\", "F": "|", "R": "~", "S": "^", "T": "&", "H": "", "N": ""}
_HEX = re.compile(r"X((?:[0-9A-Fa-f]{2})+)")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class Separators(msgspec.Struct, frozen=True):
    """The signs between the parts of a field, as MSH-1 and MSH-2 state them."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"


class Segment(msgspec.Struct, frozen=True):
    """One line; `path` is its name with its number, such as `OBX[3]`, fields count from 1."""

    name: str
    path: str
    line: str
    fields: tuple[str, ...]
    signs: Separators
    flaw: FaultReason | None = None

    def raw(self, field: int) -> str:
        """Give a field as it was sent, with its escapes; empty where it is null or not there."""
        place = field - (self.name == HEADER)
        value = self.fields[place] if 0 < place < len(self.fields) else ""
        return "" if value == NULL else value

    def repeats(self, field: int) -> list[str]:
        """Give what a field repeats, each as it was sent."""
        value = self.raw(field)
        return value.split(self.signs.repetition) if value else []

    def text(self, field: int, component: int = 1, limit: int = LONGEST_NAME) -> str:
        """
        Read a component of the first repetition of a field.

        Raises:
            Faulty: it is longer than `limit`, or holds signs that are no text.

        """
        first = next(iter(self.repeats(field)), "")
        return self.part(first, component, field=field, limit=limit)

    def part(
        self, value: str, component: int, sub: int = 1, *, field: int, limit: int = LONGEST_NAME
    ) -> str:
        """
        Read a component, and of that a subcomponent, of a value of this field.

        Raises:
            Faulty: as `text`.

        """
        found = _nth(_nth(value, self.signs.component, component), self.signs.subcomponent, sub)
        return self.clean(found, field, limit)

    def clean(self, value: str, field: int, limit: int = LONGEST_TEXT) -> str:
        """
        Read a whole value: its escapes resolved, the space around it gone.

        Raises:
            Faulty: as `text`.

        """
        read = "" if value == NULL else _unescaped(value, self.signs.escape).strip()
        if len(read) > limit:
            raise self.faulty(FaultReason.TEXT_TOO_LONG, field)
        if _NOT_TEXT.search(read):
            raise self.faulty(FaultReason.TEXT_INVALID, field)
        return read

    def faulty(self, reason: FaultReason, field: int = 0) -> Faulty:
        """Make the error about a field of this segment, or about the whole of it."""
        return Faulty(f"{self.path}-{field}" if field else self.path, reason)


def segments(text: str, prefix: str = "") -> list[Segment]:
    """
    Take one message apart; its first line is the header.

    Raises:
        UnreadableBody: the header states no separators, or there are too many lines.

    """
    lines = [line for line in _LINES.split(text) if line.strip()]
    if len(lines) > MAX_SEGMENTS:
        raise UnreadableBody(FaultReason.BODY_TOO_LARGE)
    signs = separators(lines[0])
    counted: dict[str, int] = {}
    found: list[Segment] = []
    for line in lines:
        name = line[:3]
        if not (_NAME.fullmatch(name) and line[3:4] in {signs.field, ""}):
            found[-1] = msgspec.structs.replace(found[-1], flaw=FaultReason.SEGMENT_INVALID)
        elif name not in ENVELOPE:
            counted[name] = counted.get(name, 0) + 1
            path = f"{prefix}{name}[{counted[name]}]"
            found.append(Segment(name, path, line, tuple(line.split(signs.field)), signs))
    return found


def separators(header: str) -> Separators:
    """
    Read the separators of a message.

    Raises:
        UnreadableBody: there are none, or one of them twice.

    """
    stated = header[3:4] + header[4:].split(header[3:4] or "|", 1)[0][:4]
    usual = Separators()
    given = list(stated) + list(msgspec.structs.astuple(usual))[len(stated) :]
    if (
        not header[4:5]
        or len(set(given)) != len(given)
        or any(sign.isalnum() or sign.isspace() for sign in given)
    ):
        raise UnreadableBody(FaultReason.SEGMENT_INVALID, "MSH-2")
    return Separators(*given)


def lines_of(found: Sequence[Segment]) -> bytes:
    """Give segments as they came, as JSON, for what is kept of an item."""
    return msgspec.json.encode({"segments": [one.line for one in found]})


def _nth(value: str, sign: str, number: int) -> str:
    parts = value.split(sign)
    return parts[number - 1] if number <= len(parts) else ""


def _unescaped(value: str, escape: str) -> str:
    if escape not in value:
        return value
    out = []
    parts = value.split(escape)
    for place, part in enumerate(parts):
        inside = place % 2 == 1 and place < len(parts) - 1
        out.append(_resolved(part, escape) if inside else part)
        if place % 2 == 1 and not inside:
            out[-1] = escape + part
    return "".join(out)


def _resolved(part: str, escape: str) -> str:
    if part in _ESCAPED:
        return _ESCAPED[part]
    if part.startswith("."):
        return "\n" if part[1:3] in {"br", "sp", "ce"} else ""
    if match := _HEX.fullmatch(part):
        return bytes.fromhex(match[1]).decode("utf-8", "replace").replace("\r", "\n")
    return f"{escape}{part}{escape}"
