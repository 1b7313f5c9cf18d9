"""From sessions to words: on what kind of machine, since when, last seen when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from portal import words
from portal.frame.links import link
from portal.identity.sessions import Session
from portal.identity.visitor import VisitorKind
from portal.practice.pages.parts import Notice
from portal.presence.pages import Presence, SessionsPage
from portal.texts import catalogue, text

LAYOUTS = {VisitorKind.EMPLOYEE: "layout/staff.html", VisitorKind.PATIENT: "layout/patient.html"}
ROUTES = {VisitorKind.EMPLOYEE: "practice", VisitorKind.PATIENT: "patient"}


def page(
    kind: VisitorKind,
    found: Sequence[Session],
    current: UUID | None,
    places: Mapping[UUID, str],
    language: str,
) -> SessionsPage:
    """Make the page; `places` are the practices by membership."""
    first = sorted(found, key=lambda one: (one.id != current, -one.last_seen_at.timestamp()))
    where = ROUTES[kind]
    return SessionsPage(
        layout=LAYOUTS[kind],
        sessions=tuple(
            Presence(
                id=one.id.hex,
                device=device(one.device, language),
                since=words.moment(one.started_at, language),
                seen=_seen(one.last_seen_at, language),
                where=places.get(one.membership, "") if one.membership else "",
                current=one.id == current,
                end=link(f"{where}.session_end", id=one.id),
            )
            for one in first
        ),
        end_all=link(f"{where}.sessions_end"),
    )


def device(kinds: str, language: str) -> str:
    """Write the kind of a browser and of its machine: Firefox op Windows."""
    browser, _, machine = kinds.partition("/")
    return text(
        language,
        "accounts.sessions.device",
        browser=_kind("browser", browser, language),
        machine=_kind("machine", machine, language),
    )


def notice(done: str | None, language: str) -> Notice | None:
    """Say what was just done, for a code that we know."""
    key = f"accounts.sessions_done.{done}"
    return Notice("ok", text(language, key)) if done and key in catalogue(language) else None


def _kind(what: str, kind: str, language: str) -> str:
    key = f"accounts.{what}.{kind}"
    return text(language, key if key in catalogue(language) else f"accounts.{what}.other")


def _seen(at: datetime, language: str) -> str:
    return text(language, "accounts.sessions.seen", moment=words.moment(at, language))
