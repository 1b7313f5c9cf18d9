"""
Reads a posted form into a Struct of raw text.

A field that the form does not have, or a single field sent twice, was not made by our page and is
refused as a whole; what a person typed is kept as it is, so that it can be shown again with its
faults.
"""

from collections.abc import Iterable
from typing import TypeVar, get_origin
from uuid import UUID

import msgspec

F = TypeVar("F", bound=msgspec.Struct)

LONGEST_TEXT = 4000
"""Characters in one field; longer is refused with the field named, never cut off."""

_LINE_CHARACTERS = {"\n", "\t"}


class Malformed(Exception):  # noqa: N818 - it names what the form is
    """The form was not made by our page. Carries a code and a field name, never a value."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(f"{code}:{field}" if field else code)
        self.code = code
        self.field = field


class FieldFault(msgspec.Struct, frozen=True):
    """One thing a person has to mend: the field, and the code of the sentence that says what."""

    field: str
    code: str


def read(kind: type[F], pairs: Iterable[tuple[str, object]], *, skip: str = "") -> F:
    """
    Put the posted pairs into the fields of `kind`, all of which are `str` or `tuple[str, ...]`.

    `skip` is the name of the field of the CSRF token. A list keeps the order in which it came and
    holds each value once.

    Raises:
        Malformed: an unknown field, a single field sent twice, an upload or a control character.

    """
    lists = {field.name: _is_list(field.type) for field in msgspec.structs.fields(kind)}
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if name != skip:
            found.setdefault(_known(name, lists), []).append(_clean(name, value))
    return kind(**{name: _shaped(name, found[name], is_list=lists[name]) for name in found})


def ids(values: tuple[str, ...]) -> frozenset[UUID]:
    """
    Read the ids of ticks.

    Raises:
        Malformed: a value that is no id, so not made by our page.

    """
    return frozenset(id_in(value) for value in values)


def id_in(value: str, field: str = "") -> UUID:
    """
    Read the id in a field that nobody types in.

    Raises:
        Malformed: it is no id, so not made by our page.

    """
    try:
        return UUID(value)
    except ValueError as error:
        raise Malformed("not_an_id", field) from error


def chosen_id(value: object) -> UUID | None:
    """Read the id of a choice; None when nothing was chosen that can be."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def too_long(form: msgspec.Struct) -> tuple[FieldFault, ...]:
    """Name the fields that hold more text than a page can carry."""
    values = msgspec.structs.asdict(form).items()
    return tuple(
        FieldFault(name, "too_long")
        for name, value in values
        if isinstance(value, str) and len(value) > LONGEST_TEXT
    )


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) is tuple


def _known(name: str, lists: dict[str, bool]) -> str:
    if name not in lists:
        raise Malformed("unknown_field")
    return name


def _clean(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise Malformed("not_text", name)
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(ord(sign) < ord(" ") and sign not in _LINE_CHARACTERS for sign in text):
        raise Malformed("control_character", name)
    return text


def _shaped(name: str, values: list[str], *, is_list: bool) -> str | tuple[str, ...]:
    if is_list:
        return tuple(dict.fromkeys(values))
    if len(values) > 1:
        raise Malformed("repeated_field", name)
    return values[0]
