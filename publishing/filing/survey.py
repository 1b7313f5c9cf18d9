"""What one message says as a whole: in which order to file, and which results belong together."""

from collections.abc import Mapping, Sequence

import msgspec

from consent.model import ResultCategory
from publishing.intake.items import Item, Subject, SubjectState
from publishing.intake.measuring import MeasurementRead
from publishing.intake.reads import JournalLineRead, LetterRead, PatientRead, ReportRead, ResultRead
from publishing.intake.summary import SummaryRead
from publishing.model import ResultStatus

# What others refer to goes first.
ORDER: Mapping[str, int] = {
    name: place
    for place, name in enumerate(
        (
            "Patient",
            "EpisodeOfCare",
            "Encounter",
            "Composition",
            "ProcedureRequest",
            "ServiceRequest",
            "DiagnosticReport",
            "Observation",
            "Binary",
            "DocumentReference",
        )
    )
}
NAMES_IN_TITLE = 3
TITLE_LENGTH = 300
# Of these a new word under a key takes the place of the earlier one.
REPLACED = (JournalLineRead, LetterRead, MeasurementRead, ResultRead, SummaryRead)
TOLD_APART = (SubjectState.NUMBERED, SubjectState.MASKED, SubjectState.ELSEWHERE)


class Together(msgspec.Struct, frozen=True):
    """A report to which a result belongs; `status` None: not said how far it is."""

    key: str
    title: str
    laboratory: str = ""
    status: ResultStatus | None = None
    category: ResultCategory = ResultCategory.LABORATORY


class Survey(msgspec.Struct, frozen=True):
    """
    A message seen as a whole.

    `has_several`: it speaks of more than one patient. `people` is what it says of each, by their
    BSN. `repeated` are the paths of items whose key
    stood on another item of the message with other content. `reports` say, per path of a result,
    with what it belongs together; `positions` where an item stood.
    """

    has_several: bool
    people: Mapping[str, tuple[PatientRead, ...]]
    repeated: frozenset[str]
    reports: Mapping[str, Together]
    positions: Mapping[str, int]


def in_order(items: Sequence[Item]) -> list[Item]:
    """Give the items with what others refer to first; otherwise as they came."""
    return sorted(items, key=lambda item: ORDER.get(item.kind, len(ORDER)))


def survey(items: Sequence[Item]) -> Survey:
    """Look over a message."""
    return Survey(
        has_several=len(_patients(items)) > 1,
        people=_people(items),
        repeated=frozenset(_repeated(items)),
        reports={**_by_day(items), **_by_report(items)},
        positions={item.path: place for place, item in enumerate(items)},
    )


def _patients(items: Sequence[Item]) -> set[str]:
    subjects = [item.subject for item in items if item.subject.state in TOLD_APART]
    return {_told_apart(subject) for subject in subjects}


def _people(items: Sequence[Item]) -> dict[str, tuple[PatientRead, ...]]:
    found: dict[str, tuple[PatientRead, ...]] = {}
    for item in items:
        if isinstance(item.read, PatientRead) and item.subject.bsn:
            found[item.subject.bsn] = (*found.get(item.subject.bsn, ()), item.read)
    return found


def _told_apart(subject: Subject) -> str:
    return subject.bsn or subject.key


def _repeated(items: Sequence[Item]) -> list[str]:
    seen: dict[tuple[str, str, str], bytes] = {}
    found = []
    for item in items:
        if isinstance(item.read, REPLACED):
            place = (item.kind, item.key, _told_apart(item.subject))
            if seen.setdefault(place, item.digest) != item.digest:
                found.append(item.path)
    return found


def _by_report(items: Sequence[Item]) -> dict[str, Together]:
    of_result = {
        key: _reported(item.key, item.read)
        for item in items
        if isinstance(item.read, ReportRead)
        for key in item.read.results
    }
    return {
        item.path: of_result[item.key]
        for item in items
        if isinstance(item.read, ResultRead) and item.key in of_result
    }


def _reported(key: str, read: ReportRead) -> Together:
    return Together(key, read.title, read.laboratory, read.status, read.category)


def _by_day(items: Sequence[Item]) -> dict[str, Together]:
    reported = _by_report(items)
    groups: dict[tuple[str, object], list[Item]] = {}
    for item in items:
        if isinstance(item.read, ResultRead) and item.path not in reported:
            day = item.read.taken.day if item.read.taken else None
            sort = (day, item.read.category)
            groups.setdefault((_told_apart(item.subject), sort), []).append(item)
    return {item.path: _together(group) for group in groups.values() for item in group}


def _together(group: Sequence[Item]) -> Together:
    reads = [item.read for item in group if isinstance(item.read, ResultRead)]
    heads = [read for read in reads if read.members] or reads
    names = list(dict.fromkeys(read.name for read in heads))
    more = ", …" if len(names) > NAMES_IN_TITLE else ""
    return Together(
        key=f"group:{group[0].key}"[:TITLE_LENGTH],
        title=(", ".join(names[:NAMES_IN_TITLE]) + more)[:TITLE_LENGTH],
        laboratory=next((read.laboratory for read in reads if read.laboratory), ""),
        category=reads[0].category,
    )
