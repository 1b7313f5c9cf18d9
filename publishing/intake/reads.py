"""What a message says of each kind of resource, as read and not yet judged. Pure values."""

from datetime import date, datetime

import msgspec

from consent.model import LetterCategory, ResultCategory
from consent.register.names import RegisteredName
from publishing.intake.measuring import MeasurementRead
from publishing.intake.model import (
    Code,
    EpisodeStatus,
    LetterStatus,
    Moment,
)
from publishing.intake.summary import SummaryRead
from publishing.model import LineKind, ResultStatus


class PatientRead(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """A person as a source describes them. `born` is YYYY[-MM[-DD]], empty when unknown."""

    name: RegisteredName
    born: str = ""
    sex: str = ""
    numbers: tuple[Code, ...] = ()


class EpisodeRead(msgspec.Struct, frozen=True):
    """
    One complaint or disease over time, with the title the practice gave it.

    Here and below `confidentiality` is the strictest of N, R and V, empty when not stated.
    """

    title: str
    status: EpisodeStatus
    icpc: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    last_contact_on: date | None = None
    confidentiality: str = ""


class FlagRead(msgspec.Struct, frozen=True):
    """An attention value: these episodes stay of interest when they are closed."""

    is_active: bool
    episodes: tuple[str, ...]


class ContactRead(msgspec.Struct, frozen=True):
    """A visit, call or note; `kind` is a code of NHG table 14, empty when not stated."""

    status: str
    kind: str = ""
    held: Moment | None = None
    practitioner: str = ""
    role: str = ""
    organisation: str = ""
    episodes: tuple[str, ...] = ()
    confidentiality: str = ""


class JournalLineRead(msgspec.Struct, frozen=True):
    """
    One line of the journal.

    `episodes` are the keys the line itself or its report states; `contact_episodes` those of its
    contact, which count when the line has none. `recorded_on` is None when nothing says when.
    """

    kind: LineKind
    body: str
    status: ResultStatus = ResultStatus.FINAL
    icpc: str = ""
    recorded_on: date | None = None
    contact: str = ""
    episodes: tuple[str, ...] = ()
    contact_episodes: tuple[str, ...] = ()
    confidentiality: str = ""


class ReportLine(msgspec.Struct, frozen=True):
    """A line that stands in a contact report only, with a key of its own."""

    key: str
    line: JournalLineRead


class SectionRead(msgspec.Struct, frozen=True):
    """Which lines a section of a contact report names, and which episodes; all are keys."""

    entries: tuple[str, ...]
    episodes: tuple[str, ...]


class CompositionRead(msgspec.Struct, frozen=True):
    """A contact report. It orders lines; `lines` holds those that came in no other way."""

    title: str
    written: Moment
    author: str = ""
    role: str = ""
    contact: str = ""
    sections: tuple[SectionRead, ...] = ()
    lines: tuple[ReportLine, ...] = ()


class Range(msgspec.Struct, frozen=True):
    """What the laboratory calls normal, as written."""

    low: str = ""
    high: str = ""
    unit: str = ""
    text: str = ""


class ResultRead(msgspec.Struct, frozen=True):
    """One determination. Numbers are text exactly as written; nothing is computed."""

    name: str
    status: ResultStatus
    codes: tuple[Code, ...] = ()
    comparator: str = ""
    value: str = ""
    unit: str = ""
    value_text: str = ""
    range: Range = Range()
    flag: str = ""
    flag_text: str = ""
    remark: str = ""
    specimen: str = ""
    members: tuple[str, ...] = ()
    episodes: tuple[str, ...] = ()
    contact: str = ""
    laboratory: str = ""
    taken: Moment | None = None
    issued: Moment | None = None
    confidentiality: str = ""
    category: ResultCategory = ResultCategory.LABORATORY
    orders: tuple[str, ...] = ()


class ReportRead(msgspec.Struct, frozen=True):
    """
    What a laboratory reports together; `results` are keys of results, `orders` of requests.

    A request that nothing came of yet is a report without results, whose status is pending.
    """

    title: str
    status: ResultStatus
    codes: tuple[Code, ...] = ()
    results: tuple[str, ...] = ()
    episodes: tuple[str, ...] = ()
    laboratory: str = ""
    conclusion: str = ""
    taken: Moment | None = None
    issued: Moment | None = None
    confidentiality: str = ""
    is_urgent: bool = False
    category: ResultCategory = ResultCategory.LABORATORY
    orders: tuple[str, ...] = ()


class LetterRead(msgspec.Struct, frozen=True):
    """
    A letter. `file` is None when it is not in the message; `file_key` is its place then.

    `category` is None where its source does not say it in our words.
    """

    title: str
    status: LetterStatus
    kind: str = ""
    author: str = ""
    written: Moment | None = None
    confidentiality: str = ""
    episodes: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    file: bytes | None = None
    file_key: str = ""
    category: LetterCategory | None = None


class FileRead(msgspec.Struct, frozen=True):
    """A file that a letter refers to."""

    content_type: str
    data: bytes


class AuditRead(msgspec.Struct, frozen=True):
    """
    A look or act in another system, as that system logged it; `at` is in UTC.

    `action` is one of C R U D E, `function` a code of ours or the sender's own words.
    """

    at: datetime
    action: str
    outcome: str
    name: str
    function: str
    organisation: str
    section: str
    is_emergency: bool
    reason: str


class KeptRead(msgspec.Struct, frozen=True):
    """A kind without a page: it is kept whole, and counted."""

    is_about_patient: bool


Read = (
    PatientRead
    | EpisodeRead
    | FlagRead
    | ContactRead
    | JournalLineRead
    | CompositionRead
    | ResultRead
    | ReportRead
    | LetterRead
    | FileRead
    | AuditRead
    | MeasurementRead
    | SummaryRead
    | KeptRead
)
