"""From the words of a message to what is sent: one recipient, no content, links of our own only."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache, partial
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from portal.post.address import checked_address, checked_line
from portal.post.courier import Envelope
from portal.post.model import Kind, Words
from portal.texts import TEMPLATES, text

# Kinds that somebody can switch off say so; the others cannot be missed.
CHOSEN = frozenset({Kind.NEWS, Kind.REQUEST_DECIDED, Kind.REQUEST_WAITING})
PLAIN = SMTP.clone(cte_type="7bit", max_line_length=78)


class Sender(msgspec.Struct, frozen=True):
    """In whose name is written: the address of the sender, and the address of the portal."""

    address: str
    base_url: str


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """What the templates of a message see."""

    kind: str
    name: str
    practice: str
    href: str
    portal: str
    language: str
    may_choose: bool
    values: dict[str, str]


class Rendered(msgspec.Struct, frozen=True):
    """A message in words."""

    subject: str
    plain: str
    html: str


def mail_of(kind: Kind, words: Words, language: str, base_url: str) -> Mail:
    """Give what the templates of this kind need."""
    return Mail(
        kind=kind.value,
        name=words.name,
        practice=words.practice_name or text(language, "post.frame.portal"),
        href=f"{base_url}{words.path or '/'}",
        portal=base_url,
        language=language,
        may_choose=kind in CHOSEN,
        values=dict(words.values),
    )


def rendered(mail: Mail) -> Rendered:
    """
    Give the subject, the plain text and the HTML of a message.

    Raises:
        MessageRefused: the subject would be more than one line.

    """
    folder = f"mail/{mail.kind}"
    return Rendered(
        subject=checked_line(_render(f"{folder}/subject.txt", mail).strip()),
        plain=_render(f"{folder}/body.txt", mail).strip() + "\n",
        html=_render(f"{folder}/body.html", mail),
    )


def envelope(mail: Mail, to: str, sender: Sender, row: UUID, at: datetime) -> Envelope:
    """
    Give the message as it is sent.

    Its id follows from the row, so that a receiver may recognise the same message.

    Raises:
        MessageRefused: something cannot be put into it safely.

    """
    said = rendered(mail)
    message = EmailMessage(policy=PLAIN)
    message["From"] = sender.address
    message["To"] = checked_address(to)
    message["Subject"] = said.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{row.hex}@{urlsplit(sender.base_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(said.plain, cte="quoted-printable")
    message.add_alternative(said.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = mail.language
    return Envelope(to, message.as_bytes())


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _render(template: str, mail: Mail) -> str:
    return _environment().get_template(template).render(page=mail, t=partial(text, mail.language))
