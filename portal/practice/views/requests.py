"""From access requests to the worklist: per tab, with the advice of the rules or the decision."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from consent.age import AgeBand
from consent.model import RequestStatus
from consent.requests import desk
from consent.requests.desk import Advice
from consent.requests.model import PAGE, AccessRequest
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.practice.pages.parts import Notice, Tab
from portal.practice.pages.requests import RequestRow, RequestsPage
from portal.practice.views import phrases
from portal.texts import text

TABS = {
    "te-beoordelen": RequestStatus.SUBMITTED,
    "open-gelaten": RequestStatus.LEFT_OPEN,
    "vrijgegeven": RequestStatus.APPROVED,
    "geweigerd": RequestStatus.REFUSED,
}
"""The tabs in their order, by the word in the address."""

WAITING = (RequestStatus.SUBMITTED, RequestStatus.LEFT_OPEN)


class Worklist(msgspec.Struct, frozen=True, kw_only=True):
    """What the worklist is made of: one page of one tab, and the counts of all."""

    tab: str
    requests: Sequence[AccessRequest]
    counts: Mapping[RequestStatus, int]
    oldest: datetime | None
    is_first: bool = True


def page(
    worklist: Worklist, at: datetime, language: str, notice: Notice | None = None
) -> RequestsPage:
    """Make the page of one tab."""
    status = TABS[worklist.tab]
    heading = "advice" if status in WAITING else "decision"
    return RequestsPage(
        tabs=tuple(_tab(word, worklist, language) for word in TABS),
        lead=lead(worklist.counts.get(RequestStatus.SUBMITTED, 0), worklist.oldest, at, language),
        caption=text(language, "practice.requests.caption"),
        state_heading=text(language, f"practice.requests.{heading}"),
        empty=text(language, "practice.requests.empty"),
        rows=tuple(_row(request, at, language) for request in worklist.requests),
        older=_older(worklist),
        newest="" if worklist.is_first else link("practice.requests", stand=worklist.tab),
        notice=notice,
    )


def lead(count: int, oldest: datetime | None, at: datetime, language: str) -> str:
    """Say how many requests wait and since when."""
    if not count:
        return text(language, "practice.requests.none_waiting")
    since = phrases.oldest(oldest, at, language)
    return phrases.counted("practice.requests.waiting", count, language, oldest=since)


def state(request: AccessRequest, at: datetime, language: str) -> Badge:
    """Say in one badge what the rules advise, or how the request ended."""
    if request.status is RequestStatus.SUBMITTED and request.is_for_another:
        reason = text(language, f"log.function.{request.standing}")
        said = text(language, "practice.requests.check", reason=reason)
        return Badge("wait", said, "users")
    if request.status is RequestStatus.SUBMITTED:
        return _advice(desk.advice(request.born, at), language)
    kinds = {RequestStatus.APPROVED: "ok", RequestStatus.LEFT_OPEN: "wait"}
    said = text(language, f"practice.requests.{request.status.value}")
    return Badge(kinds.get(request.status, "line"), said)


def _advice(advice: Advice, language: str) -> Badge:
    why = why_check(advice)
    if why is None:
        return Badge("ok", text(language, "practice.requests.can_go"))
    reason = text(language, f"practice.why.{why}")
    return Badge("wait", text(language, "practice.requests.check", reason=reason), "eye")


def why_check(advice: Advice) -> str | None:
    """Give the code of what has to be looked at first; None when nothing has to be."""
    if advice.can_release:
        return None
    if advice.age is None:
        return "born_unknown"
    return "under_12" if advice.band is AgeBand.CHILD else "under_16"


def _tab(word: str, worklist: Worklist, language: str) -> Tab:
    status = TABS[word]
    count = worklist.counts.get(status, 0)
    return Tab(
        href=link("practice.requests", stand=word),
        label=text(language, f"practice.requests.{status.value}"),
        count=str(count) if status in WAITING else "",
        current=word == worklist.tab,
    )


def _row(request: AccessRequest, at: datetime, language: str) -> RequestRow:
    return RequestRow(
        href=link("practice.request", id=request.id),
        patient=request.name.full,
        born=phrases.born_on(request.born, language),
        age=phrases.years(request.born, at, language),
        asked=phrases.ago(request.asked_at, at, language),
        state=state(request, at, language),
    )


def _older(worklist: Worklist) -> str:
    if len(worklist.requests) < PAGE:
        return ""
    return link("practice.requests", stand=worklist.tab, na=worklist.requests[-1].id)
