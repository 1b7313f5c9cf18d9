"""How a setting is described where it is declared; `docs/settings.md` is made of it."""

from dataclasses import field
from typing import Any


def told(meaning: str, *, absent: str = "it has to be there", refused: str = "") -> dict[str, str]:
    """Describe a setting: what it is, what holds without it, and where it is refused."""
    return {"meaning": meaning, "absent": absent, "refused": refused}


def limit(meaning: str, usual: int, most: int) -> Any:
    """Describe a number that may be set lower, and never higher than `most`."""
    about = told(meaning, absent=f"`{usual}`", refused=f"less than 1, more than {most}")
    return field(default=usual, metadata={**about, "most": most})
