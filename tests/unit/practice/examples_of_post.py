"""An example of every page about post, with invented people, in both languages."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec

from portal.frame.viewer import Contact
from portal.post.desk import Stuck
from portal.post.model import Kind, Status, Words
from portal.post.own import Said, own_post
from portal.post.readers.model import InUse
from portal.practice.pages.parts import Notice
from portal.practice.post import views
from portal.practice.post.own import OwnPage
from portal.practice.post.pages import LetterPage, PostPage
from portal.practice.reports.pages import ReportPage, ReportsPage, Row

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
    _stuck(Kind.NEWS, Status.FAILED, "bounced_5.1.1"),
    msgspec.structs.replace(
        _stuck(Kind.NEWS, Status.FAILED, "bounced_4.4.7"), words=Words(), is_forgotten=True
    ),
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


def reports_page(_: str) -> ReportsPage:
    """One report that waits."""
    row = Row(
        href="/praktijk/meldingen/1",
        patient=WORDS.name,
        number="Dossiernummer P0000010001",
        part="BSN",
        sent="vandaag",
        due="20 december 2026",
    )
    return ReportsPage((row,), Notice("ok", "Uw antwoord is verstuurd"))


def reports_empty(_: str) -> ReportsPage:
    """Nothing waits."""
    return ReportsPage(())


def report_page(_: str) -> ReportPage:
    """A report with an answer that was too long."""
    return ReportPage(
        patient=WORDS.name,
        number="Dossiernummer P0000010001",
        part="Naam en geboortedatum",
        sent="20 november 2026 om 12.30 uur",
        due="20 december 2026",
        about="Regel 12, 18 november 2026 om 11.42 uur: Huisarts, De Linde. Bekeken: uitslag.",
        words=("Mijn naam is anders.", "Graag veranderen."),
        is_closing=False,
        send_href="/praktijk/meldingen/1",
        open_href="/praktijk/meldingen/1/openen",
        wrong="Schrijf een antwoord.",
    )


def closing_page(language: str) -> ReportPage:
    """Somebody closed their account."""
    return msgspec.structs.replace(report_page(language), is_closing=True, words=(), wrong="")


def report_without_right(language: str) -> ReportPage:
    """Seen by somebody who may not answer."""
    return msgspec.structs.replace(report_page(language), why_not="U heeft geen recht.", wrong="")


def own_page(language: str) -> OwnPage:
    """An employee who typed something else than an address."""
    in_use = InUse("bos@example.nl", "bos@elders.example")
    said = Said(wrong="address", typed="bos")
    return OwnPage(own_post(in_use, {"request_waiting": True}, said, language))


POST = {
    "own-post": ("practice/own_post.html", own_page),
    "reports": ("practice/reports.html", reports_page),
    "reports-empty": ("practice/reports.html", reports_empty),
    "report": ("practice/report.html", report_page),
    "report-closing": ("practice/report.html", closing_page),
    "report-no-right": ("practice/report.html", report_without_right),
    "post": ("practice/post.html", post_page),
    "post-empty": ("practice/post.html", post_empty),
    "post-letter": ("practice/post_letter.html", letter_page),
}
