"""
Finding a patient of one's own practice.

A search is a line; it says how was searched, never for what. What is found says whose file it is.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.bsn import masked
from consent.errors import NotFound
from consent.model import Actor, Grant, PersonName
from consent.queries import enrolments as queries
from consent.register.names import NameUse, RegisteredName
from consent.register.people import BSN_COLUMN, numbered
from consent.vault import Vault


class By(StrEnum):
    """How is searched; it stands in the line."""

    BSN = "bsn"
    NAME = "name"
    NUMBER = "number"


class Wanted(msgspec.Struct, frozen=True):
    """Who is looked for: `text` is a BSN, a dossier number or a surname; `born` with a surname."""

    by: By
    text: str
    born: str = ""


class Found(msgspec.Struct, frozen=True):
    """
    Somebody enrolled here; `released` when their file is open for them online.

    `is_dead` of who was enrolled here and died; whoever left otherwise is found no more.
    """

    id: UUID
    number: str
    name: PersonName
    born: str
    released: bool
    is_dead: bool = False


class Registered(msgspec.Struct, frozen=True):
    """What a file says of its person; `bsn` shows the last three digits, empty without one."""

    id: UUID
    number: str
    name: RegisteredName
    born: str
    bsn: str
    no_bsn_reason: str
    since: datetime
    died_on: date | None = None


async def find(clerk: Actor, vault: Vault, wanted: Wanted, at: datetime) -> list[Found]:
    """
    Find patients of the clerk's practice, also who died, at most twenty, and write its line.

    Raises:
        NotFound: the clerk has no active practice.

    """
    if clerk.practice is None:
        raise NotFound
    event = Event(
        Action.PATIENT_SEARCH,
        at,
        practice=clerk.practice,
        object_id=clerk.practice,
        detail=wanted.by.value,
    )
    await accesslog.record(clerk, event)
    return [_found(row) for row in await _rows(clerk.practice, vault, wanted)]


async def registered(grant: Grant, vault: Vault) -> Registered | None:
    """Give what the practice registered of the person of a file that was opened for review."""
    row = await queries.registered(grant.patient) if grant.preview else None
    return _registered(row, vault) if row else None


async def _rows(practice: UUID, vault: Vault, wanted: Wanted) -> Sequence[Any]:
    match wanted.by:
        case By.BSN:
            return await queries.by_bsn_keys(practice, vault.bsn_keys(wanted.text))
        case By.NUMBER:
            return await queries.by_number(practice, numbered(int(wanted.text)))
        case By.NAME:
            return await queries.by_name(practice, wanted.text, wanted.born)


def _found(row: Any) -> Found:
    name = PersonName.of(row)
    return Found(
        row["id"], row["number"], name, row["born"], row["released"], bool(row["ended_reason"])
    )


def _registered(row: Any, vault: Vault) -> Registered:
    sealed = row["bsn_sealed"]
    own = (row["own_prefix"], row["own_family"])
    # Who came in by a message has one surname: the one that is used.
    prefix, family = own if row["own_family"] else (row["prefix"], row["family"])
    return Registered(
        id=row["id"],
        number=row["number"],
        name=RegisteredName(
            given=row["given"],
            own_prefix=prefix,
            own_family=family,
            partner_prefix=row["partner_prefix"],
            partner_family=row["partner_family"],
            use=NameUse(row["name_use"]),
        ),
        born=row["born"],
        bsn=masked(vault.open(bytes(sealed), BSN_COLUMN, row["person"]).decode()) if sealed else "",
        no_bsn_reason=row["no_bsn_reason"],
        since=row["enrolled_at"],
        died_on=row["died_on"],
    )
