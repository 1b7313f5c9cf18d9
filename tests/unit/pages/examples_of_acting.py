"""Filled-in examples of the pages about acting for another; all are invented."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from consent.access import Files
from consent.model import Denied, Patient, PersonName, Reason, Standing
from consent.representation.listing import Known
from consent.representation.model import Choice, Document, EndedBy, Presence, Representation
from portal.frame.viewer import Kind
from portal.patient.acting.pages import ActingPage
from portal.patient.acting.views import acting_page
from portal.patient.rights.pages import ChoicePage, RightsPage
from portal.patient.rights.views import Rights, choice_page, rights_page
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Notice
from portal.practice.representatives import views as desk
from portal.practice.representatives.forms import RepresentativeForm
from portal.practice.representatives.pages import DeskPage
from publishing.model import Episode

DAY = date(2026, 11, 20)
AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
HERE, YOUTH, OTHER = UUID(int=3), UUID(int=4), UUID(int=5)
FINN, BORN = PersonName("Finn", "", "Bakker"), "2011-01-10"
EPISODES = tuple(
    Episode(UUID(int=40 + place), UUID(int=2), "De Linde", title, place == 1, DAY, DAY)
    for place, title in enumerate(("Enkel verzwikt", "Anticonceptie"))
)
YES = Choice(True, AT, frozenset({EPISODES[1].id}))


def known(number: int, reason: Reason | None, **other: object) -> Known:
    """Give one representation; what is said otherwise replaces what an open parent's has."""
    one = Representation(
        id=UUID(int=20 + number),
        representative=UUID(int=30 + number),
        kind=Standing.PARENT,
        presence=Presence.TOGETHER,
        starts_on=date(2026, 3, 4),
        choice=YES,
    )
    parts = {key: other.pop(key) for key in list(other) if key in one.__struct_fields__}
    made = Known(
        one=msgspec.structs.replace(one, **parts),
        document=Document.AUTHORITY_REGISTER,
        registered_at=AT,
        registered_by="C. van den Zandstrand-Achterdijk",
        patient=UUID(int=2),
        practice=HERE,
        practice_name="Huisartsenpraktijk De Linde",
        subject=YOUTH,
        subject_name=FINN,
        born=BORN,
        reader_name=PersonName("Willemina", "van den", f"Berg-Zandstra {number}"),
        reason=reason,
    )
    return msgspec.structs.replace(made, **other)


KNOWN: Sequence[Known] = (
    known(0, None),
    known(1, Reason.YOUTH_DECIDES, choice=Choice(False, AT)),
    known(2, Reason.NO_RELEASE, may_ask=True),
    known(3, Reason.NO_RELEASE, is_waiting=True, ends_on=date(2027, 1, 31)),
    known(4, Reason.REPRESENTATION_NOT_BEGUN, kind=Standing.MANDATEE, starts_on=date(2027, 1, 10)),
)
ENDED = known(5, Reason.REPRESENTATION_ENDED, ended_at=AT, ended_by=EndedBy.PATIENT)
BLOCKED = known(6, Reason.NO_RELEASE, is_blocked=True, block_reason="Zorgen om de veiligheid.")


def acting(language: str) -> ActingPage:
    """Somebody who acts for two people."""
    other = known(7, None, subject=OTHER, kind=Standing.MENTOR)
    return acting_page((*KNOWN, other), OTHER, language, done="Het is gestopt.")


def acting_nobody(language: str) -> ActingPage:
    """Somebody who is registered for nobody."""
    return acting_page((), None, language)


def rights(language: str) -> RightsPage:
    """A youth with parents who may and may not look, a month before turning 16."""
    patient = Patient(
        UUID(int=2), YOUTH, HERE, "Huisartsenpraktijk De Linde", "030 123 45 67", "P1", FINN, BORN
    )
    files = Files((patient,), (), (Denied(Reason.NO_RELEASE, HERE),))
    given = Rights(files=files, known=KNOWN, born=BORN, is_own=True, today=date(2026, 12, 20))
    return rights_page(given, language, "chosen")


def rights_of_another(language: str) -> RightsPage:
    """What a parent reads of their own rights."""
    given = Rights(
        files=Files((), (), ()), known=KNOWN[:1], born="2014-12-01", is_own=False, today=DAY
    )
    return rights_page(given, language)


def choice(language: str) -> ChoicePage:
    """A youth who keeps one episode from a parent."""
    return choice_page(KNOWN[0], EPISODES, DAY, language)


def choice_under_14(language: str) -> ChoicePage:
    """A child of 12, who can say no alone, after a form without a choice."""
    young = msgspec.structs.replace(KNOWN[1], born="2014-01-10")
    return choice_page(young, EPISODES, DAY, language, "Kies ja of nee.")


def _case(**other: object) -> desk.Case:
    patient = Patient(UUID(int=2), YOUTH, HERE, "De Linde", "030", "P1", FINN, BORN)
    case = desk.Case(patient=patient, known=(*KNOWN, ENDED, BLOCKED), today=DAY)
    return msgspec.structs.replace(case, **other)


def representatives(language: str) -> DeskPage:
    """Everybody who acts for a youth, in every state."""
    return desk.page(_case(notice=Notice("ok", "De vertegenwoordiger is geregistreerd.")), language)


def representatives_fault(language: str) -> DeskPage:
    """Nobody yet, and a form with faults."""
    fields = ("bsn", "family", "day", "kind", "document", "presence", "starts_on", "ends_on")
    codes = ("bsn_wrong", "name_wrong", "born_wrong", *["choose"] * 3, "day_wrong", "too_long")
    faults = tuple(FieldFault(*pair) for pair in zip(fields, codes, strict=True))
    form = RepresentativeForm(given="Wim", kind="parent", starts_on="morgen", youth_agrees="yes")
    return desk.page(_case(known=(), faults=faults, form=form), language)


ACTING = (
    ("patient/acting.html", Kind.PATIENT, acting),
    ("patient/acting.html", Kind.PATIENT, acting_nobody),
    ("patient/rights.html", Kind.PATIENT, rights),
    ("patient/rights.html", Kind.PATIENT, rights_of_another),
    ("patient/right.html", Kind.PATIENT, choice),
    ("patient/right.html", Kind.PATIENT, choice_under_14),
)
REPRESENTATIVES = {
    "representatives": ("practice/representatives.html", representatives),
    "representatives-fault": ("practice/representatives.html", representatives_fault),
}
