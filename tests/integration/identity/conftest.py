"""The portal and the stand-in provider in one process, and a browser that knows both."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from uuid import UUID

import httpx
import pytest
from litestar import Litestar

from consent.model import Function, Right
from consent.register.employees import NewEmployee, employ
from integration.identity.browsing import (
    ANNA,
    LOCUM,
    NOBODY_HERE,
    PIET,
    PORTAL,
    PROVIDER,
    UNKNOWN,
    UZI,
    Browser,
)
from integration.identity.probes import PROBES
from portal.clock import now
from portal.database import transaction
from portal.demo.provider.app import Setup, create_provider
from portal.demo.provider.people import Citizen, StaffMember, Workplace
from portal.demo.provider.registration import Registration
from portal.identity.doors import Doors, open_doors
from portal.settings import Settings
from support import canary
from support.assembled import add_routes
from support.stage import PatientHere, Stage


@pytest.fixture
def provider(registration: Registration) -> httpx.ASGITransport:
    """Give the stand-in provider, with the portal's clock."""
    citizens = (
        Citizen("Anna de Vries", ANNA, date(1980, 5, 1)),
        Citizen("Nico Niemand", NOBODY_HERE, date(1970, 1, 1)),
        Citizen("Anna voor Piet", ANNA, date(1980, 5, 1), represents=PIET),
        Citizen("Anna voor niemand", ANNA, date(1980, 5, 1), represents=UNKNOWN),
    )
    staff = (
        StaffMember("G.", "Huisarts", UZI, (Workplace("90000101", "De Linde"),)),
        StaffMember("O.", "Onbekend", "900000099", (Workplace("90000199", "Elders"),)),
        StaffMember("W.", "Waarnemer", LOCUM, (Workplace("90000101", "De Linde"),)),
    )
    setup = Setup(
        citizens=citizens,
        staff=staff,
        citizen_client=registration.citizen_client,
        staff_client=registration.staff_client,
        is_development=True,
        address=PROVIDER,
        key=registration.key,
        clock=now,
    )
    return httpx.ASGITransport(create_provider(setup))


@pytest.fixture
async def doors(
    app: Litestar, settings: Settings, provider: httpx.ASGITransport
) -> AsyncIterator[Doors]:
    """Let the portal call the stand-in provider."""
    usual = app.state.doors
    async with httpx.AsyncClient(transport=provider) as http:
        app.state.doors = open_doors(settings, http)
        yield app.state.doors
    app.state.doors = usual


@pytest.fixture
async def browser(
    app: Litestar, doors: Doors, provider: httpx.ASGITransport
) -> AsyncIterator[Browser]:
    """Give a browser."""
    portal = httpx.ASGITransport(app, raise_app_exceptions=False)
    hooks = {"request": [canary.on_request], "response": [canary.on_response]}
    async with httpx.AsyncClient(
        mounts={PORTAL: portal, PROVIDER: provider}, base_url=PORTAL, event_hooks=hooks
    ) as client:
        yield Browser(client)


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice where Anna is enrolled and the GP of the provider works; routes to try."""
    add_routes(app, *PROBES)
    stage = await Stage.set()
    stage.vault = app.state.vault
    return stage


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    """Give Anna, enrolled."""
    return await stage.patient(0)


@pytest.fixture
async def gp(stage: Stage) -> UUID:
    """Give the membership of the GP, who sees requests and decides nothing."""
    new = NewEmployee(UZI, "G. Huisarts", Function.GP, frozenset({Right.REQUESTS_SEE}))
    async with transaction():
        return await employ(new, stage.practice, stage.at - timedelta(days=1))
