"""What belongs together in a message: per patient, the orders, and what was found for each."""

from collections.abc import Iterator, Sequence

import msgspec

from publishing.intake.faults import FaultReason
from publishing.intake.hl7.segments import Segment

FINDING, NOTE, ORDER, PATIENT, REQUEST = "OBX", "NTE", "ORC", "PID", "OBR"


class Finding(msgspec.Struct, frozen=True):
    """An OBX segment with the notes below it; `more` are further lines of the same text."""

    segment: Segment
    more: tuple[Segment, ...] = ()
    notes: tuple[Segment, ...] = ()

    @property
    def parts(self) -> tuple[Segment, ...]:
        """All of its segments, in the order in which they came."""
        return (self.segment, *self.more, *self.notes)


class Group(msgspec.Struct, frozen=True):
    """One request with its findings; without `request` the findings stand alone."""

    patient: Segment | None
    request: Segment | None
    order: Segment | None = None
    notes: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()


class Builder:
    """Puts the segments of a message into groups, one after another."""

    def __init__(self, opening: str = REQUEST) -> None:
        self._opening = opening
        self.patients: list[Segment] = []
        self.groups: list[Group] = []
        self._order: Segment | None = None
        self._last = ""

    def add(self, segment: Segment) -> None:
        """Take the next segment; one that says nothing about results is passed over."""
        if segment.name == PATIENT:
            self.patients.append(segment)
            self._order = None
        elif segment.name == ORDER:
            self._order = segment
        elif segment.name == self._opening:
            self.groups.append(Group(self._patient, segment, self._order))
        elif segment.name == FINDING:
            self._finding(segment)
        elif segment.name == NOTE:
            self._note(segment)
        self._last = segment.name if segment.name != NOTE else self._last

    @property
    def _patient(self) -> Segment | None:
        return self.patients[-1] if self.patients else None

    def _finding(self, segment: Segment) -> None:
        if self._is_new():
            self.groups.append(Group(self._patient, None))
        found = self.groups[-1].findings
        if found and _goes_on(found[-1], segment):
            last = msgspec.structs.replace(found[-1], more=(*found[-1].more, segment))
            self._put(found=(*found[:-1], last))
        else:
            self._put(found=(*found, Finding(segment)))

    def _is_new(self) -> bool:
        return not self.groups or self.groups[-1].patient is not self._patient

    def _note(self, segment: Segment) -> None:
        if self._last == FINDING:
            found = self.groups[-1].findings
            last = msgspec.structs.replace(found[-1], notes=(*found[-1].notes, segment))
            self._put(found=(*found[:-1], last))
        elif self._last == self._opening:
            notes = (*self.groups[-1].notes, segment)
            self.groups[-1] = msgspec.structs.replace(self.groups[-1], notes=notes)

    def _put(self, found: tuple[Finding, ...]) -> None:
        self.groups[-1] = msgspec.structs.replace(self.groups[-1], findings=found)


def flaw(parts: Sequence[Segment | None]) -> Iterator[tuple[Segment, FaultReason]]:
    """Give the segments of which a line was broken off, with why."""
    return ((one, one.flaw) for one in parts if one is not None and one.flaw is not None)


def _goes_on(before: Finding, segment: Segment) -> bool:
    """Tell whether a segment is a further line of the text before it: same kind, same question."""
    first = before.segment
    is_text = segment.raw(2).upper() in {"FT", "ST", "TX"} and first.raw(2) == segment.raw(2)
    same = all(first.raw(field) == segment.raw(field) for field in (3, 4, 6, 7, 11))
    return is_text and same and not before.notes and not segment.raw(4)
