"""
What a manager may do with rights: give, take, let somebody begin and let somebody leave.

Every change is a line of the practice's log and a row of its own account. Nobody takes the right
to change employees from themselves, and two keep it, or somebody is named who can step in.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.accesslog import Event, record
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, Function, Reason, Right
from consent.queries import employees as queries
from consent.register.colleagues import Colleague, Door, colleague, colleagues, practice_of
from consent.register.employees import NewEmployee, employ
from consent.statements import hold

ENOUGH_MANAGERS = 2
Changes = list[tuple[Action, str, str]]


class Wanted(msgspec.Struct, frozen=True):
    """What somebody is to be and to be allowed; `seen` are the rights that the page showed."""

    function: Function
    agb: str
    rights: frozenset[Right]
    seen: frozenset[Right]


async def add(manager: Actor, new: NewEmployee, at: datetime) -> UUID:
    """
    Let somebody work at the manager's practice from now on, and give the membership.

    Who worked here before gets their own membership back, with the rights that are given now.

    Raises:
        Refused: the manager's right is missing, or they work here already.

    """
    practice = await hold_practice(manager, at)
    known = await _known(practice, new)
    if known and (known["ended_at"] is None or known["ended_at"] > at):
        raise Refused(Reason.ALREADY_EMPLOYED, practice=practice)
    if known:
        membership: UUID = known["id"]
        await queries.set_membership(membership, _back(new, at))
    else:
        membership = await employ(new, practice, at)
    given = [(Action.RIGHT_GIVE, "give", right.value) for right in sorted(new.rights)]
    added = (Action.EMPLOYEE_ADD, "add", new.function.value)
    await _note(manager, membership, [added, *given], at)
    return membership


async def renew_login(manager: Actor, membership: UUID, at: datetime) -> Colleague:
    """
    Let a manager give somebody of their practice a new link for their account, with its line.

    Raises:
        NotFound: nobody of this practice who comes by an account, or they have left.
        Refused: the right is missing, or they work elsewhere: who holds the link comes in there.

    """
    known = await _held(manager, membership, at)
    if known.door is not Door.ACCOUNT:
        raise NotFound
    practice = practice_of(manager)
    if await queries.works_elsewhere(known.employee, practice):
        raise Refused(Reason.NOT_YOUR_PRACTICE, practice=practice)
    await _note(manager, membership, [(Action.EMPLOYEE_CHANGE, "link", "")], at)
    return known


async def change(manager: Actor, membership: UUID, wanted: Wanted, at: datetime) -> int:
    """
    Set what somebody is and may do, and give how much changed.

    Raises:
        NotFound: nobody of this practice, or they have left.
        Refused: the right is missing, it is their own last right, or managers would be missing.
        AlreadyDecided: their rights are others than the page showed.

    """
    known = await _held(manager, membership, at)
    if known.rights != wanted.seen:
        raise AlreadyDecided(Reason.LIST_CHANGED, practice=manager.practice)
    if known.is_manager and Right.EMPLOYEES_CHANGE not in wanted.rights:
        await _check_managers(manager, known, at)
    changes = _differences(known, wanted)
    if not changes:
        return 0
    await queries.set_membership(
        membership,
        {
            "function": wanted.function.value,
            "agb": wanted.agb or None,
            "rights": sorted(right.value for right in wanted.rights),
        },
    )
    await _note(manager, membership, changes, at)
    return len(changes)


async def leave(manager: Actor, membership: UUID, at: datetime) -> None:
    """
    Let somebody no longer work at this practice from this moment; what they did stays theirs.

    Raises:
        NotFound, Refused: as `change`.

    """
    known = await _held(manager, membership, at)
    if known.is_manager or membership == manager.id:
        await _check_managers(manager, known, at)
    await queries.set_membership(membership, {"ended_at": at})
    await _note(manager, membership, [(Action.EMPLOYEE_LEAVE, "leave", "")], at)


async def name_fallback(manager: Actor, name: str, at: datetime) -> None:
    """
    Name who can step in when the only manager cannot; empty: nobody.

    Raises:
        Refused: the right is missing, or managers are missing without a name.

    """
    practice = await hold_practice(manager, at)
    if not name and len(await managers(manager, at)) < ENOUGH_MANAGERS:
        raise Refused(Reason.MANAGER_MISSING, practice=practice)
    await queries.name_fallback(practice, name)
    await record(manager, Event(Action.FALLBACK_NAME, at, practice=practice, object_id=practice))


async def hold_practice(manager: Actor, at: datetime) -> UUID:
    """
    Hold the practice's list of employees, so that two managers do not undo each other's right.

    Raises:
        Refused: the manager's right is missing, perhaps since a moment ago.

    """
    practice = practice_of(manager)
    await hold(practice)
    if manager.id not in {one.id for one in await managers(manager, at)}:
        raise Refused(Reason.NO_RIGHT, practice=practice)
    return practice


async def managers(manager: Actor, at: datetime) -> list[Colleague]:
    """Give who may change employees at the active practice, and has not been let go since `at`."""
    here = await colleagues(manager, at)
    return [one for one in here if one.is_manager and one.ended_at is None]


async def _note(manager: Actor, membership: UUID, changes: Changes, at: datetime) -> None:
    await queries.note_changes(
        [
            {
                "id": new_id(at),
                "membership": membership,
                "what": what,
                "value": value,
                "changed_by": manager.id,
                "changed_at": at,
            }
            for _, what, value in changes
        ]
    )
    await record(
        manager,
        *(
            Event(
                action,
                at,
                practice=manager.practice,
                object_id=membership,
                detail=value if what in {"give", "take"} else what,
            )
            for action, what, value in changes
        ),
    )


async def _held(manager: Actor, membership: UUID, at: datetime) -> Colleague:
    await hold_practice(manager, at)
    known = await colleague(manager, membership)
    if known is None or (known.ended_at and known.ended_at <= at):
        raise NotFound
    return known


async def _check_managers(manager: Actor, losing: Colleague, at: datetime) -> None:
    practice = practice_of(manager)
    if losing.id == manager.id:
        raise Refused(Reason.OWN_RIGHT, practice=practice)
    left = len(await managers(manager, at)) - 1
    if left < ENOUGH_MANAGERS and not await queries.fallback(practice):
        raise Refused(Reason.MANAGER_MISSING, practice=practice)


def _differences(known: Colleague, wanted: Wanted) -> Changes:
    given = sorted(wanted.rights - known.rights)
    taken = sorted(known.rights - wanted.rights)
    changes: Changes = [(Action.RIGHT_GIVE, "give", right.value) for right in given]
    changes += [(Action.RIGHT_TAKE, "take", right.value) for right in taken]
    if wanted.function is not known.function:
        changes.append((Action.EMPLOYEE_CHANGE, "function", wanted.function.value))
    if wanted.agb != (known.agb or ""):
        changes.append((Action.EMPLOYEE_CHANGE, "agb", wanted.agb))
    return changes


async def _known(practice: UUID, new: NewEmployee) -> Any | None:
    if new.uzi_id:
        return await queries.of_number(practice, new.uzi_id)
    return await queries.of_employee(practice, new.employee) if new.employee else None


def _back(new: NewEmployee, at: datetime) -> dict[str, object]:
    return {
        "function": new.function.value,
        "agb": new.agb or None,
        "door": (Door.PROVIDER if new.uzi_id else Door.ACCOUNT).value,
        "rights": sorted(right.value for right in new.rights),
        "started_at": at,
        "ended_at": None,
    }
