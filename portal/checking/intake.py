"""Whether everything that came in has an end: what was broken off is filed by the next start."""

from datetime import timedelta

from portal import clock
from portal.checking.finding import Finding, well, wrong
from publishing.filing import aside

ABOUT = "intake"
# A portal may be at work on what came just now.
AT_WORK = timedelta(minutes=10)


async def findings() -> list[Finding]:
    """Count the messages of which the filing was broken off."""
    number = len(await aside.broken_off(clock.now() - AT_WORK))
    if number:
        told = f"Messages of which the filing was broken off: {number}; start the portal anew."
        return [wrong(ABOUT, told)]
    return [well(ABOUT, "Everything that came in has an end.")]
