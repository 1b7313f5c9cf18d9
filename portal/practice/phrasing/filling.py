"""What a result fills in: its values as words in Dutch, the language that is written in."""

from collections.abc import Sequence
from datetime import datetime

from portal import words
from portal.shown import values as shown
from portal.shown.phrases import badge
from portal.texts import text
from publishing.model import Result
from publishing.phrasing import fields
from publishing.phrasing.before import direction
from publishing.phrasing.fields import Field
from publishing.phrasing.model import Wording

WRITTEN_IN = "nl"


def values(result: Result, before: Result | None, taken: datetime | None) -> dict[Field, str]:
    """Put a result and the value before it into words; what is not known is left out."""
    way = direction(result, before)
    judged = badge(words.word(result), WRITTEN_IN)
    found = {
        Field.NAME: result.plain.brief(WRITTEN_IN) if result.plain else result.name,
        Field.VALUE: shown.written(result, WRITTEN_IN),
        Field.RANGE: shown.limits(result, WRITTEN_IN),
        Field.JUDGEMENT: judged.text if judged and (result.value or result.value_text) else "",
        Field.TAKEN: _day(taken),
        Field.PREVIOUS: shown.written(before, WRITTEN_IN) if before else "",
        Field.PREVIOUS_TAKEN: _day(before.taken_at) if before else "",
        Field.DIRECTION: text(WRITTEN_IN, f"phrasing.direction.{way.value}") if way else "",
    }
    return {field: value for field, value in found.items() if value}


def fill(wording: Wording, known: dict[Field, str]) -> tuple[Wording, frozenset[Field]]:
    """Fill in a text; give it with the places that this result says nothing of."""
    parts = [
        fields.fill(part, known)
        for part in (wording.conclusion, wording.meaning, wording.what_to_do)
    ]
    missing = frozenset(field for part in parts for field in part.missing)
    return Wording(*(part.text for part in parts)), missing


def told(missing: frozenset[Field], language: str) -> tuple[str, ...]:
    """Say of each place what is not known, and what to do about it."""
    return tuple(
        text(language, f"phrasing.missing.{field.name.lower()}", place=fields.written([field]))
        for field in Field
        if field in missing
    )


def first_of(results: Sequence[Result]) -> Result | None:
    """Choose the result that a text is about when nobody chose: an abnormal one, else the first."""
    calm = {None, words.Word.NORMAL, words.Word.PENDING}
    ordered = sorted(results, key=lambda one: words.word(one) in calm)
    return ordered[0] if ordered else None


def _day(at: datetime | None) -> str:
    return words.day(words.local_day(at), WRITTEN_IN) if at else ""
