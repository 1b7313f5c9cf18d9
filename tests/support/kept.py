"""Medicines, measurements and the like in a file, for a test."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from consent.model import Section
from portal.database import transaction
from publishing import tables
from support.stage import START, PatientHere


async def item(
    patient: PatientHere,
    section: Section = Section.MEDICATION,
    name: str = "Metoprolol",
    **values: Any,
) -> UUID:
    """Add an item of the summary, in use since a month unless `values` say otherwise."""
    begun = {"begun_on": date(2026, 2, 1), "detail": "1 keer per dag"}
    row = {**_base(patient), **begun, "section": section.value, "name": name, **values}
    async with transaction():
        await tables.SummaryItem.insert(tables.SummaryItem(**row))
    return UUID(str(row["id"]))


async def measurement(patient: PatientHere, value: str = "81.5", **values: Any) -> UUID:
    """Add a weight of yesterday, unless `values` say otherwise."""
    row = {
        **_base(patient),
        "topic": "weight",
        "series": "weight",
        "code": "357",
        "code_system": "nhg45",
        "name": "gewicht",
        "value": value,
        "unit": "kg",
        "taken_at": START - timedelta(days=1),
        **values,
    }
    async with transaction():
        await tables.Measurement.insert(tables.Measurement(**row))
    return UUID(str(row["id"]))


def _base(patient: PatientHere) -> dict[str, Any]:
    number = uuid4()
    return {
        "id": number,
        "patient": patient.id,
        "source": patient.stage.source,
        "source_key": number.hex,
        "content_hash": number.bytes,
    }
