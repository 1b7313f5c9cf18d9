"""
The journal: S, O, E and P lines, and the contact reports that order them.

A line's text is what was typed as its value, never the narrative beside it. Only where a report
carries lines that came in no other way does the text of its sections count.
"""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place, elsewhere, is_kind
from publishing.intake.fhir.care import EPISODE, contact_of, stated_episodes
from publishing.intake.fhir.coding import (
    JOURNAL_LINES,
    LOINC,
    SNOMED,
    all_codes,
    codes,
    confidentiality,
    icpc,
    strictest,
)
from publishing.intake.fhir.dates import day, moment, start_of
from publishing.intake.fhir.laboratory import result_status
from publishing.intake.fhir.people import called, role
from publishing.intake.model import Moment
from publishing.intake.reads import CompositionRead, JournalLineRead, ReportLine, SectionRead
from publishing.intake.tree.node import LONGEST_NAME, LONGEST_TEXT, Node
from publishing.model import LineKind, ResultStatus

# Source: Nictiz zib2020, SOAPReport: concepts of the SNOMED value set of line kinds.
SNOMED_LINES: Mapping[str, LineKind] = {
    "129265001": LineKind.EVALUATION,
    "129271007": LineKind.PLAN,
    "255362007": LineKind.SUBJECTIVE,
    "260224007": LineKind.OBJECTIVE,
}
KINDS = frozenset(kind.value for kind in LineKind)
LINE_PROFILES = ("gp-JournalEntry", "nl-core-SOAPReport.SOAPLine")
REPORT_PROFILES = ("gp-EncounterReport", "nl-core-SOAPReport")
REPORT_TYPES = frozenset({(LOINC, "67781-5"), (SNOMED, "11591000146107")})
UNFINISHED = frozenset({ResultStatus.PENDING, ResultStatus.PRELIMINARY})
DIAGNOSES = frozenset({"ADMDX", "DISDX"})


def is_line(node: Node) -> bool:
    """Tell whether an Observation is a line of a journal, by its profile or by its code."""
    if has_profile(node, LINE_PROFILES):
        return True
    found = all_codes(node, "code")
    if any(code.system == JOURNAL_LINES for code in found):
        return True
    return bool(node.many("valueString")) and any(
        code.system == SNOMED and code.code in SNOMED_LINES for code in found
    )


def is_report(node: Node) -> bool:
    """Tell whether a Composition is a contact report."""
    stated = {(code.system, code.code) for code in all_codes(node, "type")}
    return has_profile(node, REPORT_PROFILES) or bool(stated & REPORT_TYPES)


def has_profile(node: Node, names: tuple[str, ...]) -> bool:
    """Tell whether a resource says it follows one of these profiles."""
    meta = node.first("meta")
    stated = (each.own() for each in meta.many("profile")) if meta else ()
    return any(each.rsplit("/", 1)[-1].split("|")[0] in names for each in stated)


def line(place: Place, directory: Directory) -> JournalLineRead:
    """Read a line of a journal from its Observation."""
    node = place.node
    status = result_status(node)
    if status in UNFINISHED:
        raise node.need("status").faulty(FaultReason.STATUS_INVALID)
    body = node.need("valueString").own(LONGEST_TEXT)
    if not body:
        raise node.faulty(FaultReason.REQUIRED_MISSING, "valueString")
    contact, contact_episodes = contact_of(node, directory)
    sections = _sections_of(place, directory)
    return JournalLineRead(
        kind=_kind(node.need("code")),
        body=body,
        status=status,
        icpc=_icpc(node),
        recorded_on=_recorded_on(node, sections, directory),
        contact=contact,
        episodes=stated_episodes(node, directory) or _section_episodes(sections, directory),
        contact_episodes=contact_episodes,
        confidentiality=_secrecy(node, sections),
    )


def composition(place: Place, directory: Directory) -> CompositionRead:
    """Read a contact report, with the lines that stand in it alone."""
    node = place.node
    written = moment(node.need("date"))
    if written is None:
        raise node.faulty(FaultReason.REQUIRED_MISSING, "date")
    author = node.first("author")
    contact, contact_episodes = contact_of(node, directory)
    return CompositionRead(
        title=node.text("title"),
        written=written,
        author=called(author, directory),
        role=role(author, directory)[:100],
        contact=contact,
        sections=tuple(_section(each, directory) for each in node.many("section")),
        lines=_own_lines(place, directory, (written, contact, contact_episodes)),
    )


def _kind(concept: Node) -> LineKind:
    for code in codes(concept):
        if code.system == JOURNAL_LINES and code.code in KINDS:
            return LineKind(code.code)
        if code.system == SNOMED and code.code in SNOMED_LINES:
            return SNOMED_LINES[code.code]
    raise concept.faulty(FaultReason.LINE_KIND_UNKNOWN)


def _icpc(node: Node) -> str:
    extension = node.extension("code-icpc-1-nl", "ext-SOAPReport.SOAPLineCode")
    stated = icpc(extension.first("valueCodeableConcept")) if extension else ""
    if stated:
        return stated
    for component in node.many("component"):
        if any(code.code in DIAGNOSES for code in all_codes(component, "code")):
            return icpc(component.first("valueCodeableConcept"))
    return ""


def _recorded_on(node: Node, sections: list[Node], directory: Directory) -> date | None:
    own = day(node.first("effectiveDateTime")) or _begin(start_of(node.first("effectivePeriod")))
    return own or elsewhere(lambda: _day_of_frame(node, sections, directory), None)


def _day_of_frame(node: Node, sections: list[Node], directory: Directory) -> date | None:
    contact = directory.find(node.first("encounter", "context"), "Encounter")
    held = start_of(contact.node.first("period")) if contact else None
    report = sections[0].parent if sections else None
    written = elsewhere(lambda: day(report.first("date") if report else None), None)
    return _begin(held) or written or day(node.first("issued"))


def _begin(found: Moment | None) -> date | None:
    return found.day if found else None


def _sections_of(place: Place, directory: Directory) -> list[Node]:
    holders = (reference.parent for reference in directory.referring(place))
    return [each for each in holders if each is not None and each.label.startswith("section")]


def _secrecy(node: Node, sections: list[Node]) -> str:
    # What a contact report says of itself holds for the lines in it.
    reports = [section.parent for section in sections if section.parent is not None]
    return strictest({confidentiality(one) for one in (node, *reports)})


def _section_episodes(sections: list[Node], directory: Directory) -> tuple[str, ...]:
    entries = [entry for section in sections for entry in section.many("entry")]
    return directory.keys([each for each in entries if _is(each, EPISODE, directory)], EPISODE)


def _is(entry: Node, kind: str, directory: Directory) -> bool:
    """Tell whether an entry means this kind; one by identifier alone says so in its display."""
    place = directory.find(entry, kind)
    if place is not None:
        return place.kind == kind
    by_identifier = not entry.first("reference") and entry.first("identifier") is not None
    displayed = entry.text("display", LONGEST_TEXT).startswith("Episode")
    return is_kind(entry, kind) or (kind == EPISODE and by_identifier and displayed)


def _section(section: Node, directory: Directory) -> SectionRead:
    entries = [each for each in section.many("entry") if _is(each, "Observation", directory)]
    return SectionRead(
        directory.keys(entries, "Observation"), _section_episodes([section], directory)
    )


def _own_lines(
    place: Place, directory: Directory, frame: tuple[Moment, str, tuple[str, ...]]
) -> tuple[ReportLine, ...]:
    secrecy = confidentiality(place.node)
    return tuple(
        ReportLine(
            f"{place.key[: LONGEST_NAME - 12]}#{position}",
            replace(_own_line(section, directory, frame), confidentiality=secrecy),
        )
        for position, section in enumerate(place.node.many("section"))
        if _is_of_journal(section)
        and not any(_is(each, "Observation", directory) for each in section.many("entry"))
    )


def _is_of_journal(section: Node) -> bool:
    return any(
        code.system == JOURNAL_LINES or (code.system == SNOMED and code.code in SNOMED_LINES)
        for code in all_codes(section, "code")
    )


def _own_line(
    section: Node, directory: Directory, frame: tuple[Moment, str, tuple[str, ...]]
) -> JournalLineRead:
    written, contact, contact_episodes = frame
    text = section.need("text")
    body = text.text("div", LONGEST_TEXT)
    if not body:
        raise text.faulty(FaultReason.REQUIRED_MISSING, "div")
    return JournalLineRead(
        kind=_kind(section.need("code")),
        body=body,
        status=ResultStatus.FINAL,
        icpc=_icpc(section),
        recorded_on=written.day,
        contact=contact,
        episodes=_section_episodes([section], directory),
        contact_episodes=contact_episodes,
    )
