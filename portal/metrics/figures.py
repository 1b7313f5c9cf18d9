"""What is counted of requests, intake and the access log, and under which names it is shown."""

import re
from collections.abc import Sequence

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor, ActorKind
from consent.register.sources import SourceKind
from portal.intake.delivery import Receipt

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STATEMENTS = (0, 2, 4, 6, 8, 10, 12, 16, 20, 30, 50, 100)
# A code is one of ours: anything else, whatever it holds, is counted under one name.
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
OTHER, NO_ROUTE = "other", "none"


TOLD = {
    "portal_intake_items": "Items in those messages, by kind of source and how they ended",
    "portal_intake_messages": "Messages delivered over HTTP, by kind of source and how they ended",
    "portal_log_lines": "Lines committed to the access log",
    "portal_refusals": "Looks and acts that were refused, by action and reason",
    "portal_request_seconds": "Time until a request was answered, by route",
    "portal_request_statements": ("Statements of a request, begin and commit among them, by route"),
    "portal_requests": "Requests, by route and class of status",
    "portal_sessions_begun": "Logins that succeeded, by kind of visitor",
}
ITEMS = ("accepted", "duplicate", "kept", "quarantined")
MESSAGES = ("read", "refused", "unreadable")
VISITORS = (ActorKind.EMPLOYEE, ActorKind.PERSON)


class Figures:
    """The figures of one application, in a registry of its own."""

    def __init__(self) -> None:
        # When each figure was begun is nothing that anybody asks.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = self._counter("portal_requests", "route", "status")
        self._seconds = self._histogram("portal_request_seconds", SECONDS)
        self._statements = self._histogram("portal_request_statements", STATEMENTS)
        self._messages = self._counter("portal_intake_messages", "source_kind", "outcome")
        self._items = self._counter("portal_intake_items", "source_kind", "outcome")
        self._lines = self._counter("portal_log_lines")
        self._refusals = self._counter("portal_refusals", "action", "reason")
        self._sessions = self._counter("portal_sessions_begun", "kind")
        self._begin()

    def answered(self, route: str | None, status: int | None, seconds: float, sent: int) -> None:
        """Count a request; `status` is None when nobody waited for the answer any more."""
        name = route or NO_ROUTE
        self._requests.labels(name, f"{status // 100}xx" if status else NO_ROUTE).inc()
        self._seconds.labels(name).observe(seconds)
        self._statements.labels(name).observe(sent)

    def took_in(self, source_kind: str, receipt: Receipt) -> None:
        """Count a message that a source delivered."""
        self._messages.labels(source_kind, _ending(receipt)).inc()
        outcomes = {
            "accepted": receipt.accepted - receipt.kept,
            "kept": receipt.kept,
            "duplicate": receipt.duplicate,
            "quarantined": receipt.quarantined,
        }
        for outcome, count in outcomes.items():
            self._items.labels(source_kind, outcome).inc(count)

    def written(self, actor: Actor, event: Event) -> None:
        """Count a line of the access log."""
        self._lines.inc()
        if event.refused:
            reason = event.refused if CODE.fullmatch(event.refused) else OTHER
            self._refusals.labels(event.action.value, reason).inc()
        elif event.action is Action.SESSION_LOGIN:
            self._sessions.labels(actor.kind.value).inc()

    def _begin(self) -> None:
        # From nothing to one is no increase; from zero to one is.
        for kind in SourceKind:
            for ending in MESSAGES:
                self._messages.labels(kind.value, ending)
            for ending in ITEMS:
                self._items.labels(kind.value, ending)
        for visitor in VISITORS:
            self._sessions.labels(visitor.value)

    def _counter(self, name: str, *labels: str) -> Counter:
        return Counter(name, TOLD[name], labels, registry=self.registry)

    def _histogram(self, name: str, steps: Sequence[float]) -> Histogram:
        return Histogram(name, TOLD[name], ("route",), buckets=steps, registry=self.registry)


def _ending(receipt: Receipt) -> str:
    if receipt.unreadable is not None:
        return "unreadable"
    return "refused" if receipt.refused else "read"
