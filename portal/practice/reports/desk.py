"""/praktijk/meldingen: what patients say is wrong with their details, answered here."""

from functools import partial
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Reason, Right
from portal import words
from portal.acts import act
from portal.database import transaction
from portal.details import account, reports
from portal.details.model import Part, Waiting
from portal.frame.links import link, route
from portal.identity.visitor import Visitor, visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.reports.pages import ReportPage, ReportsPage, Row
from portal.shown import log
from portal.shown.phrases import joined, paragraphs
from portal.texts import text

Answer = Response[str] | Redirect
LONGEST = 2000


class AnswerForm(msgspec.Struct, frozen=True):
    """The answer, as posted."""

    answer: str = ""


class OpenForm(msgspec.Struct, frozen=True):
    """Nothing but the button."""


@get(
    route("practice.reports"),
    name="practice.reports",
    opt=needs(Right.REQUESTS_SEE, Action.REPORTS_LIST),
)
async def worklist(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Answer:
    """Show what waits; it names no content of a file."""
    visitor = visitor_of(request)
    async with transaction():
        waiting = await reports.worklist(request.app.state.vault, visitor.acting, visitor.at)
    rows = tuple(_row(one, visitor.language) for one in waiting)
    page = ReportsPage(rows, notice(done, visitor.language))
    return await reply(request, "reports", page)


@get(
    route("practice.report"),
    name="practice.report",
    opt=needs(Right.REQUESTS_SEE, Action.REPORT_REVIEW),
)
async def show(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show one report."""
    return await _page(request, item)


@post(
    route("practice.report"),
    name="practice.report_answer",
    opt=needs(Right.REQUESTS_DECIDE, Action.REPORT_ANSWER),
)
async def answer(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Answer a report; the patient reads it on their own page."""
    visitor, vault = visitor_of(request), request.app.state.vault
    typed = (await posted(request, AnswerForm)).answer.strip()
    if not typed or len(typed) > LONGEST:
        return await _page(request, item, typed=typed, wrong="answer_wrong")
    attempt = Event(Action.REPORT_ANSWER, visitor.at, object_id=item)
    work = partial(reports.answer, vault, visitor.acting, item, typed, visitor.at)
    await act(visitor.acting, attempt, work)
    return onward("practice.reports", "report_answer")


@post(
    route("practice.account_open"),
    name="practice.account_open",
    opt=needs(Right.REQUESTS_DECIDE, Action.ACCOUNT_OPEN),
)
async def open_again(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Open an account that its owner closed."""
    visitor, vault = visitor_of(request), request.app.state.vault
    await posted(request, OpenForm)
    attempt = Event(Action.ACCOUNT_OPEN, visitor.at, object_id=item)
    work = partial(account.open_again, vault, visitor.acting, item, visitor.at)
    await act(visitor.acting, attempt, work)
    return onward("practice.reports", "account_open")


async def _page(
    request: HttpRequest, report: UUID, *, typed: str = "", wrong: str = ""
) -> Response[str]:
    visitor = visitor_of(request)
    vault, attempt = (
        request.app.state.vault,
        Event(Action.REPORT_REVIEW, visitor.at, object_id=report),
    )
    work = partial(reports.review, vault, visitor.acting, report, visitor.at)
    found = await act(visitor.acting, attempt, work)
    page = _report(found, visitor, typed, wrong)
    return await reply(request, "report", page, status=400 if wrong else 200)


def _report(found: Waiting, visitor: Visitor, typed: str, wrong: str) -> ReportPage:
    language, report = visitor.language, found.report
    may = visitor.acting.may(Right.REQUESTS_DECIDE)
    return ReportPage(
        patient=_name(found, language),
        number=_number(found, language),
        part=text(language, f"details.part.{report.part}"),
        sent=words.moment(report.sent_at, language),
        due=words.day(report.due_on, language),
        about=_about(found, language),
        words=paragraphs(report.words),
        is_closing=report.part is Part.ACCOUNT,
        send_href=link("practice.report", id=report.id),
        open_href=link("practice.account_open", id=report.id),
        why_not="" if may else text(language, f"reasons.reason.{Reason.NO_RIGHT.value}"),
        typed=typed,
        wrong=text(language, f"details.desk.{wrong}") if wrong else "",
        answered=report.answered_at is not None,
    )


def _row(found: Waiting, language: str) -> Row:
    return Row(
        href=link("practice.report", id=found.report.id),
        patient=_name(found, language),
        number=_number(found, language),
        part=text(language, f"details.part.{found.report.part}"),
        sent=words.moment(found.report.sent_at, language),
        due=words.day(found.report.due_on, language),
    )


def _about(found: Waiting, language: str) -> str:
    if found.line is None:
        return ""
    line = msgspec.structs.replace(found.line, own=False)
    return text(
        language,
        "details.desk.line",
        number=line.number,
        moment=words.moment(line.at, language),
        who=joined(log.who(line, language), log.where(line, language)),
        what=log.what(line, language),
    )


def _name(found: Waiting, language: str) -> str:
    return found.file.name.full if found.file else text(language, "details.desk.ended")


def _number(found: Waiting, language: str) -> str:
    return text(language, "details.desk.number", number=found.file.number) if found.file else ""
