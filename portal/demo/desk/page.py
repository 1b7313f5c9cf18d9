"""/demo: tell and move the time, and read the mail. It is there in the demo alone."""

import email
import email.policy
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Redirect
from litestar.types import ControllerRouterHandler

from portal import words
from portal.demo.desk.hands import STEPS, back_to_now, forward
from portal.frame.links import OF_THE_DEMO
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.post.courier import Envelope
from portal.post.sink import Sink

Incoming = Request[Any, Any, Any]
OPT = {"entrance": Entrance.PUBLIC, "visitor": True}
BACK = "now"


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One message that was sent, as its reader sees it."""

    to: str
    subject: str
    text: str


class DemoPage(msgspec.Struct, frozen=True, kw_only=True):
    """What time it is in the demo, how it can be moved, and the mail, newest first."""

    now: str
    steps: tuple[str, ...]
    mails: tuple[Mail, ...]


def handlers(sink: Sink) -> tuple[ControllerRouterHandler, ...]:
    """Give the pages, over the mail that this sink keeps."""

    @get(OF_THE_DEMO["demo.page"], name="demo.page", opt=OPT)
    async def show(request: Incoming) -> Response[str]:
        """Show the time and the mail."""
        visitor = visitor_of(request)
        page = DemoPage(
            now=words.moment(visitor.at, visitor.language),
            steps=tuple(STEPS),
            mails=tuple(_mail(one) for one in sink.kept),
        )
        return answer(request, "demo/page.html", page)

    return (show, move)


@post(OF_THE_DEMO["demo.clock"], name="demo.clock", opt=OPT)
async def move(request: Incoming) -> Redirect:
    """Move the time on, or back to what it really is."""
    file, step = request.app.state.settings.clock_file, (await request.form()).get("stap")
    if file and step == BACK:
        back_to_now(file)
    elif file:
        forward(file, str(step))
    return Redirect(OF_THE_DEMO["demo.page"], status_code=303)


def _mail(envelope: Envelope) -> Mail:
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    body = message.get_body(("plain",))
    return Mail(
        to=envelope.recipient,
        subject=str(message["Subject"]),
        text=str(body.get_content()) if body else "",
    )
