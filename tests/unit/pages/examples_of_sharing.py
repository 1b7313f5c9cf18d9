"""Filled-in examples of the pages about consent for other care providers; all are invented."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from consent.model import Patient, PersonName, Section, Standing
from consent.sharing.choosing import stated_by
from consent.sharing.model import (
    Answer,
    Category,
    Channel,
    Choice,
    Organisation,
    Scope,
    Statement,
    Told,
    Version,
)
from consent.sharing.reading import Shared
from portal.frame.viewer import Kind
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Notice
from portal.sharing.desk import Sent, desk_page
from portal.sharing.filling import Filled, choice_form
from portal.sharing.form import OrganisationForm, SharingForm
from portal.sharing.pages import DeskPage, SharingPage
from portal.sharing.views import shared_file

AT = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
DAY = date(2026, 11, 20)
PHARMACY = Organisation(
    UUID(int=7), "Apotheek De Vijzel, Sint-Annaparochie", "00004321", Category.PHARMACY
)
CHOICES = (
    (Choice.YES, Scope(Category.PHARMACY)),
    (Choice.NO, Scope(organisation=PHARMACY.ura, section=Section.JOURNAL)),
    (Choice.EMERGENCY, Scope(Category.HOSPITAL)),
    (Choice.YES, Scope(Category.GP, section=Section.RESULTS)),
    (Choice.WITHDRAWN, Scope(Category.GP, section=Section.RESULTS)),
)
EMPTY = Shared(UUID(int=2), "De Es", (), ())


def _shared() -> Shared:
    statements: list[Statement] = []
    versions: list[Version] = []
    for number, (choice, about) in enumerate(CHOICES):
        by_desk = number == 1
        told = Told(
            Standing.PARENT if by_desk else Standing.SELF,
            Channel.TELEPHONE if by_desk else Channel.PORTAL,
            "C. van den Zandstrand-Achterdijk" if by_desk else "",
        )
        for scope, answer in stated_by(choice, about, statements):
            ends = DAY + timedelta(days=90) if answer is Answer.YES else None
            one = Statement(UUID(int=len(statements) + 1), scope, answer, DAY, ends)
            statements.append(one)
            versions.append(Version(one, told, AT, PHARMACY.name if scope.organisation else ""))
    return Shared(UUID(int=1), "De Linde", tuple(versions), (PHARMACY,))


def sharing(language: str) -> SharingPage:
    """Two practices: at one much was chosen, and the form at the other has every fault."""
    typed = SharingForm(file=str(EMPTY.patient), part="letters", starts="gisteren")
    faults = tuple(
        FieldFault(field, code)
        for field, code in (("who", "who"), ("choice", "answer"), ("starts", "starts"))
    )
    files = ((_shared(), Filled()), (EMPTY, Filled(typed, faults)))
    forms = [
        choice_form(one, filled, language, prefix=f"file-{place}")
        for place, (one, filled) in enumerate(files)
    ]
    return SharingPage(
        files=tuple(
            shared_file(one, form, DAY, language, several=True)
            for (one, _), form in zip(files, forms, strict=True)
        ),
        done="stated",
        faults=forms[1].faults,
    )


def sharing_desk(language: str) -> DeskPage:
    """The practice's page, after a choice was recorded."""
    notice = Notice("ok", "De keuze van de patiënt is vastgelegd")
    return desk_page(_patient(), _shared(), Sent(notice=notice), DAY, language)


def sharing_desk_faults(language: str) -> DeskPage:
    """The practice's page with faults in both forms."""
    chosen = SharingForm(who=(f"organisation:{PHARMACY.id}",), choice="yes", ends="x")
    faults = tuple(FieldFault(one, one) for one in ("ends", "channel", "by"))
    wrong = tuple(FieldFault(one, one) for one in ("name", "ura", "category"))
    sent = Sent(Filled(chosen, faults), OrganisationForm(ura="12"), wrong)
    return desk_page(_patient(), _shared(), sent, DAY, language)


def _patient() -> Patient:
    return Patient(
        id=UUID(int=1),
        person=UUID(int=1),
        practice=UUID(int=11),
        practice_name="De Linde",
        practice_phone="030 123 45 67",
        number="P0000010001",
        name=PersonName("Anna", "de", "Vries"),
        born="1960-05",
    )


OWN_SHARING = (("patient/sharing.html", Kind.PATIENT, sharing),)
SHARING_DESK = {
    "sharing": ("practice/sharing.html", sharing_desk),
    "sharing-faults": ("practice/sharing.html", sharing_desk_faults),
}
