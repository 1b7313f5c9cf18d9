"""Measurements in words, the same on a page, on paper and in a sheet."""

from collections.abc import Sequence

from portal import words
from portal.shown.values import figure
from portal.texts import text
from publishing.measuring.model import Measurement
from publishing.measuring.topics import KNOWN, TOPICS

_OURS = frozenset({*KNOWN, *TOPICS.values()})


def is_ours(name: str) -> bool:
    """Tell whether a topic or series has a name of our own."""
    return name in _OURS


def series_name(one: Measurement, language: str) -> str:
    """Name one number: in our words where we have them, else as the practice does."""
    ours = is_ours(one.series)
    return text(language, f"measurements.name.{one.series}") if ours else one.value.name


def topic_name(one: Measurement, language: str) -> str:
    """Name what stands on one page together."""
    ours = is_ours(one.topic)
    return text(language, f"measurements.name.{one.topic}") if ours else one.value.name


def together(found: Sequence[Measurement], language: str) -> str:
    """Write what was measured together: 148/86 mmHg, or what each of them says."""
    figures = [figure(one.value, language) for one in found]
    units = {words.unit(one.value) for one in found}
    if len(units) == 1:
        return f"{'/'.join(figures)} {units.pop()}".strip()
    return ", ".join(
        f"{said} {words.unit(one.value)}".strip() for said, one in zip(figures, found, strict=True)
    )
