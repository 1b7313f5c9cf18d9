"""Who may open a file, once more: read from the law and the sector's rules, not from the policy."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from consent.facts import FileFacts
from consent.model import Actor, Agreements, Section
from consent.representation.model import Choice, Representation

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CHILD, YOUTH, ADULT, UNSURE = "child", "youth", "adult", "unsure"
AUTHORITY = ("parent", "guardian")
BY_A_JUDGE = ("curator", "mentor")


def day_of(at: datetime) -> date:
    """Give the day it is in the Netherlands."""
    return at.astimezone(AMSTERDAM).date()


def stage_of_life(born: str, on: date) -> str:
    """Count candles the long way: one birthday after another, as the youngest one can be."""
    if not born:
        return UNSURE
    parts = [int(part) for part in born.split("-")]
    # The last month may be the one that nobody knows.
    year, month = parts[0], (parts[1] if len(parts) > 1 else 0) or 12
    day = parts[2] if len(parts) > 2 else 31
    candles = 0
    for later in range(year + 1, on.year + 1):
        candles += _born_day(later, month, day, whole=len(parts) == 3, year=year) <= on
    return CHILD if candles < 12 else YOUTH if candles < 16 else ADULT


def _born_day(later: int, month: int, day: int, *, whole: bool, year: int) -> date:
    """Give the birthday of a year; the last day of a month is what is known of a month alone."""
    if not whole:
        day = _last_day(year, month)
    return date(later, month, day) if day <= _last_day(later, month) else date(later, month + 1, 1)


def _last_day(year: int, month: int) -> int:
    first_of_next = date(year + (month == 12), month % 12 + 1, 1)
    return (first_of_next - timedelta(days=1)).day


def opens(reader: Actor, facts: FileFacts, at: datetime) -> bool:
    """Tell whether this reader sees something of this file now."""
    if facts.release is None or facts.release_status != "active" or facts.released_at is None:
        return False
    if not facts.agreements.journal and not facts.agreements.results:
        return False
    if is_own(reader, facts):
        return stage_of_life(facts.patient.born, day_of(at)) != CHILD
    if not is_for_another(reader, facts):
        return False
    one = facts.representation
    assert one is not None
    holds = lawful(one, facts, day_of(at)) and not one.is_blocked
    return holds and not outgrown(one, facts.patient.born, facts.released_at, day_of(at))


def is_own(reader: Actor, facts: FileFacts) -> bool:
    """Tell whether somebody comes for themselves."""
    me = reader.id == facts.patient.person and reader.id is not None
    return reader.kind == "person" and me and reader.subject is None


def is_for_another(reader: Actor, facts: FileFacts) -> bool:
    """Tell whether somebody comes for the patient whom they are registered for."""
    if reader.kind != "person" or reader.subject != facts.patient.person:
        return False
    return facts.representation is not None and facts.representation.representative == reader.id


def lawful(one: Representation, facts: FileFacts, on: date) -> bool:
    """Tell whether the law and the practice let somebody act on this day."""
    if on < one.starts_on or (one.ends_on is not None and on > one.ends_on):
        return False
    life = stage_of_life(facts.patient.born, on)
    if life == ADULT:
        return one.kind == "mandatee" or one.kind in BY_A_JUDGE
    if life == UNSURE or one.kind not in AUTHORITY:
        return False
    if life == CHILD:
        return _offers(facts.agreements, CHILD)
    asked = one.presence == "incapable" or _is_yes(one.choice, facts.patient.born)
    return _offers(facts.agreements, YOUTH) and asked


def _offers(agreements: Agreements, life: str) -> bool:
    return agreements.parents == "under_16" or (life == CHILD and agreements.parents == "under_12")


def _is_yes(choice: Choice | None, born: str) -> bool:
    """Tell whether a youth said yes; what was said in childhood is not theirs."""
    said = choice is not None and choice.allowed
    return said and choice is not None and stage_of_life(born, day_of(choice.at)) == YOUTH


def outgrown(one: Representation, born: str, released_at: datetime, on: date) -> bool:
    """Tell whether a birthday came after the release, counted from when it could first be used."""
    first_use = max(day_of(released_at), one.starts_on)
    return stage_of_life(born, first_use) != stage_of_life(born, on)


def left_out(reader: Actor, facts: FileFacts) -> frozenset[object]:
    """Give the episodes that a youth kept from this reader."""
    one = facts.representation
    if is_own(reader, facts) or one is None or one.choice is None:
        return frozenset()
    return frozenset(one.choice.left_out)


def parts(agreements: Agreements) -> set[Section]:
    """Give the parts of a file that the two facilities open, letters and summary with either."""
    found = {Section.JOURNAL} if agreements.journal else set()
    found |= {Section.RESULTS, Section.MEASUREMENTS} if agreements.results else set()
    either = {Section.LETTERS, Section.MEDICATION, Section.VACCINATIONS}
    return found | ({*either, Section.HYPERSENSITIVITIES} if found else set())


def asks(reader: Actor, facts: FileFacts, at: datetime) -> bool:
    """Tell whether somebody can ask for this file now."""
    if not (facts.agreements.journal and facts.agreements.results) or facts.open_request:
        return False
    in_force = facts.release is not None
    if is_own(reader, facts):
        return stage_of_life(facts.patient.born, day_of(at)) != CHILD and not in_force
    if not is_for_another(reader, facts):
        return False
    one, on = facts.representation, day_of(at)
    assert one is not None
    first = first_day(one, on)
    if in_force and facts.released_at is not None:
        in_force = not outgrown(one, facts.patient.born, facts.released_at, first)
    return lawful(one, facts, first) and not in_force


def first_day(one: Representation, on: date) -> date:
    """Give the day that is asked for: a representation can be asked for a month beforehand."""
    start = one.starts_on
    year, month = (start.year, start.month - 1) if start.month > 1 else (start.year - 1, 12)
    month_before = date(year, month, min(start.day, _last_day(year, month)))
    return start if month_before <= on < start else on


def may_be_let_in(facts: FileFacts, reader: UUID, at: datetime) -> bool:
    """Tell whether a person may say yes to a request: to the patient always, it is theirs."""
    if reader == facts.patient.person:
        return True
    one = facts.representation
    if one is None or one.representative != reader or one.is_blocked:
        return False
    return lawful(one, facts, first_day(one, day_of(at)))


def by_itself(reader: Actor, facts: FileFacts, at: datetime) -> bool:
    """Tell whether a rule may let somebody in: the patient in person, of 16 or older."""
    adult = stage_of_life(facts.patient.born, day_of(at)) == ADULT
    return is_own(reader, facts) and adult and facts.agreements.handling == "automatic"


def reads_log(reader: Actor, facts: FileFacts, at: datetime) -> str:
    """Give as whom somebody reads the log: patients always, others while the file is open."""
    if is_own(reader, facts):
        return "self"
    return (
        str(facts.representation.kind) if facts.representation and opens(reader, facts, at) else ""
    )
