"""What was kept whole before its kind had rows: found again, so that it can be filed after all."""

from collections.abc import Mapping
from uuid import UUID

from publishing.filing.health import queries

KINDS = (
    "AllergyIntolerance",
    "Immunization",
    "MedicationRequest",
    "MedicationStatement",
    "Observation",
)
"""Of some of these a part stays kept: an order to a pharmacy, what is not final yet."""


async def messages(source: UUID) -> list[UUID]:
    """Give the messages of a source in which something was kept whole, the oldest first."""
    return list(dict.fromkeys(row["message"] for row in await queries.kept_of(source, KINDS)))


async def whole(message: UUID) -> Mapping[str, UUID]:
    """Give what was kept whole of a message: the rows of its items by their place."""
    return {row["path"]: row["id"] for row in await queries.kept_in(message, KINDS)}
