"""Draws readers and files for the oracle: everything that can differ, most of it around a rule."""

import random
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from consent.dates import LOCAL
from consent.facts import FileFacts
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Function,
    Handling,
    Parents,
    Patient,
    PersonName,
    ReleaseStatus,
    Right,
    Standing,
)
from consent.representation.model import Choice, Presence, Representation

PATIENT, OTHER, HERE, FILE, RELEASE, ONE, SECRET = (UUID(int=number) for number in range(1, 8))
BORN = (
    "2014-03-30", "2012-02-29", "2014-10-26", "2014-03", "2012-02", "2014", "2010-10-25",
    "2010-03-29", "2013-12", "2012-01", "2008-02-29", "2010", "1960", "1951-12-31", "",
    "2014-00-11", "2010-00-31",
)  # fmt: skip
READERS = (
    Actor(ActorKind.PERSON, Function.PATIENT, id=PATIENT),
    Actor(ActorKind.PERSON, Function.PARENT, id=OTHER, subject=PATIENT),
)
STRANGERS = (
    Actor(ActorKind.PERSON, Function.PARENT, id=HERE, subject=PATIENT),
    Actor(ActorKind.PERSON, Function.PATIENT, id=OTHER),
    Actor(ActorKind.PERSON, Function.PATIENT),
    Actor(ActorKind.PERSON, Function.PARENT, id=PATIENT, subject=OTHER),
    Actor(ActorKind.EMPLOYEE, Function.GP, id=PATIENT, practice=HERE, rights=frozenset(Right)),
    Actor(ActorKind.RULE, Function.RULE),
    Actor(ActorKind.OPERATOR, Function.OPERATOR, id=PATIENT),
)


def latest(born: str) -> tuple[int, int, int]:
    """Give the parts of a birth date, the last possible ones where they are not known."""
    parts = [int(part) for part in (born or "2014").split("-")]
    year, month = parts[0], (parts[1] if len(parts) > 1 else 0) or 12
    return year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1]


def turning(chance: random.Random, born: str) -> date:
    """Give a day on or beside a birthday that matters, or any day."""
    year, month, day = latest(born)
    around = chance.choice((12, 12, 14, 16, 16, 18))
    near = date(year + around, month, min(day, 28)) + timedelta(days=max(day - 28, 0))
    near += timedelta(days=chance.choice((-2, -1, -1, 0, 0, 0, 1, 4, -30, 200)))
    return chance.choice((near, near, near, near + timedelta(days=chance.randint(-500, 500))))


def moment(chance: random.Random, on: date) -> datetime:
    """Give the first, the last or another moment of a local day, in UTC."""
    start = datetime.combine(on, time.min, LOCAL).astimezone(UTC)
    off = chance.choice((0, 0, -1, 3_600_000_000, 43_200_000_000))
    return start + timedelta(microseconds=off)


def agreements(chance: random.Random) -> Agreements:
    """Draw what a practice agreed on, the facilities mostly on."""
    return Agreements(
        journal=chance.random() < 0.85,
        results=chance.random() < 0.85,
        handling=chance.choice(tuple(Handling)),
        journal_from=chance.choice((None, date(2020, 7, 1))),
        under_16=chance.random() < 0.5,
        parents=chance.choice((*Parents, Parents.UNDER_16, Parents.UNDER_16)),
    )


def representation(chance: random.Random, born: str, on: date) -> Representation:
    """Draw a representation that mostly holds on a day."""
    near = (on, on + timedelta(days=1), on + timedelta(days=chance.randint(27, 40)))
    always = date(1960, 1, 1)
    starts = chance.choice((always, always, always, turning(chance, born), *near))
    ends = chance.choice((None, None, None, on, on - timedelta(days=1), on + timedelta(days=3)))
    choice = Choice(
        chance.random() < 0.75,
        moment(chance, chance.choice((on, turning(chance, born)))),
        frozenset(chance.choice(((), (SECRET,)))),
    )
    return Representation(
        id=ONE,
        representative=OTHER,
        kind=chance.choice((*[one for one in Standing if one != "self"], *PARENTAL)),
        presence=chance.choice(tuple(Presence)),
        starts_on=starts,
        ends_on=ends,
        choice=chance.choice((None, choice, choice, choice)),
        is_blocked=chance.random() < 0.1,
    )


PARENTAL = (Standing.PARENT, Standing.GUARDIAN, Standing.PARENT)


def case(chance: random.Random) -> tuple[Actor, FileFacts, datetime]:
    """Draw a reader, a file and a moment."""
    born = chance.choice(BORN)
    on = turning(chance, born)
    at = moment(chance, on)
    reader = chance.choice(READERS if chance.random() < 0.9 else STRANGERS)
    status = chance.choice((None, *[ReleaseStatus.ACTIVE] * 6))
    released = chance.choice((at, at - timedelta(days=20), moment(chance, turning(chance, born))))
    one = representation(chance, born, on)
    facts = FileFacts(
        Patient(FILE, PATIENT, HERE, "De Linde", "030", "P1", PersonName("A", "", "B"), born),
        agreements(chance),
        release=RELEASE if status else None,
        release_status=status,
        open_request=chance.random() < 0.1,
        released_at=min(released, at) if status else None,
        representation=one if reader.subject and chance.random() < 0.95 else None,
    )
    return reader, facts, at
