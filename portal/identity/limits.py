"""How long somebody stays logged in: as the installation chose, never longer than the ceilings."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec
from litestar.connection import ASGIConnection

from portal.identity.visitor import VisitorKind
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
