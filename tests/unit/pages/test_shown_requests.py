"""A request in its three steps, for every state it and the release that follows can be in."""

from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID

import msgspec
import pytest

from consent.facts import FileFacts
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Function,
    Handling,
    Patient,
    PersonName,
    RefusalReason,
    ReleaseStatus,
    RequestStatus,
)
from consent.requests.model import AccessRequest
from portal.frame.render import render
from portal.frame.viewer import Kind
from portal.patient.views.access import Asking, access_page
from unit.pages.examples import viewer

AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
ANNA = UUID(int=1)
READER = Actor(ActorKind.PERSON, Function.PATIENT, id=ANNA)
OPEN = Agreements(journal=True, results=True, journal_from=date(2020, 7, 1))


def facts(
    release: ReleaseStatus | None = None, born: str = "1960-05-17", agreements: Agreements = OPEN
) -> FileFacts:
    """What is known of Anna's file."""
    patient = Patient(
        id=UUID(int=2),
        person=ANNA,
        practice=UUID(int=3),
        practice_name="De Linde",
        practice_phone="030 123 45 67",
        number="P1",
        name=PersonName("Anna", "de", "Vries"),
        born=born,
    )
    return FileFacts(patient, agreements, release_status=release)


def asked(status: RequestStatus, **more: object) -> AccessRequest:
    """A request of Anna's."""
    plain = AccessRequest(
        id=UUID(int=4),
        patient=UUID(int=2),
        reader=ANNA,
        practice=UUID(int=3),
        practice_name="De Linde",
        practice_phone="030 123 45 67",
        number="P1",
        name=PersonName("Anna", "de", "Vries"),
        born="1960-05-17",
        status=status,
        asked_at=AT,
        decided_at=AT,
        rule="",
        refusal=RefusalReason.TALK_FIRST if status is RequestStatus.REFUSED else None,
        explanation="",
        note="Alleen voor collega's.",
    )
    return msgspec.structs.replace(plain, **more)


@pytest.mark.parametrize(
    ("status", "release", "language"),
    list(product(RequestStatus, [None, *ReleaseStatus], ["nl", "en"])),
)
def test_every_state_has_words_and_one_step_that_is_now_or_last(
    status: RequestStatus, release: ReleaseStatus | None, language: str
) -> None:
    asking = Asking(reader=READER, facts=[facts(release)], asked=[asked(status)], at=AT)
    page = access_page(asking, language)
    [card] = page.requests
    states = [step.state for step in card.steps]
    assert states[0] == "done"
    assert states.count("now") + states.count("stop") <= 1
    assert "now" in states or states[-1] in {"done", "stop"}
    html = render("patient/access.html", page, viewer(Kind.PATIENT, language))
    assert "Alleen voor collega" not in html


def test_only_a_release_in_force_leads_to_the_dossier() -> None:
    for release in (None, *ReleaseStatus):
        given = [asked(RequestStatus.APPROVED)]
        asking = Asking(reader=READER, facts=[facts(release)], asked=given, at=AT)
        [card] = access_page(asking, "nl").requests
        assert card.is_open is (release is ReleaseStatus.ACTIVE)


def test_a_refusal_says_why_and_what_can_be_done() -> None:
    refused = asked(RequestStatus.REFUSED, explanation="Wij bellen u.\nDeze week nog.")
    asking = Asking(reader=READER, facts=[facts()], asked=[refused], at=AT)
    [card] = access_page(asking, "nl").requests
    assert card.steps[-1].text == "De praktijk wil eerst met u praten."
    assert card.advice[:2] == ("Wij bellen u.", "Deze week nog.")
    assert len(card.advice) == 3


def test_what_was_asked_or_released_is_not_offered_again() -> None:
    asking = Asking(reader=READER, facts=[facts(ReleaseStatus.ACTIVE)], asked=[], at=AT)
    assert access_page(asking, "nl").form is None
    busy = msgspec.structs.replace(facts(), open_request=True)
    assert access_page(Asking(reader=READER, facts=[busy], asked=[], at=AT), "nl").form is None


@pytest.mark.parametrize(
    ("born", "agreements", "said"),
    [
        ("1960-05-17", OPEN, "meestal 3 werkdagen"),
        ("2012-05-17", OPEN, "jonger is dan 16 jaar"),
        ("", OPEN, "jonger is dan 16 jaar"),
        ("2020-05-17", OPEN, "jonger dan 12 jaar"),
        ("1960-05-17", Agreements(), "nog geen online inzage"),
        (
            "1960-05-17",
            msgspec.structs.replace(OPEN, handling=Handling.AUTOMATIC),
            "meestal meteen",
        ),
    ],
)
def test_the_form_says_beforehand_what_to_expect(
    born: str, agreements: Agreements, said: str
) -> None:
    asking = Asking(reader=READER, facts=[facts(None, born, agreements)], asked=[], at=AT)
    html = render("patient/access.html", access_page(asking, "nl"), viewer(Kind.PATIENT, "nl"))
    assert said in html
