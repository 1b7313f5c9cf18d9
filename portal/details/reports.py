"""Reports about one's own details: sent by the patient, answered by the practice."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.files import facts_of_patient
from consent.ids import new_id
from consent.model import Actor, Patient, Reason, Right
from portal.details import queries
from portal.details.model import Part, Report, Told, Waiting
from portal.vault import Vault

ACTIONS = {Part.ACCOUNT: Action.ACCOUNT_CLOSE, Part.LOG: Action.QUESTION_ASK}
WORDS, ANSWER = "detail_report.words", "detail_report.answer"
MOST_A_DAY = 20


async def send(vault: Vault, reader: Actor, file: Patient, told: Told, at: datetime) -> UUID:
    """
    Write a report to a practice.

    Raises:
        NotFound: it is not this person's file.
        Refused: more than twenty in a day.

    """
    if file.person != reader.id:
        raise NotFound
    if await queries.sent_since(file.person, at - timedelta(days=1)) >= MOST_A_DAY:
        raise Refused(Reason.ALREADY_ASKED, file.person, file.practice)
    report = new_id(at)
    await queries.add(
        {
            "id": report,
            "person": file.person,
            "patient": file.id,
            "practice": file.practice,
            "part": told.part.value,
            "words_sealed": vault.seal(told.words.encode(), WORDS, report),
            "sent_at": at,
            "line": told.line,
        }
    )
    await accesslog.record(
        reader, _event(ACTIONS.get(told.part, Action.REPORT_SEND), report, file, at)
    )
    return report


async def own(vault: Vault, reader: Actor) -> list[Report]:
    """Give what this person reported, the newest first."""
    return (
        [report_of(row, vault) for row in await queries.of_person(reader.id)] if reader.id else []
    )


async def worklist(vault: Vault, employee: Actor, at: datetime) -> list[Waiting]:
    """Give what the active practice has not answered, the oldest first, with its line."""
    practice = employee.practice
    event = Event(Action.REPORTS_LIST, at, practice=practice, object_id=practice)
    await accesslog.record(employee, event)
    rows = await queries.waiting(practice) if practice else []
    return [await _waiting(row, vault) for row in rows]


async def report_here(vault: Vault, employee: Actor, report: UUID) -> Waiting:
    """
    Give one report to the active practice.

    Raises:
        NotFound: no such report here.

    """
    row = await queries.of_practice(employee.practice, report) if employee.practice else None
    if row is None:
        raise NotFound
    return await _waiting(row, vault)


async def review(vault: Vault, employee: Actor, report: UUID, at: datetime) -> Waiting:
    """
    Give one report to the active practice, with the line of the look.

    Raises:
        NotFound: no such report here.

    """
    found = await report_here(vault, employee, report)
    told = found.report
    event = Event(
        Action.REPORT_REVIEW, at, person=told.person, practice=told.practice, object_id=report
    )
    await accesslog.record(employee, event)
    return found


async def answer(vault: Vault, employee: Actor, report: UUID, words: str, at: datetime) -> Waiting:
    """
    Answer a report.

    Raises:
        NotFound: no such report here.
        Refused: the right to decide is missing.
        AlreadyDecided: a colleague was first.

    """
    found = await report_here(vault, employee, report)
    person, practice = found.report.person, found.report.practice
    if not employee.may(Right.REQUESTS_DECIDE):
        raise Refused(Reason.NO_RIGHT, person, practice)
    values = {
        "answer_sealed": vault.seal(words.encode(), ANSWER, report),
        "answered_by": employee.id,
        "answered_at": at,
    }
    if not await queries.answer(report, values):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, person, practice)
    action = Action.QUESTION_ANSWER if found.report.line else Action.REPORT_ANSWER
    event = Event(action, at, person=person, practice=practice, object_id=report)
    await accesslog.record(employee, event)
    return found


def _event(action: Action, report: UUID, file: Patient, at: datetime) -> Event:
    return Event(action, at, person=file.person, practice=file.practice, object_id=report)


async def _waiting(row: Any, vault: Vault) -> Waiting:
    facts = await facts_of_patient(row["patient"])
    line = row["line"] and await accesslog.line_asked_about(row["person"], row["line"])
    return Waiting(report_of(row, vault), facts.patient if facts else None, line)


def report_of(row: Any, vault: Vault) -> Report:
    """Make a report of its row."""
    answered = row["answer_sealed"]
    return Report(
        id=row["id"],
        patient=row["patient"],
        person=row["person"],
        practice=row["practice"],
        part=Part(row["part"]),
        words=vault.open(row["words_sealed"], WORDS, row["id"]).decode(),
        sent_at=row["sent_at"],
        answer=vault.open(answered, ANSWER, row["id"]).decode() if answered else "",
        answered_at=row["answered_at"],
        line=row["line"],
    )
