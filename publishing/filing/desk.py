"""What a clerk has on the desk while one message is filed: who sent it, whose it is, its items."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from consent.register.sources import Source
from consent.vault import Vault
from publishing.filing.survey import Survey
from publishing.intake.faults import FaultReason, Faulty
from publishing.intake.items import Item


class Terms(msgspec.Struct, frozen=True):
    """
    On which terms an installation takes things in.

    `takes_tests` where nothing is about real people: elsewhere a test is put aside. `scanner`
    looks for malware in files; "" where there is none.
    """

    takes_tests: bool = False
    scanner: str = ""


class Desk(msgspec.Struct, frozen=True):
    """
    One message that is being filed.

    `stated` is the file that an employee (`stated_by`) says it belongs to, None when nobody did;
    `at` is when it came, in UTC. `reached` collects the files that have their log line.
    """

    message: UUID
    source: Source
    vault: Vault
    survey: Survey
    at: datetime
    stated: UUID | None = None
    stated_by: str = ""
    request_id: str = ""
    terms: Terms = Terms()
    reached: set[UUID] = msgspec.field(default_factory=set)


class Paper(msgspec.Struct, frozen=True):
    """One item on its way into one file; `patient` is None where it is about nobody."""

    desk: Desk
    item: Item
    patient: UUID | None

    @property
    def file(self) -> UUID:
        """
        The file it goes into.

        Raises:
            Faulty: it belongs to nobody.

        """
        if self.patient is None:
            raise Faulty(self.item.path, FaultReason.PATIENT_MISSING)
        return self.patient

    @property
    def names(self) -> Sequence[str]:
        """Every name under which its source may refer to it."""
        return (self.item.key, *self.item.aliases)

    def refuse(self, reason: FaultReason, name: str = "") -> Faulty:
        """Make the error that puts this item aside."""
        return Faulty(f"{self.item.path}.{name}" if name else self.item.path, reason)
