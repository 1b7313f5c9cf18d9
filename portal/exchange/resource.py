"""What resources of FHIR are made of: references, codes, numbers, and nothing that is empty."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

Resource = dict[str, Any]
CLASSES = "http://terminology.hl7.org/CodeSystem"


def of(thing: UUID) -> Resource:
    """Refer to another resource of the bundle."""
    return {"reference": f"urn:uuid:{thing}"}


def coded(system: str, code: str) -> Resource:
    """Make a concept of one code."""
    return {"coding": [{"system": system, "code": code}]}


def decimal(written: str) -> Decimal | None:
    """Read a number as it was sent; None when it is no finite number."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def whole(made: Resource) -> Resource:
    """Leave out what is not known: FHIR has no empty values."""
    return {key: value for key, value in made.items() if value not in (None, "", [], {})}
