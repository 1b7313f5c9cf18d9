"""The start page of the practice: the worklists of the rights somebody has, in counts only."""

from datetime import datetime

import msgspec

from consent.model import Actor, Right
from portal.frame.links import link
from portal.practice.pages.start import StartPage, Worklist
from portal.practice.views import phrases
from portal.texts import text


class Waiting(msgspec.Struct, frozen=True):
    """How many wait, and since when the oldest does (None when nothing waits)."""

    count: int = 0
    oldest: datetime | None = None


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """All that waits at one practice."""

    requests: Waiting = Waiting()
    results: Waiting = Waiting()
    actions: Waiting = Waiting()
    letters: Waiting = Waiting()
    checks: Waiting = Waiting()
    unknown: int = 0
    late: Waiting = Waiting()


class _Entry(msgspec.Struct, frozen=True):
    right: Right
    key: str
    icon: str
    href: str


def page(employee: Actor, desk: Desk, at: datetime, language: str) -> StartPage:
    """Make the start page; a list without the right to open it is not there."""
    entries = (
        _Entry(Right.REQUESTS_SEE, "requests", "inbox", link("practice.requests")),
        _Entry(Right.RESULTS_PUBLISH, "results", "flask-conical", link("practice.results")),
        _Entry(
            Right.RESULTS_PUBLISH,
            "actions",
            "list-checks",
            link("practice.results", stand="actielijst"),
        ),
        _Entry(Right.LETTERS_PUBLISH, "letters", "mail", link("practice.letters")),
        _Entry(Right.LOG_REVIEW, "checks", "list-checks", link("practice.checks")),
    )
    return StartPage(
        practice=employee.organisation,
        worklists=tuple(
            _worklist(entry, getattr(desk, entry.key), at, language)
            for entry in entries
            if employee.may(entry.right)
        )
        + _late(desk.late, at, language)
        + _unknown(desk.unknown, language),
    )


def _late(late: Waiting, at: datetime, language: str) -> tuple[Worklist, ...]:
    entry = _Entry(
        Right.RESULTS_PUBLISH, "late", "hourglass", link("practice.results", stand="te-laat")
    )
    return (_worklist(entry, late, at, language),) if late.count else ()


def _unknown(count: int, language: str) -> tuple[Worklist, ...]:
    if not count:
        return ()
    told = {name: text(language, f"why.unknown.{name}") for name in ("title", "tile")}
    found = Worklist(
        link("practice.unknown"), "circle-alert", told["title"], str(count), told["tile"]
    )
    return (found,)


def _worklist(entry: _Entry, waiting: Waiting, at: datetime, language: str) -> Worklist:
    none = text(language, "practice.start.none")
    return Worklist(
        href=entry.href,
        icon=entry.icon,
        title=text(language, f"practice.start.{entry.key}"),
        count=str(waiting.count) if waiting.count else "",
        oldest=phrases.oldest(waiting.oldest, at, language) or none,
    )
