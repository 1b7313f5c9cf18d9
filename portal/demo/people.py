"""The invented people of the demo, on both sides of every limit, read from data/people.toml."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec

from consent.model import Function, Handling, PersonName, Right, Standing
from consent.register.sources import SourceKind
from consent.representation.model import Document, Presence
from portal.demo.provider.people import Citizen, StaffMember, Workplace

DATA = Path(__file__).parent / "data"
ROLE = "01.015"


class DemoPractice(msgspec.Struct, frozen=True):
    """
    An invented practice, whether it decides by hand or by rule, and what delivers to it.

    One without `handling` has not agreed on anything yet; `logs` when its system says who looked.
    """

    name: str
    phone: str
    ura: str
    sources: dict[SourceKind, str]
    handling: Handling | None = None
    logs: bool = False


class Resident(msgspec.Struct, frozen=True):
    """
    An invented patient, who became or becomes `years` old `days` before the demo is filled.

    `asked` and `released` say how far their request is then; `represents` is the BSN for whom
    their login says that they may act.
    """

    key: str
    name: tuple[str, str, str]
    bsn: str
    years: int
    days: int
    practices: tuple[str, ...]
    nl: str
    en: str
    asked: bool = False
    released: bool = False
    represents: str = ""

    @property
    def person_name(self) -> PersonName:
        """The name in its parts."""
        return PersonName(*self.name)

    def born(self, today: date) -> date:
        """Give the birth date that makes this person as old as they are to be."""
        birthday = today - timedelta(days=self.days)
        if (birthday.month, birthday.day) == (2, 29):
            birthday -= timedelta(days=1)
        return birthday.replace(year=birthday.year - self.years)


class Acting(msgspec.Struct, frozen=True):
    """
    Who acts for a resident at a practice, after which check; without one their login says so.

    `released` when their request was granted.
    """

    representative: str
    patient: str
    practice: str
    kind: Standing
    document: Document
    presence: Presence
    released: bool = False


class Double(msgspec.Struct, frozen=True):
    """A resident whom a practice registered once more, without a BSN."""

    resident: str
    practice: str


class Colleague(msgspec.Struct, frozen=True):
    """An invented employee, the same at each practice they work for."""

    initials: str
    surname: str
    uzi_id: str
    function: Function
    practices: tuple[str, ...]
    rights: frozenset[Right]
    nl: str
    en: str
    surname_prefix: str = ""

    @property
    def name(self) -> str:
        """The name as the practice writes it."""
        return " ".join(part for part in (self.initials, self.surname_prefix, self.surname) if part)


class People(msgspec.Struct, frozen=True):
    """Everybody in the demo; `stated` are logins of residents in which they act for another."""

    practices: dict[str, DemoPractice]
    residents: tuple[Resident, ...]
    doubles: tuple[Double, ...]
    acting: tuple[Acting, ...]
    stated: tuple[Resident, ...]
    staff: tuple[Colleague, ...]


@cache
def people() -> People:
    """Read everybody, once."""
    return msgspec.toml.decode((DATA / "people.toml").read_bytes(), type=People)


def citizens(today: date) -> tuple[Citizen, ...]:
    """Give the patients as the stand-in provider knows them."""
    return tuple(
        Citizen(one.person_name.full, one.bsn, one.born(today), one.nl, one.en, one.represents)
        for one in (*people().residents, *people().stated)
    )


def staff_members() -> tuple[StaffMember, ...]:
    """Give the employees as the stand-in provider knows them."""
    practices = people().practices
    return tuple(
        StaffMember(
            initials=one.initials,
            surname=one.surname,
            surname_prefix=one.surname_prefix,
            uzi_id=one.uzi_id,
            workplaces=tuple(
                Workplace(practices[key].ura, practices[key].name, (ROLE,)) for key in one.practices
            ),
            nl=one.nl,
            en=one.en,
        )
        for one in people().staff
    )
