"""Whether the scanner of letters answers: while it does not, no letter is taken in."""

import asyncio

from portal.checking.finding import Finding, well, wrong
from portal.settings import Settings
from publishing.gate.scanning import scan
from publishing.gate.verdict import LetterRefused

ABOUT = "scanner"


async def findings(settings: Settings) -> list[Finding]:
    """Have a file without content scanned."""
    if settings.letter_scanner is None:
        return [well(ABOUT, "PORTAL_LETTER_SCANNER is absent: letters are judged, not scanned.")]
    try:
        await asyncio.to_thread(scan, b"", settings.letter_scanner)
    except LetterRefused:
        return [wrong(ABOUT, "The scanner of PORTAL_LETTER_SCANNER does not answer.")]
    return [well(ABOUT, "The scanner of PORTAL_LETTER_SCANNER answers.")]
