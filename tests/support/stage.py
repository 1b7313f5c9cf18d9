"""Sets the stage for a test: practices, people and what their files hold."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from consent import tables as consent
from consent.dates import today
from consent.files import facts_of_patient
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Function,
    Grant,
    PersonName,
    ResultCategory,
    Right,
)
from consent.policy import open_file, review_file
from consent.register.employees import NewEmployee, employ, membership
from consent.register.people import NewPerson, enrol
from consent.register.practices import NewPractice, open_practice
from consent.register.sources import SourceKind, add_source, source_by_credential
from portal.database import transaction
from portal.keys import RootKey
from portal.vault import Vault
from publishing import tables as publishing
from publishing.model import Pace
from publishing.visibility import Wish

START = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
OPEN = Agreements(journal=True, results=True, journal_from=date(2020, 7, 1))
EVERYTHING = frozenset(Right)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_INVENTED = (
    str(candidate)
    for candidate in range(999900000, 1000000000)
    if sum(int(d) * w for d, w in zip(str(candidate), _WEIGHTS, strict=True)) % 11 == 0
)
_BSNS: list[str] = []


def bsn(number: int) -> str:
    """Give an invented BSN (9999xxxxx) that passes the 11-test, another for each number."""
    while len(_BSNS) <= number:
        _BSNS.append(next(_INVENTED))
    return _BSNS[number]


@dataclass
class Stage:
    """One practice with the facilities on, a GP with all rights, and what a test adds to it."""

    practice: UUID
    gp: Actor
    source: UUID
    at: datetime = START
    vault: Vault = field(default_factory=lambda: Vault([RootKey("test", bytes(range(32)))]))

    @classmethod
    async def set(cls, agreements: Agreements = OPEN, name: str = "De Linde") -> "Stage":
        """Open a practice with these agreements."""
        async with transaction():
            practice = await open_practice(NewPractice(name, "030 123 45 67"), START)
            await consent.Practice.update(_values(agreements)).where(
                consent.Practice.id == practice
            )
            gp = await _employee(practice, Function.GP, EVERYTHING)
            credential = await add_source(
                f"lab-{practice.hex}", SourceKind.PRACTICE_SYSTEM, practice, START
            )
            source = await source_by_credential(credential)
        assert source is not None
        return cls(practice, gp, source.id)

    async def employee(self, function: Function, *rights: Right) -> Actor:
        """Employ somebody here with these rights."""
        async with transaction():
            return await _employee(self.practice, function, frozenset(rights))

    async def patient(
        self, number: int = 0, born: str = "1960-05-17", name: str = "Anna Bakker"
    ) -> "PatientHere":
        """Enrol somebody here; the same number is the same person."""
        given, family = name.split(" ", 1)
        new = NewPerson(bsn(number), PersonName(given, "", family), born)
        async with transaction():
            patient = await enrol(self.vault, new, self.practice, self.at)
        facts = await facts_of_patient(patient)
        assert facts is not None
        reader = Actor(
            ActorKind.PERSON,
            Function.PATIENT,
            id=facts.patient.person,
            name=facts.patient.name.full,
        )
        return PatientHere(self, patient, facts.patient.person, reader)


@dataclass
class PatientHere:
    """Somebody enrolled at the practice of a stage; every method adds to their file."""

    stage: Stage
    id: UUID
    person: UUID
    reader: Actor

    async def released(
        self,
        at: datetime = START,
        reader: UUID | None = None,
        representation: UUID | None = None,
    ) -> UUID:
        """Release the file as an approved request does: to the patient, or who acts for them."""
        request, release = uuid4(), uuid4()
        base = {
            "patient": self.id,
            "reader": reader or self.person,
            "representation": representation,
        }
        async with transaction():
            await consent.AccessRequest.insert(
                consent.AccessRequest(
                    id=request,
                    status="approved",
                    asked_at=at,
                    decided_at=at,
                    decided_by=self.stage.gp.id,
                    **base,
                )
            )
            await consent.Release.insert(
                consent.Release(id=release, request=request, started_at=at, **base)
            )
        return release

    async def grant(self, at: datetime | None = None) -> Grant:
        """Give the grant that the policy makes for the patient at this moment."""
        facts = await facts_of_patient(self.id)
        assert facts is not None
        decision = open_file(self.reader, facts, at or self.stage.at)
        assert isinstance(decision, Grant), decision
        return decision

    async def review(self, right: Right = Right.REQUESTS_SEE) -> Grant:
        """Give the grant that the policy makes for the practice's GP."""
        facts = await facts_of_patient(self.id)
        assert facts is not None
        decision = review_file(self.stage.gp, facts, right, self.stage.at)
        assert isinstance(decision, Grant), decision
        return decision

    async def episode(self, title: str = "Hoge bloeddruk", **values: Any) -> UUID:
        """Add an episode, visible unless `visible_to_patient` says otherwise."""
        row = {"last_contact_on": date(2026, 2, 1), **values}
        return await self._add(consent.Episode, title=title, **row)

    async def line(self, kind: str = "E", body: str = "Rustig beeld.", **values: Any) -> UUID:
        """Add a journal line, recorded in February 2026 unless said otherwise."""
        row = {"recorded_on": date(2026, 2, 1), "content_hash": b"", **values}
        return await self._add(publishing.JournalLine, kind=kind, body=body, **row)

    async def contact(self, **values: Any) -> UUID:
        """Add a consultation, unless `kind` says otherwise."""
        return await self._add(publishing.Contact, **{"kind": "03", **values})

    async def report(self, title: str = "Bloedonderzoek", **values: Any) -> UUID:
        """Add a report that waits in the inbox."""
        row = {"received_at": self.stage.at, **values}
        return await self._add(publishing.Report, title=title, **row)

    async def result(self, report: UUID, name: str = "Glucose", **values: Any) -> UUID:
        """Add a result to a report: 5.4 mmol/L of 4.0 to 6.0 unless said otherwise."""
        row = {
            "value": "5.4",
            "unit": "mmol/L",
            "range_low": "4.0",
            "range_high": "6.0",
            "status": "final",
            "content_hash": b"",
            **values,
        }
        return await self._add(publishing.Result, report=report, name=name, **row)

    async def publication(self, report: UUID, results: list[UUID], **values: Any) -> UUID:
        """Add an act of the GP on a report: these results published, now, with a conclusion."""
        row = {
            "id": uuid4(),
            "report": report,
            "patient": self.id,
            "act": "publish",
            "conclusion": "Alles is goed.",
            "visible_from": self.stage.at,
            "acted_by": self.stage.gp.id,
            "acted_at": self.stage.at,
            **values,
        }
        async with transaction():
            await publishing.Publication.insert(publishing.Publication(**row))
            for result in results:
                await publishing.PublishedResult.insert(
                    publishing.PublishedResult(id=uuid4(), publication=row["id"], result=result)
                )
        return UUID(str(row["id"]))

    async def wishes(self, category: ResultCategory, wish: Wish | None) -> None:
        """Let the patient have chosen a pace; None: they never did, or are back to the usual."""
        table = publishing.ReadingPace
        async with transaction():
            if wish is None:
                of_theirs = (table.person == self.person) & (table.category == category.value)
                await table.update({table.pace: Pace.AT_ONCE.value}).where(of_theirs)
                return
            row = {"id": uuid4(), "person": self.person, "category": category.value}
            row |= {"pace": wish.pace.value, "chosen_at": wish.chosen_at}
            await table.insert(table(**row)).on_conflict(
                target=(table.person, table.category),
                action="DO UPDATE",
                values=[table.pace, table.chosen_at],
            )

    async def discussed(self, report: UUID, at: datetime | None) -> None:
        """Let the GP have ticked that a report was talked about; None: it is a task and no more."""
        row = {"id": uuid4(), "report": report, "set_at": at or self.stage.at}
        row |= {"discussed_on": today(at) if at else None}
        row |= {"owner": self.stage.gp.id, "set_by": self.stage.gp.id}
        async with transaction():
            await publishing.Task.insert(publishing.Task(**row))

    async def letter(self, title: str = "Brief van de cardioloog", **values: Any) -> UUID:
        """Add a letter that waits for accord."""
        letter = uuid4()
        sealed = self.stage.vault.seal(b"%PDF-1.7 letter", "letter.file", letter)
        row = {
            "id": letter,
            "received_at": self.stage.at,
            "file_sealed": sealed,
            "file_size": 15,
            "file_pages": 1,
            "content_hash": b"",
            **values,
        }
        return await self._add(publishing.Letter, title=title, **row)

    async def accorded(self, title: str = "Brief van de cardioloog", **values: Any) -> UUID:
        """Add a letter that has been accorded."""
        row = {"accorded_at": self.stage.at, "accorded_by": self.stage.gp.id, **values}
        return await self.letter(title, **row)

    async def _add(self, table: Any, **values: Any) -> UUID:
        row = {"id": uuid4(), **values}
        row.setdefault("source_key", row["id"].hex)
        async with transaction():
            await table.insert(table(patient=self.id, source=self.stage.source, **row))
        return UUID(str(row["id"]))


async def lines_of(person: UUID | None = None) -> list[dict[str, Any]]:
    """Give the log lines of a person, or those that belong to nobody, the oldest first."""
    table = consent.AccessEntry
    where = table.person.is_null() if person is None else table.person == person
    rows: list[dict[str, Any]] = await table.select().where(where).order_by(table.id)
    return rows


async def _employee(practice: UUID, function: Function, rights: frozenset[Right]) -> Actor:
    new = NewEmployee(uuid4().hex[:9], f"Medewerker {function.value}", function, rights)
    found = await membership(await employ(new, practice, START - timedelta(days=1)), START)
    assert found is not None
    return found.actor("test")


def _values(agreements: Agreements) -> dict[Any, Any]:
    return {
        "journal": agreements.journal,
        "results": agreements.results,
        "handling": agreements.handling.value,
        "journal_from": agreements.journal_from,
        "under_16": agreements.under_16,
        "names_shown": agreements.names_shown,
        "parents": agreements.parents.value,
        "closed_episodes": agreements.closed_episodes.value,
        "without_contact": agreements.without_contact,
        "history_months": agreements.history_months,
        "answer_days": agreements.answer_days,
        "preliminary": sorted(agreements.preliminary),
        "pending": sorted(agreements.pending),
    }
