"""An overview of an invented patient, as large as a test wants it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial

from msgspec.structs import replace

from portal.paper.accesslog import (
    LogCounts,
    LogPaper,
    LogRow,
    PaperPractice,
    access_log_pdf,
)
from portal.texts import text

MADE_AT = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
PRACTICE = PaperPractice("Huisartsenpraktijk De Linde", "Lindelaan 12, Utrecht", "030 123 45 67")
COUNTS = LogCounts(others=0, own=0, organisations=0, emergencies=0)
PAPER = LogPaper(
    name="Anna de Vries",
    born="12 maart 1968",
    bsn_ending="782",
    practices=(PRACTICE,),
    period="5 oktober 2026 tot en met 20 november 2026",
    made="20 november 2026 om 9.14 uur",
    made_at=MADE_AT,
    counts=COUNTS,
    covers=("Deze lijst laat zien wie via dit portaal keek.",),
    since="1 september 2026",
    document_number="INZ-2026-000482",
)
ROW = LogRow(
    number=1,
    day="18 nov 2026",
    clock="9.15 uur",
    month="November 2026",
    function="Doktersassistent",
    organisation=PRACTICE.name,
    on_behalf="de huisarts",
    act="Bekeken",
    section="Uitslagen",
    reason="U belde met een vraag",
)
OWN = replace(
    ROW,
    function="Uzelf",
    organisation="via dit portaal",
    on_behalf="",
    reason="Ingelogd met DigiD",
)
MONTHS = ("November 2026", "Oktober 2026", "September 2026")


def lists(total: int, own_each: int = 3) -> tuple[list[LogRow], list[LogRow]]:
    """The rows of others and one's own, newest first: together the numbers total to 1."""
    rows = [_row(number, number % own_each == 0, total) for number in range(total, 0, -1)]
    return [row for row in rows if row.function != "Uzelf"], [
        row for row in rows if row.function == "Uzelf"
    ]


def _row(number: int, own: bool, total: int) -> LogRow:
    month = MONTHS[min(2, (total - number) * 3 // total)]
    return replace(OWN if own else ROW, number=number, month=month, section=f"Onderdeel {number}x")


def pages(
    others: Iterable[LogRow],
    own: Iterable[LogRow] = (),
    language: str = "nl",
    paper: LogPaper = PAPER,
) -> Iterable[bytes]:
    """The document in pieces, its figures counted from the rows."""
    others, own = list(others), list(own)
    counts = LogCounts(
        others=len(others),
        own=len(own),
        organisations=len({row.organisation for row in others}),
        emergencies=sum(row.emergency for row in others),
    )
    return access_log_pdf(replace(paper, counts=counts), others, own, partial(text, language))


def document(
    others: Iterable[LogRow],
    own: Iterable[LogRow] = (),
    language: str = "nl",
    paper: LogPaper = PAPER,
) -> bytes:
    """The whole document."""
    return b"".join(pages(others, own, language, paper))
