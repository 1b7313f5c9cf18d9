"""What the files of the demo hold, read from data/dossiers.toml."""

from functools import cache

import msgspec

from portal.demo.people import DATA
from publishing.model import Act, LineKind


class DemoLine(msgspec.Struct, frozen=True):
    """A journal line, `ago` days back, in a contact of this kind (NHG table 14)."""

    ago: int
    contact: str
    kind: LineKind
    text: str


class DemoEpisode(msgspec.Struct, frozen=True):
    """
    An episode that began so many days back; `hidden` ones are unticked at the release.

    With `attention` it stays of interest when it is closed.
    """

    key: str
    title: str
    icpc: str
    began: int
    lines: tuple[DemoLine, ...]
    closed: bool = False
    attention: bool = False
    hidden: bool = False


class DemoResult(msgspec.Struct, frozen=True):
    """A determination, its numbers as a laboratory writes them; `code` is LOINC."""

    name: str
    code: str
    value: str
    unit: str
    low: str = ""
    high: str = ""
    flag: str = ""
    comparator: str = ""


class DemoReport(msgspec.Struct, frozen=True):
    """
    A laboratory report and what the GP did with it; no act and no conclusion: nothing yet.

    `task` is what is still to be done about it, within so many days of the act.
    """

    key: str
    title: str
    ago: int
    results: tuple[DemoResult, ...]
    conclusion: str = ""
    meaning: str = ""
    what_to_do: str = ""
    act: Act | None = None
    task: str = ""
    task_days: int = 0

    @property
    def done(self) -> Act | None:
        """The act of the GP; None when the report still waits."""
        return self.act or (Act.PUBLISH if self.conclusion else None)


class DemoLetter(msgspec.Struct, frozen=True):
    """A letter of these sentences; accorded when it has an explanation."""

    key: str
    title: str
    author: str
    ago: int
    text: tuple[str, ...]
    explanation: str = ""


class DemoLook(msgspec.Struct, frozen=True):
    """A look in the practice's own system; `kind` is the type of what was seen, in FHIR."""

    ago: int
    clock: str
    who: str
    role: str
    place: str
    kind: str
    emergency: bool = False
    reason: str = ""


class DemoFile(msgspec.Struct, frozen=True):
    """What one resident has at one practice."""

    resident: str
    practice: str
    episodes: tuple[DemoEpisode, ...] = ()
    reports: tuple[DemoReport, ...] = ()
    letters: tuple[DemoLetter, ...] = ()
    looks: tuple[DemoLook, ...] = ()


class _Dossiers(msgspec.Struct, frozen=True):
    files: tuple[DemoFile, ...]


@cache
def hidden() -> frozenset[str]:
    """Give the titles of all episodes that are unticked, whoever asks to see the file."""
    return frozenset(one.title for file in files() for one in file.episodes if one.hidden)


@cache
def files() -> tuple[DemoFile, ...]:
    """Read all files, once."""
    return msgspec.toml.decode((DATA / "dossiers.toml").read_bytes(), type=_Dossiers).files
