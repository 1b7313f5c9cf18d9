"""Every line of a long list stands on paper once, whatever people are called."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from uuid import UUID

import pytest

from consent.accesslog import Coverage, Line
from consent.actions import Action
from consent.model import ActorKind, Function, Patient, PersonName
from portal.patient.asked import asked
from portal.patient.gathering import Gathered
from portal.patient.views.paper import LogOnPaper, pages_of
from portal.saving.rows import log_sheet
from soak import rounds
from unit.paper.walking import Walk

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NAMES = (
    "Łukasz Đorđević-Þórsdóttir",
    "\u202egnirpS .rD\u202c",
    "<b>Jan</b> & <img src=/etc/passwd>",
    "=cmd|' /C calc'!A0",
    "Αλέξης Наталья שרה محمد",
    "王小明 さくら 홍길동",
    "\U0001f600 \U0001fa7a",
    "A" * 400,
    "naam\x00met\x07tekens\u200b",
)


def gathered(number: int) -> Gathered:
    """So many lines, a fifth of them one's own, of people with all kinds of names."""
    found = Gathered()
    for place, name in zip(range(number, 0, -1), cycle(NAMES), strict=False):
        found.add([_line(place, name, own=place % 5 == 0)])
    return found


def _line(number: int, name: str, *, own: bool) -> Line:
    return Line(
        number=number,
        id=UUID(int=number),
        at=AT - timedelta(hours=number * 3),
        action=Action.RESULTS_LIST,
        refused=False,
        own=own,
        outside=number % 7 == 0,
        kind=ActorKind.PERSON if own else ActorKind.EMPLOYEE,
        function=Function.PATIENT if own else Function.GP,
        organisation=name[::-1],
        practice=None,
        name=name,
        section="results",
        emergency=number % 11 == 0,
        reason="Onderzoek. " * 300 if number % 97 == 0 else "",
    )


def pages(lines: Gathered, language: str = "nl") -> Iterator[bytes]:
    """The PDF of these lines, about a page at a time."""
    anna = Patient(
        id=UUID(int=2),
        person=UUID(int=1),
        practice=UUID(int=3),
        practice_name=NAMES[4],
        practice_phone="030 123 45 67",
        number="P1",
        name=PersonName(NAMES[0], "", NAMES[2]),
        born="1968-03",
    )
    given = LogOnPaper(
        patients=[anna],
        coverage=Coverage(),
        gathered=lines,
        asked=asked({}),
        since=AT,
        at=AT,
        bsn_ending="782",
    )
    return pages_of(given, language)


def document(lines: Gathered, language: str = "nl") -> bytes:
    """The PDF of these lines."""
    return b"".join(pages(lines, language))


def write(lines: Gathered, file: Path) -> None:
    """Put the PDF of these lines in a file, never whole in memory."""
    with file.open("wb") as room:
        room.writelines(pages(lines))


def test_every_line_stands_once_in_tree_text_and_sheet(tmp_path: Path) -> None:
    number = rounds(1_000, 100_000)
    lines, file = gathered(number), tmp_path / "log.pdf"
    write(lines, file)
    found = sorted(int(row[0]) for row in Walk(file).rows() if len(row) == 7)
    everything = list(range(1, number + 1))
    assert found == everything
    sheet = log_sheet((line for part in (lines.others, lines.own) for line in part), "nl")
    written = [row.split(";")[0].strip('"') for row in sheet.decode("utf-8-sig").split("\r\n")]
    assert sorted(int(cell) for cell in written[1:] if cell.isdigit()) == everything
    _extracted(file, number)


def _extracted(file: Path, number: int) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext here")
    told = subprocess.run(
        ["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout
    rows = re.findall(r"^(\d+) \d{1,2} [a-z]+ \d{4}$", told, re.MULTILINE)
    assert Counter(map(int, rows)) == Counter(range(1, number + 1))
    assert "Łukasz" in told
    assert "\u202e" not in told


PREFLIGHT = "/usr/share/java/preflight.jar"
# It knows PDF/A-1b alone, which has no such tables, no such subsets, and another number.
KNOWN = (
    "1.4 : Trailer Syntax error, /XRef cross reference streams are not allowed",
    "The CIDSet entry is missing for the Composite Subset",
    "7.11.2 : Error on MetaData, part must be 1",
    "2.1.6 : Invalid graphics object, Invalid version of the ICCProfile",
)


@pytest.mark.parametrize("number", [0, 60])
def test_tools_of_others_find_no_more_than_is_known(tmp_path: Path, number: int) -> None:
    file = tmp_path / "log.pdf"
    file.write_bytes(document(gathered(number)))
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True).returncode == 0  # noqa: PLW1510
    if not (shutil.which("java") and Path(PREFLIGHT).exists()):
        pytest.skip("no preflight here")
    run = ["java", "-cp", "/usr/share/java/*", "org.apache.pdfbox.preflight.Validator_A1b"]
    told = subprocess.run([*run, str(file)], capture_output=True, text=True).stdout  # noqa: PLW1510
    remarks = [line for line in told.splitlines() if re.match(r"\d+(\.\d+)* : ", line)]
    assert remarks
    assert [one for one in remarks if not any(known in one for known in KNOWN)] == []


def test_the_same_lines_at_the_same_moment_give_the_same_bytes() -> None:
    assert document(gathered(120)) == document(gathered(120))
    assert document(gathered(120), "en") != document(gathered(120))
