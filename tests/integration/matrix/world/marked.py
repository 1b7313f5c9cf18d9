"""A file in which every field carries a mark of its own: some may be seen, most never."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from consent import tables as consent
from consent.model import ResultCategory
from portal.database import transaction
from publishing import tables as publishing
from publishing.inside import notes
from publishing.inside.notes import Text
from publishing.model import Pace
from publishing.tasks.setting import Task, set_task
from publishing.visibility import Wish
from support.stage import START, PatientHere

LATER = START + timedelta(minutes=1)
FIELDS_OF_RESULT = ("name", "value_text", "unit", "range_text", "flag_text", "remark")
WORDS = ("conclusion", "meaning", "what_to_do")
# A mark is this, and then so many signs; of a code there is room for the first.
BEGINNING, LENGTH = "merk", 12
Marks = dict[str, str]


@dataclass
class Marked:
    """
    A file full of marks: `shown` to its patient, `closed` to every patient, each under its field.

    `ids` are the numbers of everything in it, per kind of page.
    """

    patient: PatientHere
    shown: Marks = field(default_factory=dict)
    closed: Marks = field(default_factory=dict)
    ids: dict[str, list[UUID]] = field(default_factory=lambda: {"r": [], "l": [], "e": [], "m": []})

    def mark(self, name: str, *, shown: bool = False) -> str:
        """Make a mark for a field and remember to whom it belongs."""
        made = f"{BEGINNING}{uuid4().hex[:LENGTH]}"
        (self.shown if shown else self.closed)[name] = made
        return made

    async def report(self, name: str, *, shown: bool = False, **act: Any) -> tuple[UUID, UUID]:
        """Add a report with a result; with `act` something was done with it."""
        report = await self.patient.report(
            self.mark(f"{name} title", shown=shown),
            laboratory=self.mark(f"{name} laboratory", shown=shown),
        )
        result = await self.result(report, name, shown=shown)
        if act:
            words = {key: self.mark(f"{name} {key}", shown=shown) for key in WORDS}
            await self.patient.publication(report, [result], **words, **act)
        self.ids["r"].append(report)
        return report, result

    async def result(self, report: UUID, name: str, *, shown: bool = False, **values: Any) -> UUID:
        """Add a result with a text as its value, so that every field is printed as it is."""
        marks = {
            key: self.mark(f"{name} {key}", shown=shown and key != "unit")
            for key in FIELDS_OF_RESULT
        }
        row = {"value": "", "range_low": "", "range_high": "", **marks, **values}
        return await self.patient.result(report, row.pop("name"), **row)

    async def letter(self, name: str, *, shown: bool = False, **values: Any) -> UUID:
        """Add a letter that somebody accorded, unless `values` say otherwise."""
        letter = uuid4()
        content = f"%PDF-1.7 {self.mark(f'{name} file', shown=shown)}".encode()
        words = self.mark(f"{name} text", shown=shown).encode()
        row = {
            "id": letter,
            "author": self.mark(f"{name} author", shown=shown),
            "kind": self.mark(f"{name} kind"),
            "explanation": self.mark(f"{name} explanation", shown=shown),
            "file_sealed": self.patient.stage.vault.seal(content, "letter.file", letter),
            "text_sealed": self.patient.stage.vault.seal(words, "letter.text", letter),
            **values,
        }
        await self.patient.accorded(self.mark(f"{name} title", shown=shown), **row)
        self.ids["l"].append(letter)
        return letter

    async def episode(self, name: str, *, shown: bool = False, **values: Any) -> UUID:
        """Add an episode; its code is for no patient."""
        title, icpc = self.mark(f"{name} title", shown=shown), self.mark(f"{name} icpc")[:10]
        self.closed[f"{name} icpc"] = icpc
        episode = await self.patient.episode(title, icpc=icpc, **values)
        self.ids["e"].append(episode)
        return episode

    async def line(self, name: str, kind: str = "E", *, shown: bool = False, **values: Any) -> UUID:
        """Add a journal line; its code is for no patient."""
        body, icpc = self.mark(f"{name} body", shown=shown), self.mark(f"{name} icpc")[:10]
        self.closed[f"{name} icpc"] = icpc
        return await self.patient.line(kind, body, icpc=icpc, **values)

    async def contact(self, name: str, **values: Any) -> UUID:
        """Add a contact: the patient reads the function of who held it, never a name."""
        contact = uuid4()
        async with transaction():
            await publishing.Contact.insert(
                publishing.Contact(
                    id=contact,
                    patient=self.patient.id,
                    source=self.patient.stage.source,
                    source_key=contact.hex,
                    practitioner_role="huisarts",
                    practitioner_name=self.mark(f"{name} practitioner"),
                    **values,
                )
            )
        return contact


async def open_part(file: Marked) -> UUID:
    """Fill in what the patient may see, and give the episode that is shown."""
    shown = await file.episode("shown episode", shown=True)
    contact = await file.contact("shown contact")
    await file.line("shown line", shown=True, episode=shown, contact=contact)
    await file.line("loose line", "P", shown=True)
    await file.report("published", shown=True, act="publish")
    await file.letter("accorded", shown=True, episode=shown)
    return shown


async def closed_part(file: Marked, shown: UUID) -> None:
    """Fill in one of everything that stays closed, each for one reason."""
    hidden = await file.episode("hidden episode", visible_to_patient=False)
    await _lines(file, shown, hidden)
    await _reports(file, hidden)
    await _kept_back(file)
    await _letters(file, hidden)
    await _gated(file, shown, hidden)
    async with transaction():
        await consent.AccessRequest.update(
            {consent.AccessRequest.note: file.mark("note for colleagues")}
        ).where(consent.AccessRequest.patient == file.patient.id)


async def _lines(file: Marked, shown: UUID, hidden: UUID) -> None:
    await file.line("subjective", "S", episode=shown)
    await file.line("objective", "O", episode=shown)
    await file.line("loose subjective", "S")
    await file.line("line of hidden episode", episode=hidden)
    await file.line("hidden line", episode=shown, visible_to_patient=False)
    await file.line("superseded line", episode=shown, superseded_at=START)
    await file.line("line of unknown episode", has_unknown_episode=True)
    await file.line("line before the journal", episode=shown, recorded_on=date(2020, 6, 30))
    await file.line("line without a date", episode=shown, recorded_on=None)


async def _reports(file: Marked, hidden: UUID) -> None:
    await file.report("received")
    await file.report("saved", act="save", visible_from=None)
    await file.report("invited", act="invite", visible_from=None, invite_within="week")
    await file.report("planned", act="publish", visible_from=LATER)
    await file.report("ended", act="publish", ended_at=START)
    report, _ = await file.report("with a hidden result", act="publish")
    await file.result(report, "of hidden episode", episode=hidden)
    report, _ = await file.report("with an unknown result", act="publish")
    await file.result(report, "of unknown episode", has_unknown_episode=True)
    report, _ = await file.report("partly published", shown=True, act="publish")
    await file.result(report, "unticked")
    publication = await publishing.Publication.select(publishing.Publication.id).where(
        publishing.Publication.report == report
    )
    for name, values in (
        ("superseded", {"superseded_at": START}),
        ("withdrawn", {"status": "withdrawn"}),
    ):
        result = await file.result(report, f"{name} result", **values)
        async with transaction():
            await publishing.PublishedResult.insert(
                publishing.PublishedResult(
                    id=uuid4(), publication=publication[0]["id"], result=result
                )
            )


async def _kept_back(file: Marked) -> None:
    chosen = {ResultCategory.PATHOLOGY: Pace.AFTER_TALK, ResultCategory.IMAGING: Pace.WARN}
    for category, pace in chosen.items():
        await file.patient.wishes(category, Wish(pace, START))
        report, _ = await file.report(f"kept back {pace}", act="publish")
        await publishing.Report.update({publishing.Report.category: category.value}).where(
            publishing.Report.id == report
        )
    report, result = await file.report("preliminary", act="publish")
    await publishing.Result.update({publishing.Result.status: "preliminary"}).where(
        publishing.Result.id == result
    )
    # What is told to be on its way names nothing of it.
    every = [one.value for one in ResultCategory]
    await consent.Practice.update({consent.Practice.pending: every}).where(
        consent.Practice.id == file.patient.stage.practice
    )


async def _letters(file: Marked, hidden: UUID) -> None:
    await file.letter("waiting letter", accorded_at=None, accorded_by=None)
    await file.letter("later letter", accorded_at=LATER)
    await file.letter("superseded letter", superseded_at=START)
    await file.letter("letter in error", status="entered-in-error")
    await file.letter("letter of hidden episode", episode=hidden)
    await file.letter("letter of unknown episode", has_unknown_episode=True)
    await file.letter("letter of a sort not shared", category="mental_health")
    nobody = {"accorded_at": None, "accorded_by": None}
    await file.letter("transfer message", category="epd_transfer", **nobody)


async def _gated(file: Marked, shown: UUID, hidden: UUID) -> None:
    closed = await file.episode("closed episode", is_closed=True)
    await file.line("line of closed episode", episode=closed)
    secret = await file.episode("secret episode", confidentiality="V")
    await file.line("line of secret episode", episode=secret)
    await file.line("line of two episodes", episode=shown, other_episodes=[hidden])
    await file.line("line that moved out", episode=shown, former_episodes=[hidden])
    await file.line("secret line", episode=shown, confidentiality="V")
    for name, values in (("desk", {"kind": "08"}), ("secret", {"confidentiality": "V"})):
        contact = await file.contact(f"{name} contact", **values)
        await file.line(f"line of {name} contact", episode=shown, contact=contact)
    await file.letter("secret letter", confidentiality="V")
    await file.letter("letter of two episodes", episode=shown, other_episodes=[hidden])
    report, _ = await file.report("with a secret result", act="publish")
    await file.result(report, "secret result", confidentiality="V")
    author = file.patient.stage.gp
    async with transaction():
        task = Task(author.id, file.mark("task of a shared report"), START.date())
        await set_task(author, report, task, None, START)
    for is_shared in (False, True):
        told = Text(file.mark("shared note" if is_shared else "working note"), is_shared)
        async with transaction():
            await notes.write(author, file.patient.id, told, START)
