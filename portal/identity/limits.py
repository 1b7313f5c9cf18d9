"""How long somebody stays logged in, and for how long their login is proof enough to take home."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec
from litestar.connection import ASGIConnection

from portal.identity.visitor import Visitor, VisitorKind
from portal.settings import Settings


class Limit(msgspec.Struct, frozen=True):
    """How long a session lasts: without a request, and as a whole."""

    idle: timedelta
    whole: timedelta


Limits = Mapping[VisitorKind, Limit]


def limits_of(settings: Settings) -> Limits:
    """Give the limits of an installation."""
    return {
        VisitorKind.EMPLOYEE: Limit(
            timedelta(minutes=settings.employee_idle_minutes),
            timedelta(hours=settings.employee_session_hours),
        ),
        VisitorKind.PATIENT: Limit(
            timedelta(minutes=settings.patient_idle_minutes),
            timedelta(hours=settings.patient_session_hours),
        ),
    }


def limits_here(connection: ASGIConnection[Any, Any, Any, Any]) -> Limits:
    """Give the limits of the application that answers this request."""
    limits: Limits = connection.app.state.limits
    return limits


def has_proved_lately(connection: ASGIConnection[Any, Any, Any, Any], visitor: Visitor) -> bool:
    """Tell whether this visitor may take a file home, or has to prove first who they are."""
    settings: Settings = connection.app.state.settings
    if visitor.level >= settings.saving_level:
        return True
    lasts = timedelta(minutes=settings.saving_minutes)
    return visitor.proved_at is not None and visitor.at - visitor.proved_at < lasts
