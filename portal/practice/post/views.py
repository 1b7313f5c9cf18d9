"""From what did not arrive to the words of the pages about it."""

from collections.abc import Sequence
from datetime import datetime

from portal import words
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.frame.viewer import Contact
from portal.post.compose import mail_of, rendered
from portal.post.desk import Stuck
from portal.post.model import Status
from portal.practice.pages.parts import Notice
from portal.practice.post.pages import Item, LetterPage, PostPage
from portal.texts import catalogue, text

BADGES = {
    Status.FAILED: "high",
    Status.PAPER: "new",
    Status.UNSURE: "wait",
    Status.WAITING: "wait",
}
AGAIN = frozenset({Status.FAILED, Status.UNSURE})
OFF_THE_LIST = AGAIN | {Status.PAPER}


def page(practice: str, stuck: Sequence[Stuck], language: str, notice: Notice | None) -> PostPage:
    """Make the list."""
    return PostPage(
        practice=practice,
        items=tuple(_item(one, language) for one in stuck),
        notice=notice,
    )


def letter(at: Contact, one: Stuck, base_url: str, now: datetime) -> LetterPage:
    """Make one message into a letter, in the language of whom it is for."""
    language = one.language
    said = rendered(mail_of(one.kind, one.words, language, base_url))
    # The plain text is: greeting, what it says, where to go, regards.
    greeting, lines = said.plain.split("\n\n")[:2]
    return LetterPage(
        language=language,
        practice=at.name,
        on=words.day(words.local_day(now), language),
        name=one.words.name,
        title=said.subject,
        greeting=greeting.strip(),
        lines=tuple(part.strip() for part in lines.splitlines() if part.strip()),
        go_to=text(language, "post.letter.address"),
        address=base_url + one.words.path,
        phone=text(language, "post.letter.phone", phone=at.phone) if at.phone else "",
        regards=text(language, "post.frame.regards"),
        done_href=link("practice.post_done", id=one.id),
    )


def _item(one: Stuck, language: str) -> Item:
    return Item(
        what=text(language, f"post.{one.kind.value}.subject"),
        name=one.words.name or text(language, "post.list.nobody"),
        when=words.moment(one.written_at, language),
        state=Badge(BADGES[one.status], text(language, f"post.status.{one.status.value}")),
        why=_why(one, language),
        letter_href=link("practice.post_letter", id=one.id) if not one.is_forgotten else "",
        again_href=link("practice.post_again", id=one.id)
        if not one.is_forgotten and one.status in AGAIN
        else "",
        done_href=link("practice.post_done", id=one.id) if one.status in OFF_THE_LIST else "",
    )


def _why(one: Stuck, language: str) -> str:
    if one.status in {Status.PAPER, Status.UNSURE}:
        return text(language, f"post.fault.{one.status.value}")
    kind, _, number = one.fault.rpartition("_")
    for key in (f"post.fault.{one.fault}", f"post.fault.{kind}"):
        if key in catalogue(language):
            return text(language, key, code=number)
    return text(language, "post.fault.server")
