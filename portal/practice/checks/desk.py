"""/praktijk/steekproef: the sample of a month is drawn, and each line of it is judged."""

from functools import partial
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.model import Right
from consent.oversight import checking, drawing, telling
from consent.oversight.checking import DrawnLine
from consent.register import people
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.post.model import Kind
from portal.post.readers import telling as mailing
from portal.post.readers.telling import Told, patient
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.checks import views
from portal.practice.checks.forms import DrawForm, TellForm, VerdictForm
from portal.texts import text
from publishing import happenings

RIGHT = Right.LOG_REVIEW
Answer = Response[str] | Redirect


@get(route("practice.checks"), name="practice.checks", opt=needs(RIGHT, Action.CHECK_LIST))
async def show(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Answer:
    """Show what has to be checked; of files it names the number alone."""
    visitor = visitor_of(request)
    async with transaction():
        found = await checking.worklist(visitor.acting, visitor.at)
        draws = await drawing.draws(visitor.acting)
    said = notice(done, visitor.language)
    page = views.listed(found, draws, today(visitor.at), visitor.language, said)
    return await reply(request, "checks", page)


@post(
    route("practice.checks_draw"),
    name="practice.checks_draw",
    opt=needs(RIGHT, Action.CHECK_DRAW),
)
async def draw(request: HttpRequest) -> Answer:
    """Draw the sample of a month that is over."""
    visitor, month = visitor_of(request), (await posted(request, DrawForm)).first_day
    attempt = Event(Action.CHECK_DRAW, visitor.at, object_id=visitor.acting.practice)
    work = partial(drawing.draw, visitor.acting, month, happenings.days, visitor.at)
    await act(visitor.acting, attempt, work)
    return onward("practice.checks", "check_draw")


@get(route("practice.check"), name="practice.check", opt=needs(RIGHT, Action.CHECK_REVIEW))
async def look(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show one line with whose file it was: a look that this patient sees in their own list."""
    return await _page(request, item, None, {})


@post(
    route("practice.check"),
    name="practice.check_judge",
    opt=needs(RIGHT, Action.CHECK_JUDGE),
)
async def judge(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Write what came of it."""
    visitor, form = visitor_of(request), await posted(request, VerdictForm)
    if form.faults:
        said = {
            one.field: text(visitor.language, f"checks.fault.{one.code}") for one in form.faults
        }
        return await _page(request, item, form, said)
    attempt = Event(Action.CHECK_JUDGE, visitor.at, object_id=item)
    vault = request.app.state.vault
    work = partial(checking.judge, visitor.acting, vault, item, form.verdict, visitor.at)
    await act(visitor.acting, attempt, work)
    return onward("practice.checks", "check_judge")


@post(
    route("practice.check_tell"),
    name="practice.check_tell",
    opt=needs(RIGHT, Action.CHECK_TELL),
)
async def tell(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Tell the patient that the look was not lawful; they get a mail that something is there."""
    visitor, form = visitor_of(request), await posted(request, TellForm)
    if form.faults:
        said = {
            one.field: text(visitor.language, f"checks.fault.{one.code}") for one in form.faults
        }
        return await _page(request, item, form, said)
    attempt, vault = Event(Action.CHECK_TELL, visitor.at, object_id=item), request.app.state.vault

    async def work() -> DrawnLine:
        found = await telling.tell(visitor.acting, vault, item, form.words.strip(), visitor.at)
        if person := await people.person_by_id(found.person):
            reader, news = patient(person), Told(kind=Kind.NEWS, subject=f"check/{item}")
            await mailing.tell(vault, reader, news, visitor.at)
        return found

    await act(visitor.acting, attempt, work)
    return onward("practice.checks", "check_tell")


async def _page(
    request: HttpRequest, check: UUID, form: VerdictForm | TellForm | None, faults: dict[str, str]
) -> Answer:
    visitor, vault = visitor_of(request), request.app.state.vault
    attempt = Event(Action.CHECK_REVIEW, visitor.at, object_id=check)

    work = partial(checking.open_line, visitor.acting, vault, check, visitor.at)
    found = await act(visitor.acting, attempt, work)
    page = views.one(found, form, faults, visitor.language)
    return await reply(request, "check", page, status=400 if faults else 200)
