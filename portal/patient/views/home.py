"""The home page: what is new by kind, the ways in, and whether each file is open."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from consent.access import Files
from consent.dates import LOCAL
from consent.model import Patient, RequestStatus, Section
from consent.requests.model import AccessRequest
from portal import words
from portal.frame.blocks import Badge, Row
from portal.frame.links import link
from portal.patient.pages import AccessCard, HomePage, Tile
from portal.shown.phrases import contact
from portal.texts import text
from publishing.model import News, NewsKind

NOON, EVENING = 12, 18
TILES = (
    ("results", "flask-conical"),
    ("letters", "mail"),
    ("dossier", "folder-open"),
    ("log", "eye"),
)
COUNTED = {
    Section.MEDICATION: "pill",
    Section.HYPERSENSITIVITIES: "shield-alert",
    Section.VACCINATIONS: "syringe",
    Section.MEASUREMENTS: "activity",
}
_TITLES = {
    "dossier": "patient.dossier.heading",
    "letters": "common.nav.letters",
    "log": "log.page.heading",
    "results": "common.nav.results",
}
_NEWS = {
    NewsKind.INVITATION: ("calendar-check", "patient.result"),
    NewsKind.LETTER: ("mail", "patient.letter"),
    NewsKind.RESULT: ("flask-conical", "patient.result"),
}
_BADGES = {"asked": "wait", "none": "line", "open": "ok", "refused": "line"}
_STATES = {
    RequestStatus.LEFT_OPEN: "asked",
    RequestStatus.REFUSED: "refused",
    RequestStatus.SUBMITTED: "asked",
}


def home_page(
    files: Files,
    asked: Sequence[AccessRequest],
    news: Sequence[News],
    at: datetime,
    language: str,
) -> HomePage:
    """Make the home page; `asked` are the person's requests, the newest first."""
    name = files.patients[0].name.full
    return HomePage(
        greeting=text(language, f"patient.home.{_part_of_day(at)}", name=name),
        summary=_summary(files, len(news), language),
        ask="" if files.grants or asked else text(language, "patient.home.ask"),
        news=tuple(_news(one, files, language) for one in news),
        tiles=tuple(
            # Without a file to see, the other ways would lead nowhere.
            _tile(name, icon, language)
            for name, icon in TILES
            if files.grants or name == "log"
        ),
        access=tuple(_card(one, files, asked, language) for one in files.patients),
    )


def with_counts(page: HomePage, counts: Mapping[Section, int], language: str) -> HomePage:
    """Add the ways to what is only counted here: it is named by kind, never shown."""
    counted = tuple(
        Tile(
            icon=icon,
            href=link(f"patient.{section}"),
            title=text(language, f"summary.{section}.title"),
            text=text(language, f"summary.{section}.tile", count=counts.get(section, 0)),
        )
        for section, icon in COUNTED.items()
    )
    # Who looked stays the last.
    return replace(page, tiles=(*page.tiles[:-1], *counted, *page.tiles[-1:]))


def _part_of_day(at: datetime) -> str:
    hour = at.astimezone(LOCAL).hour
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"


def _summary(files: Files, count: int, language: str) -> str:
    if not files.grants:
        return text(language, "patient.home.summary_ask")
    key = {0: "summary_none", 1: "summary_one"}.get(count, "summary_many")
    return text(language, f"patient.home.{key}", count=count)


def _news(news: News, files: Files, language: str) -> Row:
    icon, route = _NEWS[news.kind]
    on = words.day(words.local_day(news.shown_at), language, year=False)
    return Row(
        icon=icon,
        title=text(language, f"patient.home.new_{news.kind}"),
        text=text(language, f"patient.home.new_{news.kind}_text"),
        meta=(on, news.practice_name) if len(files.patients) > 1 else (on,),
        href=link(route, id=news.id),
        new=True,
    )


def _tile(name: str, icon: str, language: str) -> Tile:
    return Tile(
        icon=icon,
        href=link(f"patient.{name}"),
        title=text(language, _TITLES[name]),
        text=text(language, f"patient.home.tile_{name}"),
    )


def _card(
    patient: Patient, files: Files, asked: Sequence[AccessRequest], language: str
) -> AccessCard:
    latest = next((one for one in asked if one.patient == patient.id), None)
    state = _state(patient.id, files, latest)
    decided = latest.decided_at if latest else None
    date = words.day(words.local_day(decided), language) if decided else ""
    return AccessCard(
        practice=contact(patient.practice_name, patient.practice_phone),
        badge=Badge(_BADGES[state], text(language, f"patient.home.state.{state}")),
        text=text(language, f"patient.home.state.{state}_text", date=date),
        link=text(language, "patient.home.ask" if state == "none" else "patient.home.requests"),
    )


def _state(patient: UUID, files: Files, latest: AccessRequest | None) -> str:
    if any(grant.patient == patient for grant in files.grants):
        return "open"
    return _STATES.get(latest.status, "none") if latest else "none"
