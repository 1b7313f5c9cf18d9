"""The messages that the invented systems send: the journal, laboratory reports, letters."""

from datetime import datetime, time, timedelta
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from consent.dates import LOCAL, today
from consent.register.sources import SourceKind
from portal.demo import fhir, health
from portal.demo.dossiers import DemoEpisode, DemoFile, DemoLetter, DemoReport
from portal.demo.people import Resident, people

MORNING = time(9, 15)
MARGIN, LINE_HEIGHT = 70, 22


def journal(resident: Resident, file: DemoFile, at: datetime) -> bytes:
    """Give a patient with all that a practice system knows of them."""
    subject = _subject(file)
    resources = [fhir.patient(resident, today(at)) | {"id": subject}]
    for told in file.episodes:
        resources += _episode(subject, told, at)
    resources += health.resources(file.resident, file.practice, today(at))
    return fhir.bundle(*resources)


def laboratory(resident: Resident, file: DemoFile, told: DemoReport, at: datetime) -> bytes:
    """Give one report with its results, as a laboratory sends it."""
    subject, taken = _subject(file), _moment(at, told.ago)
    numbers = [f"{subject}-{told.key}-{place}" for place in range(len(told.results))]
    results = [
        fhir.result(subject, number, one, taken)
        for number, one in zip(numbers, told.results, strict=True)
    ]
    patient = fhir.patient(resident, today(at)) | {"id": subject}
    by = people().practices[file.practice].sources[SourceKind.LABORATORY]
    report = fhir.report(subject, told, numbers, taken, by)
    return fhir.bundle(patient, *results, report)


def letter(resident: Resident, file: DemoFile, told: DemoLetter, at: datetime) -> bytes:
    """Give one letter with its PDF, as a practice system sends it."""
    subject, written = _subject(file), _moment(at, told.ago)
    patient = fhir.patient(resident, today(at)) | {"id": subject}
    return fhir.bundle(patient, fhir.letter(subject, told, written, letter_file(told)))


def letter_file(told: DemoLetter) -> bytes:
    """Print a letter on one page."""
    out = BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1)
    page.setTitle(told.title)
    top = A4[1] - MARGIN
    page.setFont("Helvetica-Bold", 15)
    page.drawString(MARGIN, top, f"{told.author} (verzonnen)")
    page.setFont("Helvetica", 11)
    for number, sentence in enumerate(told.text, start=2):
        page.drawString(MARGIN, top - number * LINE_HEIGHT, sentence)
    page.save()
    return out.getvalue()


def _subject(file: DemoFile) -> str:
    return f"{file.resident}-{file.practice}"


def _moment(at: datetime, ago: int) -> datetime:
    day = today(at) - timedelta(days=ago)
    return datetime.combine(day, MORNING, LOCAL)


def _episode(subject: str, told: DemoEpisode, at: datetime) -> list[fhir.Resource]:
    days = {one.ago: one.contact for one in told.lines}
    held = {ago: _moment(at, ago).date() for ago in days}
    made = [fhir.episode(subject, told, _moment(at, told.began).date(), held[min(days)])]
    made += [fhir.flag(subject, told)] if told.attention else []
    made += [
        fhir.contact(subject, _contact(subject, told, ago), kind, held[ago])
        for ago, kind in days.items()
    ]
    return made + [
        fhir.line(
            subject,
            f"{subject}-{told.key}-{place}",
            one,
            (_contact(subject, told, one.ago), f"{subject}-{told.key}"),
        )
        for place, one in enumerate(told.lines)
    ]


def _contact(subject: str, told: DemoEpisode, ago: int) -> str:
    return f"{subject}-{told.key}-{ago}d"
