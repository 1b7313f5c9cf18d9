"""/praktijk/logboek: the practice's log counted over a period, and its lines as a file."""

from litestar import Response, get, post

from consent.actions import Action
from consent.dates import today
from consent.model import Right
from consent.oversight import reading
from portal.database import transaction
from portal.exchange.sheets import Sheet
from portal.frame.files import attachment
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, posted, reply
from portal.practice.forms.reading import Malformed
from portal.practice.log import lines, views
from portal.practice.log.forms import QUERY, Asked, FileForm
from portal.practice.pages.parts import Notice
from portal.texts import text

RIGHT = Right.LOG_READ


@get(route("practice.log"), name="practice.log", opt=needs(RIGHT, Action.LOG_OVERVIEW))
async def show(request: HttpRequest) -> Response[str]:
    """Show what was counted; looking at the log is a line of the practice's log."""
    said = request.query_params
    return await _page(request, Asked(**{name: said.get(QUERY[name], "") for name in QUERY}))


@post(
    route("practice.log_file"),
    name="practice.log_file",
    opt=needs(RIGHT, Action.LOG_EXPORT),
    status_code=200,
)
async def keep(request: HttpRequest) -> Response[bytes] | Response[str]:
    """Give the lines of a period as a file."""
    visitor, form = visitor_of(request), await posted(request, FileForm)
    kind = kind_of(form.kind)
    wanted = form.asked.wanted(today(visitor.at))
    async with transaction():
        found = await reading.export(visitor.acting, wanted, visitor.at)
    if found is None:
        return await _page(request, form.asked, views.too_many(visitor.language))
    # In this thread: there is a limit to the lines, and so to how long others wait.
    content = lines.file_of(kind, found, visitor.language)
    name = text(visitor.language, "oversight.file.name")
    return attachment(content, f"{name}.{kind.value}", kind.media_type)


def kind_of(written: str) -> Sheet:
    """
    Read which kind of file is asked.

    Raises:
        Malformed: none of ours.

    """
    try:
        return Sheet(written)
    except ValueError:
        raise Malformed("unknown_choice", "kind") from None


async def _page(request: HttpRequest, asked: Asked, notice: Notice | None = None) -> Response[str]:
    visitor = visitor_of(request)
    now = today(visitor.at)
    wanted = asked.wanted(now)
    async with transaction():
        totals = await reading.overview(visitor.acting, wanted, asked.counted_per, visitor.at)
    page = views.overview((asked, wanted), totals, now, visitor.language, notice)
    return await reply(request, "log", page, status=400 if notice else 200)
