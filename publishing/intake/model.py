"""What can be read of a message: one item per resource, and what is in it. Pure values."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from consent.dates import LOCAL
from consent.model import PersonName
from publishing.intake.faults import Fault


class FhirVersion(StrEnum):
    """The version of FHIR by the shape of a resource; empty where the shape fits both."""

    R4 = "R4"
    STU3 = "STU3"
    UNSTATED = ""


class Precision(StrEnum):
    """How much of a moment was stated."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"


class Moment(msgspec.Struct, frozen=True):
    """A moment as stated: its beginning in UTC, and how precisely it was stated."""

    at: datetime
    precision: Precision

    @property
    def day(self) -> date:
        """The day in the Netherlands; the first one where only a month or year was stated."""
        return self.at.astimezone(LOCAL).date()


class ResultStatus(StrEnum):
    """How far a laboratory is with a result, in the words of FHIR."""

    REGISTERED = "registered"
    PRELIMINARY = "preliminary"
    FINAL = "final"
    AMENDED = "amended"
    CORRECTED = "corrected"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"


class LetterStatus(StrEnum):
    """Whether a letter is the one in force."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    ENTERED_IN_ERROR = "entered-in-error"


class EpisodeStatus(StrEnum):
    """Whether an episode goes on, is closed, or should not have been there."""

    ACTIVE = "active"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class LineKind(StrEnum):
    """The four kinds of journal lines: subjective, objective, evaluation, plan."""

    S = "S"
    O = "O"  # noqa: E741 - the letter that general practice uses
    E = "E"
    P = "P"


class Code(msgspec.Struct, frozen=True):
    """A code of a coding system, and how the sender displays it."""

    system: str
    code: str
    display: str = ""


class PatientRead(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """A person as a source describes them. `born` is YYYY[-MM[-DD]], empty when unknown."""

    name: PersonName
    born: str = ""
    sex: str = ""
    numbers: tuple[Code, ...] = ()


class EpisodeRead(msgspec.Struct, frozen=True):
    """One complaint or disease over time, with the title the practice gave it."""

    title: str
    status: EpisodeStatus
    icpc: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    last_contact_on: date | None = None


class ContactRead(msgspec.Struct, frozen=True):
    """A visit, call or note; `kind` is a code of NHG table 14, empty when not stated."""

    status: str
    kind: str = ""
    held: Moment | None = None
    practitioner: str = ""
    role: str = ""
    organisation: str = ""
    episodes: tuple[str, ...] = ()


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


class ReportLine(msgspec.Struct, frozen=True):
    """A line that stands in a contact report only, with a key of its own."""

    key: str
    line: JournalLineRead


class CompositionRead(msgspec.Struct, frozen=True):
    """A contact report. It orders lines; `lines` holds those that came in no other way."""

    title: str
    written: Moment
    author: str = ""
    role: str = ""
    contact: str = ""
    episodes: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
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


class ReportRead(msgspec.Struct, frozen=True):
    """What a laboratory reports together; `results` are keys of results."""

    title: str
    status: ResultStatus
    codes: tuple[Code, ...] = ()
    results: tuple[str, ...] = ()
    episodes: tuple[str, ...] = ()
    laboratory: str = ""
    conclusion: str = ""
    taken: Moment | None = None
    issued: Moment | None = None


class LetterRead(msgspec.Struct, frozen=True):
    """
    A letter. `file` is None when it is not in the message; `file_key` says where it is then.

    `confidentiality` is the strictest of N, R and V, empty when not stated.
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


class FileRead(msgspec.Struct, frozen=True):
    """A file that a letter refers to."""

    content_type: str
    data: bytes


class KeptRead(msgspec.Struct, frozen=True):
    """A kind without a page: it is kept whole, and counted."""

    is_about_patient: bool


Read = (
    PatientRead
    | EpisodeRead
    | ContactRead
    | JournalLineRead
    | CompositionRead
    | ResultRead
    | ReportRead
    | LetterRead
    | FileRead
    | KeptRead
)


class SubjectState(StrEnum):
    """What a message says about whose a resource is."""

    ELSEWHERE = "elsewhere"
    MASKED = "masked"
    NUMBERED = "numbered"
    UNREADABLE = "unreadable"
    UNSTATED = "unstated"


class Subject(msgspec.Struct, frozen=True):
    """
    Whose a resource is. Only a BSN ever finds a person; `key` tells patients of one message apart.

    ELSEWHERE: refers to a patient that is not in the message. MASKED: the patient is in the
    message without a BSN. UNREADABLE: the patient in the message has a fault.
    """

    state: SubjectState
    key: str = ""
    bsn: str | None = None

    def __repr__(self) -> str:
        """Show everything but the BSN."""
        return f"Subject({self.state})"


class Item(msgspec.Struct, frozen=True):
    """
    One resource of a message.

    `key` is its identity at its source, `aliases` other names by which the source may refer to
    it. `digest` is the SHA-256 of what it means, so that the same content sent again is known.
    `raw` is the whole resource as JSON.
    """

    path: str
    kind: str
    key: str
    aliases: tuple[str, ...]
    subject: Subject
    version: FhirVersion
    digest: bytes
    raw: bytes
    read: Read | None = None
    fault: Fault | None = None

    def __repr__(self) -> str:
        """Show where it stood and nothing of a person."""
        return f"Item({self.path}, {self.kind})"
