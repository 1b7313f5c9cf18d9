"""An example of every page about post, with invented people, in both languages."""

from datetime import UTC, datetime
from uuid import UUID

from portal.frame.viewer import Contact
from portal.post.desk import Stuck
from portal.post.model import Kind, Status, Words
from portal.practice.pages.parts import Notice
from portal.practice.post import views
from portal.practice.post.pages import LetterPage, PostPage

AT = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
WORDS = Words(name="mevrouw C. van den Zandstrand-Achterdijk", practice_name="De Linde")


def _stuck(kind: Kind, status: Status, fault: str = "") -> Stuck:
    return Stuck(
        id=UUID(int=len(fault)),
        kind=kind,
        status=status,
        fault=fault,
        language="nl",
        written_at=AT,
        words=WORDS,
    )


STUCK = (
    _stuck(Kind.NEWS, Status.FAILED, "refused_550"),
    _stuck(Kind.NEWS, Status.WAITING, "later_4501"),
    _stuck(Kind.NEWS, Status.UNSURE, "no_answer"),
    _stuck(Kind.REQUEST_DECIDED, Status.PAPER),
    _stuck(Kind.INVITATION, Status.FAILED, "gave_up"),
    _stuck(Kind.INVITATION, Status.WAITING, "not_trusted"),
)


def post_page(language: str) -> PostPage:
    """Everything that can have happened."""
    return views.page("De Linde", STUCK, language, Notice("ok", "Het bericht is van de lijst"))


def post_empty(language: str) -> PostPage:
    """Everything arrived."""
    return views.page("De Linde", (), language, None)


def letter_page(_: str) -> LetterPage:
    """A letter to print."""
    here = Contact(name="De Linde", phone="030 123 45 67")
    return views.letter(here, STUCK[3], "https://portaal.example", AT)


POST = {
    "post": ("practice/post.html", post_page),
    "post-empty": ("practice/post.html", post_empty),
    "post-letter": ("practice/post_letter.html", letter_page),
}
