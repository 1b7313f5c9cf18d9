"""Lines of an invented log: names, functions and sections come back, moments do not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from portal import words
from portal.paper.model import LogCounts, LogPaper, LogRow, PaperPractice, Words
from portal.texts import text

MADE_AT = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)
OWN_EACH, URGENT_EACH = 10, 211
WHO = (
    "Huisarts",
    "Doktersassistent Sanne van den Berg",
    "Praktijkondersteuner",
    "Waarnemend huisarts",
    "Apotheker",
    "Specialist ouderengeneeskunde J. Hagenaars-Oosterhuis",
    "Praktijkmanager",
)
WHERE = ("Huisartsenpraktijk De Linde", "Huisartsenpost Utrecht Stad", "Apotheek De Molen")
ACTS = ("Uitslag bekeken", "Dossier bekeken", "Brief bekeken en gedownload", "Aanvraag bekeken")
SECTIONS = ("Uitslagen", "Dossier", "Brieven", "Aanvragen")
WHY = ("Nodig voor uw behandeling", "Uw aanvraag om inzage is beoordeeld", "")


def paper(total: int) -> LogPaper:
    """Give everything but the lines."""
    own = total // OWN_EACH
    counts = LogCounts(
        others=total - own, own=own, organisations=len(WHERE), emergencies=emergencies(total)
    )
    return LogPaper(
        name="Anna de Vries",
        born="12 maart 1968",
        bsn_ending="",
        practices=(PaperPractice(WHERE[0], "Lindelaan 12, Utrecht", "030 123 45 67"),),
        period="1 september 2016 tot en met 20 november 2026",
        made="20 november 2026 om 9.14 uur",
        made_at=MADE_AT,
        counts=counts,
        covers=("Deze lijst laat zien wie via dit portaal keek.",),
        names_shown=True,
    )


def emergencies(total: int) -> int:
    """Count the lines of others that were looks in an emergency."""
    return total // URGENT_EACH - total // (URGENT_EACH * OWN_EACH)


def rows(total: int, *, own: bool) -> Iterator[LogRow]:
    """Give the lines of others or one's own, newest first; made one by one."""
    for number in range(total, 0, -1):
        if (number % OWN_EACH == 0) is own:
            yield _row(number, total, own=own)


def dutch() -> Words:
    """Give the texts of the document."""
    return partial(text, "nl")


def _row(number: int, total: int, *, own: bool) -> LogRow:
    at = MADE_AT - timedelta(minutes=37 * (total - number))
    on = words.local_day(at)
    return LogRow(
        number=number,
        day=words.day(on, "nl"),
        clock=words.time(at, "nl"),
        month=words.month(on, "nl"),
        function="Uzelf" if own else WHO[number % len(WHO)],
        organisation="via dit portaal" if own else WHERE[number // 3 % len(WHERE)],
        on_behalf="" if number % 4 else "de huisarts",
        act=ACTS[number % len(ACTS)],
        section=SECTIONS[number // 5 % len(SECTIONS)],
        reason="Ingelogd met DigiD" if own else WHY[number % len(WHY)],
        emergency=not own and number % URGENT_EACH == 0,
    )
