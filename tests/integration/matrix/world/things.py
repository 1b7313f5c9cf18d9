"""What a visitor may ask for: their own thing, somebody else's, one that is not there, nonsense."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from uuid import UUID, uuid4

from consent import accesslog, tables
from consent.accesslog import Event
from consent.actions import Action
from consent.files import facts_of_patient
from consent.model import Actor, Function
from consent.register.sources import source_by_id
from portal.database import transaction
from portal.details import reports
from portal.details.model import Part, Told
from portal.details.tables import ClosedAccount
from portal.post.model import Kind, Message
from portal.post.outbox import put
from portal.post.tables import PostMessage
from publishing import receive
from publishing.intake.faults import FaultReason
from publishing.receive import Delivery
from support.kept import measurement
from support.stage import START, PatientHere, Stage, lines_of

# What came in and was put aside: whose it is, nobody knows yet.
OF_NOBODY = {"aside"}
# A month is drawn once per practice.
MONTHS = count()


class Whose(StrEnum):
    """Whose thing it is, seen from who asks; for an employee, OWN and SAME are of the practice."""

    OWN = "own"
    OWN_ELSEWHERE = "own, at the other practice"
    SAME = "another's at the same practice"
    OTHER = "another practice's"
    MISSING = "not there"
    MALFORMED = "malformed"


@dataclass(frozen=True)
class Thing:
    """One thing somebody asks for; `person` and `practice` are None where it is nobody's."""

    whose: Whose
    id: UUID | str
    person: UUID | None = None
    practice: UUID | None = None


@dataclass
class Holder:
    """Somebody enrolled, with one of everything in their file."""

    patient: PatientHere
    things: dict[str, UUID] = field(default_factory=dict)

    def thing(self, kind: str, whose: Whose) -> Thing:
        """Give their thing of a kind."""
        practice = self.patient.stage.practice
        person = None if kind in OF_NOBODY else self.patient.person
        return Thing(whose, self.things[kind], person, practice)


def nothing(whose: Whose) -> Thing:
    """Give a thing that is not there, or an address that cannot be one."""
    return Thing(whose, uuid4() if whose is Whose.MISSING else "geen-nummer")


async def represented(patient: PatientHere, by: UUID | None = None) -> UUID:
    """Register somebody with a mandate of theirs: `by`, or somebody new."""
    one = uuid4()
    async with transaction():
        if by is None:
            by = uuid4()
            await tables.Person.insert(tables.Person(id=by, family="Vertegenwoordiger"))
        await tables.Representation.insert(
            tables.Representation(
                id=one,
                patient=patient.id,
                representative=by,
                kind="mandatee",
                document="mandate",
                presence="together",
                starts_on=START.date(),
                registered_by=patient.stage.gp.id,
                registered_at=START,
            )
        )
    return one


async def filled(patient: PatientHere, *, asking: bool = True) -> Holder:
    """Fill a file with a published result, an accorded letter, an episode and a request."""
    report, episode = await patient.report(), await patient.episode()
    await patient.publication(report, [await patient.result(report)])
    await patient.line(episode=episode)
    things = {
        "report": report,
        "shared_report": report,
        "measurement": await measurement(patient),
        "letter": (letter := await patient.accorded()),
        "shared_letter": letter,
        "episode": episode,
        "file": patient.id,
        "patient": patient.id,
        "message": await undelivered(patient),
        "aside": await put_aside(patient),
        "detail": await closed(patient),
        "check": await checked(patient),
        "unlawful": await checked(patient, outcome="unlawful"),
        "line": await noted(patient),
        "representation": await represented(patient),
    } | ({"request": await asked(patient)} if asking else {})
    return Holder(patient, things)


async def newcomer(stage: Stage, number: int) -> Holder:
    """Enrol somebody whose request, result and letter wait; others were shared before."""
    patient = await stage.patient(number)
    report = await patient.report()
    await patient.result(report)
    episode = await patient.episode()
    await patient.line(episode=episode)
    letter, shared = await patient.letter(), await patient.report()
    await patient.publication(shared, [await patient.result(shared)])
    things = {
        "episode": episode,
        "patient": patient.id,
        "report": report,
        "letter": letter,
        "shared_report": shared,
        "shared_letter": await patient.accorded(),
        "message": await undelivered(patient),
        "aside": await put_aside(patient),
        "detail": await closed(patient),
        "check": await checked(patient),
        "unlawful": await checked(patient, outcome="unlawful"),
        "representation": await represented(patient),
    }
    return Holder(patient, {**things, "request": await asked(patient)})


async def checked(patient: PatientHere, **more: object) -> UUID:
    """Let a look of a colleague into their file be drawn for a check, each from its own month."""
    stage, draw, line = patient.stage, uuid4(), uuid4()
    colleague = await stage.employee(Function.ASSISTANT)
    look = Event(Action.RESULT_REVIEW, START, patient.person, stage.practice)
    month = date(1900, 1, 1) + timedelta(days=next(MONTHS))
    base = {"practice": stage.practice, "drawn_at": START, "drawn_by": colleague.id}
    async with transaction():
        await accesslog.record(colleague, look)
        entry = (await lines_of(patient.person))[-1]["id"]
        await tables.CheckDraw.insert(
            tables.CheckDraw(id=draw, month=month, seed=b"", looks=1, **base)
        )
        await tables.CheckLine.insert(
            tables.CheckLine(id=line, draw=draw, entry=entry, due_on=START.date(), **more)
        )
    return line


async def closed(patient: PatientHere) -> UUID:
    """Let the practice read that they closed their account; their sessions go on."""
    facts = await facts_of_patient(patient.id)
    assert facts is not None
    told = Told(Part.ACCOUNT)
    async with transaction():
        await ClosedAccount.insert(
            ClosedAccount(id=uuid4(), person=patient.person, closed_at=START)
        )
        return await reports.send(patient.stage.vault, patient.reader, facts.patient, told, START)


async def noted(patient: PatientHere) -> UUID:
    """Give the newest line of their log at this practice."""
    own = [row for row in await lines_of(patient.person) if row["practice"]]
    return UUID(str(own[-1]["id"]))


async def put_aside(patient: PatientHere) -> UUID:
    """Let a message come in at their practice of which nothing can be read."""
    source = await source_by_id(patient.stage.source)
    assert source is not None
    async with transaction():
        message = await receive.keep(Delivery(source, b"{"), patient.stage.vault, START)
        await receive.note_unreadable(message, FaultReason.JSON_BROKEN, START)
    return message


async def undelivered(patient: PatientHere) -> UUID:
    """Write a message to them that did not arrive."""
    subject = uuid4().hex
    about = Message(
        kind=Kind.NEWS,
        subject=subject,
        address="anna@example.nl",
        practice=patient.stage.practice,
        person=patient.person,
    )
    async with transaction():
        await put(patient.stage.vault, about, START)
        moved = (
            await PostMessage.update({PostMessage.status: "failed"})
            .where(PostMessage.subject == subject)
            .returning(PostMessage.id)
        )
    return UUID(str(moved[0]["id"]))


async def asked(patient: PatientHere, reader: Actor | None = None, by: UUID | None = None) -> UUID:
    """Let a request wait: their own, or of who acts for them by this representation."""
    request = uuid4()
    row = {
        "id": request,
        "patient": patient.id,
        "reader": reader.id if reader else patient.person,
        "representation": by,
        "asked_at": START,
    }
    async with transaction():
        await tables.AccessRequest.insert(tables.AccessRequest(**row))
    return request


async def put_back(request: UUID, status: str = "submitted") -> None:
    """Let a request be as if nothing had been done with it, or withdrawn."""
    table = tables.AccessRequest
    async with transaction():
        await table.update({table.status: status}).where(table.id == request)


async def without_request(reader: UUID | None) -> None:
    """Withdraw all that somebody asked and that still waits."""
    table = tables.AccessRequest
    async with transaction():
        await table.update({table.status: "withdrawn"}).where(
            table.reader == reader, table.status == "submitted"
        )
