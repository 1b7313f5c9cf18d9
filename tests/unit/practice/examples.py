"""An example of every page of the practice, with invented people, in both languages."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from consent import desk
from consent.agreements import Change
from consent.episodes import Episode
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Function,
    Handling,
    PersonName,
    RequestStatus,
    Right,
)
from consent.requests import AccessRequest
from portal.frame.blocks import Row
from portal.frame.viewer import Contact, Kind, Rights, Viewer, Waiting
from portal.patient.pages import DossierPage, EpisodeCard
from portal.practice.forms.agreements import AgreementsForm
from portal.practice.pages.conflict import ConflictPage
from portal.practice.pages.parts import Notice
from portal.practice.pages.request import Preview
from portal.practice.views import agreements, request, requests, start, ticks
from publishing.visibility import Gate

AT = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
ALL = frozenset(Right)
HIDDEN_BY_DATE = Gate.START_DATE


def number(last: int) -> UUID:
    """Give an invented id."""
    return UUID(int=0x01932D3C000070008000000000000000 + last)


def employee(rights: frozenset[Right] = ALL, function: Function = Function.GP) -> Actor:
    """Give an employee of an invented practice."""
    return Actor(
        kind=ActorKind.EMPLOYEE,
        function=function,
        id=number(1),
        practice=number(2),
        name="drs. M. Bakker",
        organisation="Huisartsenpraktijk De Linde",
        rights=rights,
    )


def viewer(language: str) -> Viewer:
    """Give the frame of a GP of that practice."""
    return Viewer(
        kind=Kind.STAFF,
        language=language,
        demo=True,
        name="drs. M. Bakker",
        initials="MB",
        function="huisarts",
        practices=(Contact(name="De Linde", phone="030 123 45 67"),),
        rights=Rights.of(ALL),
        waiting=Waiting(requests=12, results=7, letters=2),
        csrf_token="invented",
        path="/praktijk",
    )


def asked(
    last: int, name: PersonName, born: str, status: RequestStatus = RequestStatus.SUBMITTED
) -> AccessRequest:
    """Give an invented request."""
    decided = status in {RequestStatus.APPROVED, RequestStatus.REFUSED}
    return AccessRequest(
        id=number(last),
        patient=number(last + 100),
        reader=number(last + 200),
        practice=number(2),
        practice_name="Huisartsenpraktijk De Linde",
        practice_phone="030 123 45 67",
        number="P0000000012",
        name=name,
        born=born,
        status=status,
        asked_at=datetime(2026, 11, 19, 13, 5, tzinfo=UTC),
        decided_at=AT if decided else None,
        rule="",
        refusal=None,
        explanation="",
        note="",
    )


ANNA = asked(10, PersonName("Anna", "de", "Vries"), "1968-03-12")
PEOPLE = (
    ANNA,
    asked(11, PersonName("Daan", "", "Pietersen"), "2013-06-19"),
    asked(12, PersonName("Céline", "van den", "Berg-Jansen"), "1979"),
    asked(13, PersonName("Ömer", "", "Yılmaz"), ""),  # noqa: RUF001 - his name
)

EPISODES = (
    Episode(number(20), "Te hoog cholesterol", "T93", False, date(2025, 11, 20), None, True),
    Episode(number(21), "Pijn in de knie", "L15", False, date(2026, 9, 1), None, True),
    Episode(
        number(22), "Spanningsklachten", "P02", True, date(2024, 2, 1), date(2024, 6, 3), False
    ),
)
FILE = ticks.File(
    episodes=EPISODES,
    lines={
        number(20): (
            ticks.DeskLine(
                number(30), "E", date(2026, 11, 18), "huisarts", "LDL 3,4. Rookt niet.", True
            ),
            ticks.DeskLine(
                number(31), "P", date(2026, 11, 18), "huisarts", "Lab over 3 mnd herhalen.", False
            ),
            ticks.DeskLine(
                number(32),
                "P",
                date(2019, 11, 18),
                "huisarts",
                "Lipiden herhalen.",
                True,
                HIDDEN_BY_DATE,
            ),
        )
    },
)
AGREED = Agreements(
    journal=True,
    results=True,
    handling=Handling.MANUAL,
    journal_from=date(2020, 7, 1),
    under_16=False,
)

DOSSIER = DossierPage(
    now=(
        EpisodeCard(title="Te hoog cholesterol", period="Sinds november 2025", lines=()),
        EpisodeCard(title="Pijn in de knie", period="Sinds september 2026", lines=()),
    ),
    earlier=(Row(icon="history", title="Schouderklachten", meta=("2025",)),),
    shown_since=("Uw praktijk laat notities zien vanaf 1 juli 2020.",),
)


def start_page(language: str) -> msgspec.Struct:
    """Give the start page of somebody with all rights."""
    waiting = start.Desk(
        requests=start.Waiting(12, datetime(2026, 11, 17, 9, 0, tzinfo=UTC)),
        results=start.Waiting(1, AT),
    )
    return start.page(employee(), waiting, AT, language)


def start_without_rights(language: str) -> msgspec.Struct:
    """Give the start page of somebody without any right."""
    return start.page(employee(frozenset()), start.Desk(), AT, language)


def requests_page(language: str) -> msgspec.Struct:
    """Give the worklist."""
    worklist = requests.Worklist(
        tab="te-beoordelen",
        requests=PEOPLE,
        counts={RequestStatus.SUBMITTED: 4, RequestStatus.LEFT_OPEN: 2},
        oldest=ANNA.asked_at,
    )
    return requests.page(worklist, AT, language)


def requests_empty(language: str) -> msgspec.Struct:
    """Give an empty tab."""
    worklist = requests.Worklist(tab="geweigerd", requests=(), counts={}, oldest=None)
    return requests.page(worklist, AT, language)


def _request(language: str, one: AccessRequest, by: Actor, note: str = "") -> msgspec.Struct:
    case = request.Case(request=one, advice=desk.advice(one.born, AT), agreements=AGREED, hidden=1)
    locked = Right.EPISODES_HIDE not in by.rights
    chosen = ticks.as_it_stands(FILE, locked=locked)
    shown = request.Shown(
        episodes=ticks.ticks(FILE, chosen, language),
        carried=ticks.carried(FILE, chosen),
        preview=Preview(title="Zo ziet Anna de Vries het", body=DOSSIER, also="14 uitslagen"),
        note=note,
        notice=Notice("ok", "De vorige aanvraag is vrijgegeven"),
    )
    return request.page(case, shown, by, AT, language)


def request_page(language: str) -> msgspec.Struct:
    """Give a request that can be decided."""
    return _request(language, ANNA, employee(), note="Gebeld op 19 november.")


def request_of_a_minor(language: str) -> msgspec.Struct:
    """Give a request that has to be looked at first."""
    return _request(language, PEOPLE[1], employee())


def request_without_right(language: str) -> msgspec.Struct:
    """Give a request to somebody who may see and not decide."""
    return _request(language, ANNA, employee(frozenset({Right.REQUESTS_SEE})))


def request_decided(language: str) -> msgspec.Struct:
    """Give a request that was released."""
    one = asked(10, ANNA.name, ANNA.born, RequestStatus.APPROVED)
    return _request(language, one, employee())


def agreements_page(language: str) -> msgspec.Struct:
    """Give the agreements of a practice that has nearly chosen."""
    change = Change("yes", AT, "drs. M. Bakker")
    chosen = agreements.Chosen(
        agreements.filled(AGREED, {"journal": change}), {"journal": change, "results": change}
    )
    return agreements.page("De Linde", chosen, ("start",), language, None)


def agreements_with_fault(language: str) -> msgspec.Struct:
    """Give the agreements after a date that is too early."""
    chosen = agreements.Chosen(
        AgreementsForm(journal="on", journal_from="2019-01-01"),
        {},
        {"journal_from": "Kies een dag vanaf 1 juli 2020."},
    )
    return agreements.page("De Linde", chosen, (), language, None)


def conflict_page(_language: str) -> msgspec.Struct:
    """Give the page after a race."""
    return ConflictPage(
        title="Deze aanvraag is al behandeld",
        text="Een collega besliste terwijl u keek.",
        state="Stand nu: Vrijgegeven",
        again="/praktijk/aanvragen/1",
        again_label="Opnieuw bekijken",
        back="/praktijk/aanvragen",
        back_label="Naar de aanvragen",
    )


Example = tuple[str, Callable[[str], msgspec.Struct]]

EXAMPLES: dict[str, Example] = {
    "start": ("practice/start.html", start_page),
    "start-none": ("practice/start.html", start_without_rights),
    "requests": ("practice/requests.html", requests_page),
    "requests-empty": ("practice/requests.html", requests_empty),
    "request": ("practice/request.html", request_page),
    "request-minor": ("practice/request.html", request_of_a_minor),
    "request-no-right": ("practice/request.html", request_without_right),
    "request-decided": ("practice/request.html", request_decided),
    "agreements": ("practice/agreements.html", agreements_page),
    "agreements-fault": ("practice/agreements.html", agreements_with_fault),
    "conflict": ("practice/conflict.html", conflict_page),
}
