"""
Does what a message says of a person fit who is registered under that BSN?

A BSN alone may be mistyped into another's; a birth date or surname that contradicts it shows so.
Total functions of what both sides say; nothing is ever found by them.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent.dates import may_be_one
from consent.queries import enrolments as queries
from consent.register.names import RegisteredName

# Words of surnames that many people share.
# fmt: off
PREFIXES = frozenset(
    {
        "a", "al", "am", "auf", "da", "de", "del", "den", "der", "des", "di", "dos", "du",
        "el", "en", "het", "in", "la", "le", "les", "ten", "ter", "te", "the", "tot", "uit",
        "uijt", "van", "vanden", "vander", "von", "voor", "zu", "zum", "zur",
    }
)
# fmt: on
_WORDS = re.compile(r"[^\W\d_]+")


class Difference(StrEnum):
    """What contradicts."""

    BORN = "born"
    NAME = "name"


class Identity(msgspec.Struct, frozen=True):
    """What one side says: every surname it knows, and a birth date that may be partial."""

    surnames: tuple[str, ...]
    born: str

    def __repr__(self) -> str:
        """Show nothing of a person."""
        return "Identity()"


def stated(name: RegisteredName, born: str) -> Identity:
    """Give what a message says of a person."""
    return Identity((name.own_family, name.partner_family), born)


async def known(file: UUID) -> Identity:
    """Give what is registered of the person of a file."""
    row: Any = await queries.registered(file)
    return Identity((row["family"], row["own_family"], row["partner_family"]), row["born"])


def differences(one: Identity, other: Identity) -> frozenset[Difference]:
    """
    Say what of two identities cannot be of the same person.

    A part of a birth date fits every date that it is part of; one surname in common is enough,
    whichever of the two somebody goes by. What is not known contradicts nothing.
    """
    found = set()
    if not may_be_one(one.born, other.born):
        found.add(Difference.BORN)
    first, second = _words(one), _words(other)
    if first and second and not first & second:
        found.add(Difference.NAME)
    return frozenset(found)


def _words(identity: Identity) -> set[str]:
    plain = unicodedata.normalize("NFKD", " ".join(identity.surnames)).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return set(_WORDS.findall(letters)) - PREFIXES
