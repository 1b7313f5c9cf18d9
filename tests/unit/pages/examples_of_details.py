"""Filled-in examples of the pages about one's own details; all people are invented."""

from datetime import UTC, datetime
from uuid import UUID

from consent.facts import FileFacts
from consent.model import Agreements, Patient, PersonName
from consent.register.people import Person
from portal.details.model import Part, Report
from portal.frame.viewer import Kind
from portal.patient.details.pages import ClosePage, DetailsPage
from portal.patient.details.views import Details, details_page
from portal.post.own import Said
from portal.post.readers.model import OF_PATIENTS, InUse


def details(language: str) -> DetailsPage:
    """Enrolled at two practices, with a report, and an address that was wrong."""
    files = [_file(number, name) for number, name in enumerate(("De Linde", "De Es"), 1)]
    report = Report(
        id=UUID(int=9),
        patient=files[0].patient.id,
        person=files[0].patient.person,
        practice=files[0].patient.practice,
        part=Part.PERSON,
        words="Mijn naam is anders.",
        sent_at=datetime(2026, 11, 20, 11, 30, tzinfo=UTC),
    )
    known = Details(
        person=Person(UUID(int=1), files[0].patient.name, "1960-05", "nl"),
        bsn="******123",
        facts=tuple(files),
        in_use=InUse("anna@example.nl", "anna@elders.example"),
        wanted=frozenset({OF_PATIENTS[0]}),
        reports=(report,),
    )
    return details_page(known, language, Said(wrong="address", typed="anna"), done="asked")


def _file(number: int, practice: str) -> FileFacts:
    patient = Patient(
        id=UUID(int=number),
        person=UUID(int=1),
        practice=UUID(int=number + 10),
        practice_name=practice,
        practice_phone="030 123 45 67",
        number="P0000010001",
        name=PersonName("Anna", "de", "Vries"),
        born="1960-05",
    )
    return FileFacts(patient, Agreements(), release=UUID(int=5))


def close(_: str) -> ClosePage:
    """Before an account is closed."""
    return ClosePage(("De Linde", "De Es"))


OWN_DETAILS = (
    ("patient/details.html", Kind.PATIENT, details),
    ("patient/close.html", Kind.PATIENT, close),
)
