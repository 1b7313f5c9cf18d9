"""Our reader and another one on the same message: where they say something else."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from publishing.intake.faults import FaultReason, Unreadable
from publishing.intake.items import Item
from publishing.intake.measuring import MeasuredRead
from publishing.intake.model import Code, Moment
from publishing.intake.reader import read
from publishing.intake.reads import PatientRead, Range
from unit.opinion.fhir import READERS
from unit.opinion.models import Opinions

WHOLE, READ, REFUSED = "whole", "read", "refused"
# What is read with the help of another resource, which the library may have refused.
BY_NEIGHBOURS = frozenset(
    {
        *("author", "contact", "contact_episodes", "episodes", "icpc", "laboratory", "members"),
        *(
            "organisation",
            "practitioner",
            "results",
            "specimen",
            "taken",
            "title",
            "file",
            "orders",
        ),
    }
)
# Refused by us and by no library, because a person has to look at it.
BY_DESIGN = frozenset({FaultReason.STATUS_UNKNOWN, FaultReason.LINE_KIND_UNKNOWN})


class Differs(NamedTuple):
    """What was read differently: where, of what, which field, and both values."""

    path: str
    kind: str
    field: str
    ours: Any
    theirs: Any


class Agreement(NamedTuple):
    """How many things and fields were compared, what differs, and what one reader refused."""

    things: int
    fields: int
    differs: list[Differs]
    refused: list[Differs]


def about_fhir(body: bytes) -> Agreement:
    """Compare what we keep of every resource of a message with what fhir.resources read."""
    items, opinions = read(body), Opinions(body)
    if isinstance(items, Unreadable):
        theirs = sum(model is not None for _, model in opinions.models)
        whole = Differs(items.place, "", WHOLE, items.reason, theirs)
        return Agreement(0, 0, [], [whole])
    things, fields, differs, not_read = 0, 0, list[Differs](), list[Differs]()
    is_whole = all(model is not None for _, model in opinions.models)
    for item, (_, model) in zip(items, opinions.models, strict=True):
        if model is None or item.fault is not None:
            not_read += refused(item, is_read=model is not None)
        elif reader := READERS.get(type(item.read).__name__):
            theirs_of = reader(model, opinions)
            compared = [one for one in theirs_of if is_whole or one not in BY_NEIGHBOURS]
            things, fields = things + 1, fields + len(compared)
            differs += different(item, {one: theirs_of[one] for one in compared})
    return Agreement(things, fields, differs, not_read)


def refused(item: Item, *, is_read: bool) -> Iterator[Differs]:
    """Give what one of the two refuses and the other reads."""
    if is_read:
        yield Differs(item.path, item.kind, WHOLE, item.fault and item.fault.reason, READ)
    elif item.fault is None:
        yield Differs(item.path, item.kind, WHOLE, READ, REFUSED)


def different(item: Item, theirs: dict[str, Any]) -> Iterator[Differs]:
    """Give the fields of one item that are not the same."""
    for field, other in theirs.items():
        ours = kept(item.read, field)
        if not is_same(ours, other):
            yield Differs(item.path, type(item.read).__name__, field, ours, other)


def kept(found: Any, field: str) -> Any:
    """Give a field of ours as plainly as another reader gives it."""
    if isinstance(found, PatientRead) and field not in {"born", "sex", "numbers"}:
        used = found.name.used
        if field == "surname":
            return f"{used.prefix} {used.family}".strip()
        return getattr(found.name, field)
    return plain(getattr(found, field))


def plain(value: Any) -> Any:
    """Give a value without structs of ours."""
    if isinstance(value, Moment):
        return value.at
    if isinstance(value, Code):
        return [value.system, value.code, value.display]
    if isinstance(value, MeasuredRead):
        return [plain(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, Range):
        return [value.low, value.high, value.unit, value.text]
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def is_same(ours: Any, theirs: Any) -> bool:
    """Tell whether two values are the same: numbers by every digit, however they are written."""
    theirs = plain(theirs)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(is_same, ours, theirs))
    if isinstance(ours, datetime) and isinstance(theirs, datetime):
        return ours == theirs
    if isinstance(ours, str) and isinstance(theirs, str):
        return ours == theirs.strip() or (digits(ours) or ours) == digits(theirs)
    return bool(ours == theirs)


def digits(text: str) -> Any:
    """Give a number with all its digits, so that 5.40 is not 5.4; None where it is none."""
    try:
        return Decimal(text).as_tuple()
    except InvalidOperation:
        return None
