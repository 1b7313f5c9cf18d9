"""Somebody we may write to."""

from uuid import UUID

import msgspec

from portal.post.model import Kind

# What each side may switch on and off; all of them are on until somebody chooses.
OF_PATIENTS = (Kind.NEWS, Kind.REQUEST_DECIDED)
OF_EMPLOYEES = (Kind.REQUEST_WAITING,)


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """
    A person or an employee, with what a message to them needs.

    `practice` is who sees whether it arrived, `practice_name` in whose name it is written.
    """

    id: UUID
    is_employee: bool = False
    name: str = ""
    language: str = "nl"
    practice: UUID | None = None
    practice_name: str = ""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What this reader may switch on and off."""
        return OF_EMPLOYEES if self.is_employee else OF_PATIENTS


class InUse(msgspec.Struct, frozen=True):
    """The addresses of somebody: in use, and waiting to be confirmed; empty where there is none."""

    current: str = ""
    waiting: str = ""
