"""Fills the demo once, by the same use cases as everybody: intake, asking, deciding, publishing."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.dates import today
from consent.files import facts_of_person
from consent.model import Actor, Grant, RequestStatus, Right
from consent.register import employees, episodes, people, practices, sources
from consent.register.employees import NewEmployee
from consent.register.episodes import Ticks
from consent.register.practices import NewPractice
from consent.register.sources import Source, SourceKind
from consent.requests import asking
from consent.requests.model import AccessRequest
from portal.database import transaction
from portal.demo import aside, coming, dossiers, families, looks, messages, sharing
from portal.demo.addresses import give_addresses
from portal.demo.agreeing import agree
from portal.demo.dossiers import DemoFile
from portal.demo.doubles import register_again
from portal.demo.people import Colleague, DemoPractice, Resident
from portal.demo.people import people as everybody
from portal.intake.delivery import deliver
from portal.vault import Vault
from publishing import inbox, journal, letters
from publishing.journal import ReleaseTicks
from publishing.model import Act, InviteWithin
from publishing.policy import Decision
from publishing.receive import Delivery
from publishing.tasks.setting import Task, set_task

OPENED_AGO = timedelta(days=120)
RELEASED_AGO = timedelta(days=100)
ASKED_AGO = timedelta(days=2)
HOUR = timedelta(hours=1)


class HalfFilled(Exception):  # noqa: N818 - it reads as what happened
    """The database holds a part of the demo."""


class Desk(msgspec.Struct, frozen=True):
    """One practice of the demo, its staff as actors, and the systems that deliver to it."""

    practice: UUID
    staff: tuple[Actor, ...]
    system: Source
    laboratory: Source

    def who_may(self, right: Right) -> Actor:
        """Give the first employee here with this right."""
        return next(one for one in self.staff if one.may(right))


async def seed(vault: Vault, at: datetime) -> None:
    """
    Fill the demo.

    Raises:
        HalfFilled: somebody has begun before, and was stopped.
    """
    if await sources.source_by_name(_source_name("linde", SourceKind.LABORATORY)):
        raise HalfFilled
    desks = {key: await _open(key, told, at) for key, told in everybody().practices.items()}
    residents = {one.key: one for one in everybody().residents}
    for one in residents.values():
        for key in one.practices:
            await _enrol(vault, one, desks[key], at)
    for double in everybody().doubles:
        clerk, who = desks[double.practice].who_may(Right.PATIENTS_CHANGE), double.resident
        born = residents[who].born(today(at))
        await register_again(vault, residents[who], born, clerk, at - OPENED_AGO + HOUR)
    await _share(vault, residents, desks, at)
    for desk in desks.values():
        await aside.let_something_wait(desk.laboratory, vault, at)
    for file in dossiers.files():
        await _fill(vault, residents[file.resident], file, desks[file.practice], at)
    first = dossiers.files()[0]
    laboratory = desks[first.practice].laboratory
    await coming.ask_for_a_culture(vault, residents[first.resident], laboratory, at)
    for told in everybody().acting:
        desk = desks[told.practice]
        clerk = desk.who_may(Right.PATIENTS_CHANGE)
        if request := await families.register(vault, told, residents, clerk, at):
            async with transaction():
                decider = desk.who_may(Right.REQUESTS_DECIDE)
                await _approve(decider, request, request.asked_at)
    practices_here = [desk.practice for desk in desks.values()]
    await give_addresses(vault, tuple(residents.values()), practices_here, at)


async def _open(key: str, told: DemoPractice, at: datetime) -> Desk:
    opened_at = at - OPENED_AGO
    async with transaction():
        practice = await practices.open_practice(NewPractice(told.name, told.phone, told.ura), at)
        staff = [
            await _employ(one, practice, opened_at)
            for one in everybody().staff
            if key in one.practices
        ]
        kinds = {kind: await _connect(key, kind, practice, opened_at) for kind in told.sources}
        if told.handling is not None:
            await agree(staff, told.handling, opened_at)
    return Desk(
        practice, tuple(staff), kinds[SourceKind.PRACTICE_SYSTEM], kinds[SourceKind.LABORATORY]
    )


async def _employ(one: Colleague, practice: UUID, at: datetime) -> Actor:
    new = NewEmployee(one.uzi_id, one.name, one.function, one.rights)
    membership = await employees.membership(await employees.employ(new, practice, at), at)
    if membership is None:
        raise LookupError(one.uzi_id)
    return membership.actor("demo")


async def _connect(key: str, kind: SourceKind, practice: UUID, at: datetime) -> Source:
    logs = everybody().practices[key].logs and kind is SourceKind.PRACTICE_SYSTEM
    await sources.add_source(_source_name(key, kind), kind, practice, at, logs=logs)
    source = await sources.source_by_name(_source_name(key, kind))
    if source is None:
        raise LookupError(key)
    return source


def _source_name(key: str, kind: SourceKind) -> str:
    return everybody().practices[key].sources[kind]


async def _enrol(vault: Vault, resident: Resident, desk: Desk, at: datetime) -> None:
    new = people.NewPerson(resident.bsn, resident.person_name, resident.born(today(at)).isoformat())
    async with transaction():
        patient = await people.enrol(vault, new, desk.practice, at - OPENED_AGO)
        if not (resident.asked or resident.released):
            return
        person = await people.person_of(vault.bsn_keys(resident.bsn))
        asked_at = at - (RELEASED_AGO if resident.released else ASKED_AGO)
        await asking.ask(people.actor(person, "demo"), patient, asked_at)


async def _share(
    vault: Vault, residents: dict[str, Resident], desks: dict[str, Desk], at: datetime
) -> None:
    first = next(one for one in residents.values() if one.released)
    person = await people.person_of(vault.bsn_keys(first.bsn))
    reader, desk = people.actor(person, "demo"), desks[first.practices[0]]
    facts = await facts_of_person(reader.id) if reader.id else []
    patient = next(one.patient.id for one in facts if one.patient.practice == desk.practice)
    clerk = desk.who_may(Right.PATIENTS_CHANGE)
    await sharing.state_choices(sharing.Filed(patient, reader, clerk), at)


async def _fill(vault: Vault, resident: Resident, file: DemoFile, desk: Desk, at: datetime) -> None:
    await _deliver(desk.system, messages.journal(resident, file, at), vault, at - RELEASED_AGO)
    if resident.released:
        await _release(vault, resident, desk, at - RELEASED_AGO + HOUR)
    for report in file.reports:
        # What was taken before the release came along with it.
        came = at - min(timedelta(days=report.ago), RELEASED_AGO)
        body = messages.laboratory(resident, file, report, at)
        await _deliver(desk.laboratory, body, vault, came)
    for one in file.letters:
        came = at - timedelta(days=one.ago)
        await _deliver(desk.system, messages.letter(resident, file, one, at), vault, came)
    if file.looks:
        await _deliver(desk.system, looks.looks(resident, file, at), vault, at)
    await _publish(file, desk, at)
    await _accord(file, desk)


async def _deliver(source: Source, body: bytes, vault: Vault, at: datetime) -> None:
    receipt = await deliver(Delivery(source, body), vault, at, file="demo", language="nl")
    if receipt.quarantined or receipt.unreadable:
        raise ValueError(receipt.faults)


async def _release(vault: Vault, resident: Resident, desk: Desk, at: datetime) -> None:
    decider = desk.who_may(Right.REQUESTS_DECIDE)
    async with transaction():
        person = await people.person_of(vault.bsn_keys(resident.bsn))
        for request in await asking.own_requests(people.actor(person, "demo")):
            is_here = request.practice == desk.practice
            if is_here and request.status is RequestStatus.SUBMITTED:
                await _approve(decider, request, at)


async def _approve(decider: Actor, request: AccessRequest, at: datetime) -> None:
    look = Look(decider, Action.REQUEST_REVIEW, at, request.id)
    grant = await access.open_review(look, Right.REQUESTS_SEE, request.patient)
    if not isinstance(grant, Grant):
        raise TypeError(grant)
    known = await episodes.all_episodes(grant)
    lines = frozenset(one.line.id for one in await journal.choices(grant))
    shown = frozenset(one.id for one in known if one.title not in dossiers.hidden())
    ticks = ReleaseTicks(
        episodes=Ticks(frozenset(one.id for one in known), shown), lines=Ticks(lines, lines)
    )
    await journal.release(decider, request.id, ticks, at)


async def _publish(file: DemoFile, desk: Desk, at: datetime) -> None:
    clinician = desk.who_may(Right.RESULTS_PUBLISH)
    told = {one.title: one for one in file.reports}
    for report in await inbox.worklist(clinician, inbox.Pile.NEW, at):
        one = told.get(report.title)
        if one is None or one.done is None:
            continue
        seen = frozenset(result.id for result in report.results)
        decision = Decision(
            act=one.done,
            ticks=Ticks(seen, seen),
            conclusion=one.conclusion,
            meaning=one.meaning,
            what_to_do=one.what_to_do,
            invite_within=InviteWithin.WEEK if one.done is not Act.PUBLISH else None,
        )
        acted = report.received_at + HOUR
        async with transaction():
            await inbox.decide(clinician, report.id, decision, acted)
        if one.task and clinician.id is not None:
            due = today(acted) + timedelta(days=one.task_days)
            task = Task(clinician.id, one.task, due)
            async with transaction():
                await set_task(clinician, report.id, task, None, acted)


async def _accord(file: DemoFile, desk: Desk) -> None:
    reviewer = desk.who_may(Right.LETTERS_PUBLISH)
    told = {one.title: one for one in file.letters}
    for letter in await letters.worklist(reviewer):
        one = told.get(letter.title)
        if one is not None and one.explanation:
            async with transaction():
                await letters.accord(
                    reviewer, letter.id, one.explanation, letter.received_at + HOUR
                )
