"""What may not go together, and what production refuses: a sentence each, naming the setting."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from portal.settings import values
from portal.settings.values import PREFIX, Environment

if TYPE_CHECKING:
    from portal.settings.model import Settings

# One of them is written, so no two may be the same.
FILES = ("secret_keys", "patient_provider", "witness_file", "clock_file")


def contradictions(settings: "Settings", limits: Mapping[str, int]) -> Iterator[str]:
    """Say which settings contradict each other, or are over their limit."""
    for name, most in limits.items():
        if not 0 < getattr(settings, name) <= most:
            yield f"{PREFIX}{name.upper()} must be a number from 1 to {most}."
    owner = settings.owner_database_url
    if owner and values.role_of(owner, "OWNER_DATABASE_URL") == settings.application_role:
        yield "PORTAL_OWNER_DATABASE_URL and PORTAL_DATABASE_URL must name two different roles."
    if owner and values.database_name(owner) != values.database_name(settings.database_url):
        yield "PORTAL_OWNER_DATABASE_URL and PORTAL_DATABASE_URL must name the same database."
    named: dict[Path, str] = {}
    for name in FILES:
        file = getattr(settings, name)
        other = named.setdefault(file.absolute(), name) if file else name
        if other != name:
            yield f"{PREFIX}{name.upper()} names the same file as {PREFIX}{other.upper()}."


def unfit_for_production(settings: "Settings") -> Iterator[str]:
    """Say what is for development only and was chosen in production."""
    if settings.environment is not Environment.PRODUCTION:
        return
    if settings.clock_file:
        yield "PORTAL_CLOCK_FILE moves the clock and is refused in production."
    if settings.demo:
        yield "PORTAL_DEMO shows invented people and is refused in production."
    if not settings.is_https:
        yield "PORTAL_BASE_URL must begin with https:// in production."
