"""What a list of who looked covers, whom else to ask, and how much of it was checked, in words."""

from collections.abc import Sequence

from consent.accesslog import Coverage
from consent.oversight.checking import Checked
from portal import words
from portal.texts import text


def covers(coverage: Coverage, language: str) -> tuple[str, ...]:
    """Say what is in the list; a practice whose own system sends nothing has to be asked."""
    told = [text(language, "log.covers.portal")]
    told += [
        text(
            language,
            "log.covers.system",
            system=one.name,
            practice=one.practice,
            date=words.day(words.local_day(one.since), language),
        )
        for one in coverage.systems
    ]
    if coverage.asking:
        practices = words.listed(list(coverage.asking), language)
        told.append(text(language, "log.covers.ask", practices=practices))
    return tuple(told)


def checks(found: Sequence[Checked], language: str) -> tuple[str, ...]:
    """Say how many looks each practice checked of a month, and how many were not lawful."""
    return tuple(
        text(
            language,
            "log.covers.checked_one" if one.checked == 1 else "log.covers.checked",
            practice=one.practice,
            month=words.since(f"{one.month:%Y-%m}", language),
            count=one.checked,
            unlawful=one.unlawful,
        )
        for one in found
        if one.checked
    )
