"""The invented people who can log in at the stand-in provider, and what it states of them."""

from datetime import date
from typing import Any, Protocol

import msgspec

from consent.bsn import InvalidBsn, normalise

# Numbers of this range are given to nobody, so that tests can use them.
TEST_RANGE = "9999"
ACTING = "urn:nl-eid-gdi:1.0:ActingSubjectID"
LEGAL = "urn:nl-eid-gdi:1.0:LegalSubjectID"


class ProviderRefused(ValueError):  # noqa: N818 - it reads as what happened
    """The stand-in provider will not run like this; the message is a sentence."""


class Workplace(msgspec.Struct, frozen=True):
    """An organisation that somebody works for: its URA number, name, and role codes."""

    ura: str
    name: str
    roles: tuple[str, ...] = ()


class Somebody(Protocol):
    """Whoever can be chosen on the page of the provider."""

    @property
    def name(self) -> str:
        """The name on the page."""
        ...

    @property
    def number(self) -> str:
        """The number that makes them one person; never on a page or in an address."""
        ...

    def claims(self) -> dict[str, Any]:
        """What the provider states of them besides the level."""
        ...


class Citizen(msgspec.Struct, frozen=True):
    """
    Somebody with a BSN. `nl` and `en` say in a few words why this person is of interest.

    `represents` is the BSN for whom this login is; empty for themselves.
    """

    name: str
    bsn: str
    born: date
    nl: str = ""
    en: str = ""
    represents: str = ""

    def __post_init__(self) -> None:
        """Refuse a number that could be somebody's."""
        numbers = (self.bsn, self.represents) if self.represents else (self.bsn,)
        if not all(map(_is_invented, numbers)):
            raise ProviderRefused("The stand-in provider takes BSNs of the test range alone.")

    @property
    def number(self) -> str:
        """The BSN."""
        return self.bsn

    def claims(self) -> dict[str, Any]:
        """The BSN, as nl-rdo-max states it; for another both numbers, as DigiD Machtigen does."""
        if not self.represents:
            return {"bsn": self.bsn}
        return {ACTING: self.bsn, LEGAL: self.represents}


class StaffMember(msgspec.Struct, frozen=True):
    """Somebody who works in care, with an UZI number."""

    initials: str
    surname: str
    uzi_id: str
    workplaces: tuple[Workplace, ...]
    surname_prefix: str = ""
    nl: str = ""
    en: str = ""

    @property
    def name(self) -> str:
        """The name on the page."""
        return " ".join(part for part in (self.initials, self.surname_prefix, self.surname) if part)

    @property
    def number(self) -> str:
        """The UZI number."""
        return self.uzi_id

    def claims(self) -> dict[str, Any]:
        """Name, number and organisations, as nl-rdo-max states them of care workers."""
        relations = [
            {"ura": place.ura, "entity_name": place.name, "roles": list(place.roles)}
            for place in self.workplaces
        ]
        return {
            "uzi_id": self.uzi_id,
            "initials": self.initials,
            "surname_prefix": self.surname_prefix,
            "surname": self.surname,
            "relations": relations,
        }


def _is_invented(bsn: str) -> bool:
    try:
        return normalise(bsn) == bsn and bsn.startswith(TEST_RANGE)
    except InvalidBsn:
        return False
