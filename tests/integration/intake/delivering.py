"""Delivering messages in a test, as a source of the practice on stage does."""

from datetime import datetime
from typing import Any

from consent.register.sources import Source, SourceKind, add_source, source_by_name
from consent.statements import fetch
from portal.database import transaction
from portal.intake.delivery import Receipt, deliver
from publishing.filing.desk import Terms
from publishing.receive import Delivery
from support.messages import Resource, body
from support.stage import PatientHere, Stage


async def source_here(stage: Stage, kind: SourceKind, name: str) -> tuple[Source, str]:
    """Let a system deliver for this practice; gives it with its credential."""
    async with transaction():
        credential = await add_source(name, kind, stage.practice, stage.at)
    source = await source_by_name(name)
    assert source is not None
    return source, credential


class Sender:
    """One source that sends messages, one after another."""

    def __init__(self, stage: Stage, source: Source) -> None:
        self.stage = stage
        self.source = source
        self.terms = Terms()

    @classmethod
    async def of(cls, stage: Stage, kind: SourceKind = SourceKind.PRACTICE_SYSTEM) -> "Sender":
        """Make a source of this kind at the practice."""
        source, _ = await source_here(stage, kind, f"{kind.value}-{stage.practice.hex[:8]}")
        return cls(stage, source)

    async def send(
        self,
        message: bytes | Resource,
        stated: PatientHere | None = None,
        at: datetime | None = None,
    ) -> Receipt:
        """Send a message; `stated` is the file an employee says it belongs to."""
        delivery = Delivery(
            source=self.source,
            body=message if isinstance(message, bytes) else body(message),
            stated=stated.id if stated else None,
            stated_by="balie" if stated else "",
            terms=self.terms,
        )
        receipt = await deliver(
            delivery, self.stage.vault, at or self.stage.at, file="test", language="nl"
        )
        assert receipt.items == receipt.accepted + receipt.duplicate + receipt.quarantined
        assert receipt.quarantined == len(receipt.faults) or receipt.unreadable
        return receipt


async def rows(sql: str, *arguments: object) -> list[dict[str, Any]]:
    """Give rows as dictionaries."""
    return [dict(row) for row in await fetch(sql, *arguments)]


async def count(table: str) -> int:
    """Count the rows of a table."""
    [row] = await rows(f"select count(*) as number from {table}")  # noqa: S608 - names of ours
    return int(row["number"])
