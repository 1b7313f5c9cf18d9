"""From database rows to the values of `publishing.model`."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from publishing.model import (
    Act,
    Episode,
    InviteWithin,
    JournalLine,
    Letter,
    LineKind,
    Margin,
    Range,
    Replaced,
    Report,
    Result,
    ResultStatus,
)
from publishing.phrasing.model import Code
from publishing.phrasing.naming import plain_name
from publishing.phrasing.rows import name_along, words_along
from publishing.phrasing.vocabulary import explained


class SealedFile(msgspec.Struct, frozen=True):
    """A letter's file, still sealed for the column `letter.file` of its row."""

    id: UUID
    patient: UUID
    sealed: bytes
    written_on: date | None


class SealedText(msgspec.Struct, frozen=True):
    """A letter's text, sealed for the column `letter.text` of its row; None: there is none."""

    id: UUID
    sealed: bytes | None
    is_cut: bool


def result(row: Any) -> Result:
    """Read a determination."""
    return Result(
        id=row["id"],
        name=row["name"],
        code=row["code"],
        code_system=row["code_system"],
        comparator=row["comparator"],
        value=row["value"],
        unit=row["unit"],
        value_text=row["value_text"],
        range=Range(row["range_low"], row["range_high"], row["range_text"]),
        lab_flag=row["flag"],
        flag_text=row["flag_text"],
        remark=row["remark"],
        status=ResultStatus(row["status"]),
        taken_at=row["taken_at"],
        plain=plain_name(Code(row["code_system"], row["code"]), row["name"], name_along(row)),
        margin=_margin(row),
    )


def _margin(row: Any) -> Margin | None:
    # Where nobody reads words for a patient, it is not asked for.
    amount = row.get("margin_amount")
    return Margin(Decimal(amount), row["margin_unit"]) if amount else None


def versioned(row: Any) -> Result:
    """Read a determination with what it showed before it was corrected."""
    if row["was_id"] is None:
        return result(row)
    replaced = Replaced(
        id=row["was_id"],
        comparator=row["was_comparator"],
        value=row["was_value"],
        unit=row["was_unit"],
        value_text=row["was_text"],
        shown_from=row["was_from"],
        replaced_at=row["was_until"],
        is_open=row["was_in_force"],
    )
    return msgspec.structs.replace(result(row), replaced=replaced)


def report(row: Any, results: tuple[Result, ...]) -> Report:
    """Read a shown report; with an invitation only it carries no text and no result."""
    act = Act(row["act"])
    within = row["invite_within"]
    return Report(
        id=row["id"],
        patient=row["patient"],
        practice_name=row["practice_name"],
        practice_phone=row["practice_phone"],
        title=row["title"] if act.shows_values else "",
        laboratory=row["laboratory"] if act.shows_values else "",
        taken_at=row["taken_at"] if act.shows_values else None,
        shown_at=row["shown_at"],
        act=act,
        invite_within=InviteWithin(within) if within else None,
        conclusion=row["conclusion"] if act.shows_values else "",
        meaning=row["meaning"] if act.shows_values else "",
        what_to_do=row["what_to_do"] if act.shows_values else "",
        clinician_role=row["clinician_role"],
        results=results if act.shows_values else (),
        corrected_at=row["corrected_at"] if act.shows_values else None,
    )


def letter(row: Any) -> Letter:
    """Read a shown letter."""
    return Letter(
        id=row["id"],
        patient=row["patient"],
        practice_name=row["practice_name"],
        practice_phone=row["practice_phone"],
        title=row["title"],
        kind=row["kind"],
        author=row["author"],
        written_on=row["written_on"],
        shown_at=row["shown_at"],
        explanation=row["explanation"],
        size=row["file_size"],
        pages=row["file_pages"],
        is_rebuilt=row["file_is_rebuilt"],
        accorded_role=row["accorded_role"] or "",
    )


def with_words(found: Report, row: Any) -> Report:
    """Read which words of a shown report are explained."""
    said = (found.conclusion, found.meaning, found.what_to_do)
    return msgspec.structs.replace(found, words=explained(said, words_along(row)))


def letter_with_words(row: Any) -> Letter:
    """Read a shown letter with the words of its explanation that are explained."""
    found = letter(row)
    words = explained((found.explanation,), words_along(row))
    return msgspec.structs.replace(found, words=words)


def sealed_text(row: Any) -> SealedText:
    """Read the text of a letter."""
    return SealedText(row["id"], row["text_sealed"], row["text_is_cut"])


def sealed_file(row: Any) -> SealedFile:
    """Read a letter's file."""
    return SealedFile(row["id"], row["patient"], row["file_sealed"], row["written_on"])


def episode(row: Any, lines: tuple[JournalLine, ...] = ()) -> Episode:
    """Read a shown episode."""
    return Episode(
        id=row["id"],
        patient=row["patient"],
        practice_name=row["practice_name"],
        title=row["title"],
        is_closed=row["is_closed"],
        started_on=row["started_on"],
        last_contact_on=row["last_contact_on"],
        lines=lines,
    )


def line(row: Any) -> JournalLine:
    """Read a shown journal line."""
    return JournalLine(
        id=row["id"],
        kind=LineKind(row["kind"]),
        body=row["body"],
        recorded_on=row["recorded_on"],
        contact=row["contact"],
        practitioner_role=row["practitioner_role"] or "",
    )
