"""The people and things that clients need, put straight into the database between disasters."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor, ActorKind, Function, PersonName
from consent.register.people import NewPerson, enrol
from consent.register.sources import SourceKind
from consent.requests import asking
from consent.statements import fetch
from faults.races.crowd import numbers
from integration.intake.delivering import source_here
from portal.acts import act
from portal.clock import now
from portal.database import transaction
from portal.frame.render import CSRF_FIELD
from portal.identity import sessions
from portal.identity.csrf import csrf_token
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from portal.vault import Vault
from support.stage import START, PatientHere, Stage

# Invented numbers are not without end: only whoever asks is somebody new each time.
FILES, SENT_ABOUT, SPARE = 20, 200, 3


@dataclass(frozen=True)
class Session:
    """Somebody who is logged in: their session, the header that says so, and their form's token."""

    id: UUID
    headers: dict[str, str]
    form: dict[str, str]


@dataclass
class Stock:
    """
    One practice with a reader, an asker and employees, and things that wait for a decision.

    `shown` are the reader's own things; results and letters arrive in turn in `files`, messages
    speak of the people of `known`, who are enrolled by the first of them.
    """

    stage: Stage
    reader: PatientHere
    asker: PatientHere
    credential: str
    shown: dict[str, UUID]
    bsns: Iterator[str]
    files: Iterator[PatientHere]
    known: Iterator[str]
    keys: Iterator[int] = field(default_factory=itertools.count)
    requests: list[UUID] = field(default_factory=list)
    reports: list[UUID] = field(default_factory=list)
    letters: list[UUID] = field(default_factory=list)
    spare: list[Session] = field(default_factory=list)
    sessions: dict[str, Session] = field(default_factory=dict)

    @classmethod
    async def laid_in(cls, vault: Vault) -> "Stock":
        """Open the practice; the database is empty."""
        stage = await Stage.set()
        stage.vault, bsns = vault, numbers()
        reader, asker = await _newcomer(stage, bsns), await _newcomer(stage, bsns)
        await reader.released()
        report = await reader.report()
        await reader.publication(report, [await reader.result(report)])
        episode = await reader.episode()
        await reader.line(episode=episode)
        letter = await reader.accorded()
        shown = {"report": report, "episode": episode, "letter": letter}
        _, credential = await source_here(stage, SourceKind.PRACTICE_SYSTEM, "system")
        files = itertools.cycle([await _newcomer(stage, bsns) for _ in range(FILES)])
        known = itertools.cycle(list(itertools.islice(bsns, SENT_ABOUT)))
        return cls(stage, reader, asker, credential, shown, bsns, files, known)

    async def fill_up(self, number: int) -> None:
        """See to it that there is enough for a round, and that everybody is logged in."""
        self.sessions = {
            "reader": await self._patient(self.reader),
            "asker": await self._patient(self.asker),
            "gp": await self._employee(self.stage.gp),
        }
        self.spare = [await self._patient(self.reader) for _ in range(SPARE)]
        while len(self.requests) < number:
            self.requests.append(await self._request())
        while len(self.reports) < number:
            self.reports.append(await self._report())
        while len(self.letters) < number:
            self.letters.append(await next(self.files).letter())

    async def _request(self) -> UUID:
        patient = await _newcomer(self.stage, self.bsns)
        await patient.line(episode=await patient.episode())
        await patient.episode("Depressie")
        at = now()
        work = partial(asking.ask, patient.reader, patient.id, at)
        return (await act(patient.reader, Event(Action.REQUEST_ASK, at), work)).id

    async def _report(self) -> UUID:
        patient = next(self.files)
        report = await patient.report()
        for name in ("Glucose", "Kalium"):
            await patient.result(report, name)
        return report

    async def _patient(self, patient: PatientHere) -> Session:
        return await self._begin(
            NewSession(kind=VisitorKind.PATIENT, level=25, language="nl", person=patient.person)
        )

    async def _employee(self, employee: Actor) -> Session:
        new = NewSession(kind=VisitorKind.EMPLOYEE, level=0, language="nl", membership=employee.id)
        return await self._begin(new)

    async def _begin(self, new: NewSession) -> Session:
        async with transaction():
            session, token = await sessions.begin(new, now())
        form = {CSRF_FIELD: csrf_token(self.stage.vault, session)}
        return Session(session, {"cookie": f"portal_session={token}"}, form)


async def _newcomer(stage: Stage, bsns: Iterator[str]) -> PatientHere:
    new = NewPerson(next(bsns), PersonName("Anna", "", "Bakker"), "1960-05-17")
    async with transaction():
        file = await enrol(stage.vault, new, stage.practice, START)
    (row,) = await fetch("select person from patient where id = $1", file)
    reader = Actor(ActorKind.PERSON, Function.PATIENT, id=row["person"], name="Anna Bakker")
    return PatientHere(stage, file, row["person"], reader)
