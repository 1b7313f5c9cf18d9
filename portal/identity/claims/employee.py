"""Which employee a login is about: UZI number, and for which organisations they may act."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from portal.identity.errors import rejected

MOST_RELATIONS = 50
LONGEST_NAME = 200
_UZI = re.compile(r"[0-9A-Za-z-]{1,40}")
_URA = re.compile(r"[0-9]{8}")
_ROLE = re.compile(r"[0-9A-Za-z.]{1,20}")


class Relation(msgspec.Struct, frozen=True):
    """One organisation somebody works for: its number (URA, eight digits), name and their roles."""

    ura: str
    name: str
    roles: tuple[str, ...]


class Employee(msgspec.Struct, frozen=True):
    """Somebody as the provider of employees describes them; what they may do is for us to say."""

    uzi_id: str
    name: str
    relations: tuple[Relation, ...]


def employee_of(names: Sequence[str], statements: Sequence[Mapping[str, Any]]) -> Employee:
    """
    Give the employee; `names` are the claims that hold the UZI number, all alike.

    Raises:
        LoginFailed: no number, two that differ, or no organisation.

    """
    stated = {
        s[name] if isinstance(s[name], str) else ""
        for s in statements
        for name in names
        if name in s
    }
    if len(stated) != 1:
        raise rejected("uzi_contradiction" if stated else "uzi_missing")
    uzi_id = stated.pop()
    if not _UZI.fullmatch(uzi_id):
        raise rejected("uzi_invalid")
    told: dict[str, Any] = {}
    for statement in statements:
        told.update(statement)
    return Employee(uzi_id, _name(told), _relations(told.get("relations")))


def _relations(value: object) -> tuple[Relation, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_RELATIONS:
        raise rejected("relations")
    return tuple(_relation(member) for member in value)


def _relation(value: object) -> Relation:
    if not isinstance(value, dict) or not _matches(_URA, value.get("ura")):
        raise rejected("relation_ura")
    roles = value.get("roles", [])
    if not isinstance(roles, list) or not all(_matches(_ROLE, role) for role in roles):
        raise rejected("relation_roles")
    return Relation(value["ura"], _text(value.get("entity_name")), tuple(roles))


def _name(told: Mapping[str, Any]) -> str:
    parts = (_text(told.get(name)) for name in ("initials", "surname_prefix", "surname"))
    return " ".join(part for part in parts if part) or _text(told.get("name"))


def _text(value: object) -> str:
    # Shown on our pages: one line, not endless.
    return " ".join(value.split())[:LONGEST_NAME] if isinstance(value, str) else ""


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
