"""The file of a letter for the practice: a download, never a page of ours; a look like any."""

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from consent.actions import Action
from consent.model import Denied, Right
from portal import errors
from portal.frame.files import attachment
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs
from portal.practice.letters import opened
from publishing import letters

COLUMN = "letter.file"


@get(
    route("practice.letter_file"),
    name="practice.letter_file",
    opt=needs(Right.LETTERS_PUBLISH, Action.LETTER_DOWNLOAD) | {"keeps": True},
)
async def download(request: HttpRequest, item: FromPath[UUID]) -> Response[bytes] | Response[str]:
    """Give the PDF as it came in."""
    visitor = visitor_of(request)
    found = await opened(visitor, item, Action.LETTER_DOWNLOAD)
    if found is None or isinstance(found, Denied):
        return errors.unopened(request, found)
    letter, grant = found
    file = await letters.file_for_review(grant, letter.id)
    if file is None or file.sealed is None:
        return errors.not_found(request)
    content = request.app.state.vault.open(file.sealed, COLUMN, file.id)
    day = f"-{file.written_on.isoformat()}" if file.written_on else ""
    return attachment(content, f"brief{day}.pdf")
