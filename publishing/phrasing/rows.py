"""From database rows to the values of `publishing.phrasing.model`."""

from collections.abc import Sequence
from typing import Any

import msgspec

from publishing.phrasing.model import Code, Naming, PlainName, Template, Word, Wording
from publishing.phrasing.vocabulary import forms_in


def template(row: Any) -> Template:
    """Read a version of a text."""
    return Template(
        id=row["id"],
        template=row["template"],
        version=row["version"],
        owner=row["owner"],
        title=row["title"],
        wording=Wording(row["conclusion"], row["meaning"], row["what_to_do"]),
        is_on=row["is_on"],
        author=row["author"],
        written_at=row["written_at"],
        used=row["used"],
    )


def words(found: Sequence[Any]) -> tuple[Word, ...]:
    """Read a practice's own words."""
    return tuple(
        Word(
            word=row["word"],
            also=forms_in(row["also"]),
            means_nl=row["means_nl"],
            means_en=row["means_en"],
            is_on=row["is_on"],
            is_own=True,
        )
        for row in found
    )


def words_along(row: Any) -> tuple[Word, ...]:
    """Read the practice's words that came along with something else."""
    return words(msgspec.json.decode(row["own_words"]))


def name_along(row: Any) -> PlainName | None:
    """Read what the practice calls a determination; None: it never said, or was not asked."""
    called = row.get("own_name_nl")
    return None if called is None else PlainName(called, row["own_name_en"])


def naming(row: Any) -> Naming:
    """Read a name that a practice gave."""
    code = Code(row["code_system"], row["code"])
    return Naming(code, PlainName(row["name_nl"], row["name_en"]))
