"""Reading a message in a test: its items, and what was read of one."""

from typing import TypeVar

from publishing.intake.faults import Fault, Unreadable
from publishing.intake.items import Item
from publishing.intake.reader import read
from support.messages import Resource, body, bundle, patient

T = TypeVar("T")
NUMBER = "999900225"


def items(message: bytes | Resource) -> list[Item]:
    """Read a message that can be read."""
    found = read(message if isinstance(message, bytes) else body(message))
    assert isinstance(found, list), found
    assert all((item.read is None) is (item.fault is not None) for item in found)
    return found


def reads(message: bytes | Resource, kind: type[T]) -> list[T]:
    """Give all that was read of one kind."""
    return [item.read for item in items(message) if isinstance(item.read, kind)]


def one(resource: Resource, kind: type[T]) -> T:
    """Give what was read of one resource of a patient."""
    [found] = reads(bundle(patient(NUMBER), resource), kind)
    return found


def fault(resource: Resource) -> Fault:
    """Give the fault of one resource of a patient; its patient has none."""
    first, last = items(bundle(patient(NUMBER), resource))
    assert first.fault is None
    assert last.fault is not None
    return last.fault


def unreadable(message: bytes) -> str:
    """Give why nothing of a message can be read."""
    found = read(message)
    assert isinstance(found, Unreadable)
    return found.reason.value
