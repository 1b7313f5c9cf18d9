"""Sample checks: drawn once and again the same, never one's own, on record, told to patients."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from consent import access, accesslog, tables
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.errors import AlreadyDecided, NotFound, Reason, Refused
from consent.model import Actor, Function, Right
from consent.oversight import checking, drawing, telling
from consent.oversight.checking import Checked, DrawnLine, Outcome, Verdict
from consent.oversight.rules import TERM, TERM_ASKED, TERM_TOLD, Flag, drawn
from consent.oversight.telling import ToldLook
from consent.register import leaving
from consent.register.sources import SourceKind, add_source, source_by_name
from portal.database import transaction
from publishing import happenings
from support.stage import START, PatientHere, Stage, lines_of

pytestmark = pytest.mark.usefixtures("engine")
FEBRUARY = date(2026, 2, 1)
LOOKED = START.replace(month=2)


@pytest.fixture
async def stage() -> Stage:
    """Give a practice."""
    return await Stage.set()


@pytest.fixture
async def reviewer(stage: Stage) -> Actor:
    """Give somebody who may check and nothing else."""
    return await stage.employee(Function.PRACTICE_MANAGER, Right.LOG_REVIEW)


async def looked(by: Actor, patient: PatientHere) -> UUID:
    """Let somebody look into a file in February, and give the line."""
    event = Event(
        Action.RESULT_REVIEW, LOOKED, patient.person, patient.stage.practice, object_id=uuid4()
    )
    async with transaction():
        await accesslog.record(by, event)
    rows = await lines_of(patient.person)
    return UUID(str(rows[-1]["id"]))


async def drawn_by(reviewer: Actor) -> list[DrawnLine]:
    async with transaction():
        await drawing.draw(reviewer, FEBRUARY, happenings.days, START)
    return await listed(reviewer)


async def listed(reviewer: Actor) -> list[DrawnLine]:
    async with transaction():
        return (await checking.worklist(reviewer, START))[0]


async def judged(
    reviewer: Actor, stage: Stage, line: UUID, outcome: Outcome, note: str = ""
) -> None:
    async with transaction():
        await checking.judge(reviewer, stage.vault, line, Verdict(outcome, note), START)


async def refused(work: Callable[[], Awaitable[object]]) -> Reason:
    with pytest.raises((Refused, AlreadyDecided, NotFound)) as found:
        await work()
    return found.value.reason


async def test_a_month_is_drawn_once_from_the_looks_of_employees(
    stage: Stage, reviewer: Actor
) -> None:
    anna = await stage.patient()
    there = await (await Stage.set(name="De Es")).patient()
    first = await looked(stage.gp, anna)
    await looked(there.stage.gp, there)
    await anna.released()
    async with transaction():
        await access.open_files(Look(anna.reader, Action.RESULTS_LIST, LOOKED))
    found = await drawn_by(reviewer)
    assert [one.look.line.id for one in found] == [first]
    [line] = found
    assert (line.month, line.due_on, line.outcome) == (
        FEBRUARY,
        today(START) + TERM,
        Outcome.WAITING,
    )
    assert line.look.number
    assert await refused(lambda: drawn_by(reviewer)) is Reason.ALREADY_DECIDED
    [draw] = await drawing.draws(reviewer)
    assert (draw.looks, draw.lines, draw.done) == (1, 1, 0)
    actions = [
        row["event_subtype"] for row in await lines_of() if row["practice"] == stage.practice
    ]
    assert actions == ["check.draw", "check.list"]


async def test_the_seed_that_is_kept_draws_the_same_lines_again(
    stage: Stage, reviewer: Actor
) -> None:
    anna = await stage.patient()
    for _ in range(40):
        await looked(stage.gp, anna)
    found = await drawn_by(reviewer)
    [row] = await tables.CheckDraw.select()
    looks = await drawing.looks_of(stage.practice, FEBRUARY, happenings.days)
    again = drawn(bytes(row["seed"]), looks)
    assert {one.look.line.id for one in found} == set(again)
    assert {one.look.line.id: frozenset(one.flags) for one in found} == dict(again)


async def test_a_month_that_is_not_over_and_one_without_the_right_are_refused(
    stage: Stage, reviewer: Actor
) -> None:
    assistant = await stage.employee(Function.ASSISTANT, Right.LOG_READ)
    march, days = date(2026, 3, 1), happenings.days
    assert await refused(lambda: drawing.draw(reviewer, march, days, START)) is Reason.NOT_FOUND
    assert await refused(lambda: drawing.draw(assistant, FEBRUARY, days, START)) is Reason.NO_RIGHT


async def test_what_came_in_or_took_place_is_a_reason_to_look(
    stage: Stage, reviewer: Actor
) -> None:
    stage.at = START - timedelta(days=200)
    anna, bert = await stage.patient(), await stage.patient(1, name="Bert Gp")
    stage.at = START
    for patient in (anna, bert):
        await looked(stage.gp, patient)
    stage.at = LOOKED
    await anna.report()
    flags = {one.person: set(one.flags) for one in await drawn_by(reviewer)}
    assert flags == {anna.person: set(), bert.person: {Flag.NO_CONTACT, Flag.SAME_NAME}}


async def test_nobody_gets_or_judges_a_look_of_their_own(stage: Stage, reviewer: Actor) -> None:
    anna = await stage.patient()
    both = await stage.employee(Function.GP, Right.LOG_REVIEW)
    own, other = await looked(both, anna), await looked(stage.gp, anna)
    found = await drawn_by(reviewer)
    assert {one.look.line.id for one in found} == {own, other}
    async with transaction():
        seen, waiting = await checking.worklist(both, START)
    assert ([one.look.line.id for one in seen], waiting) == ([other], 1)
    mine = next(one.id for one in found if one.look.line.id == own)
    for work in (
        lambda: checking.line_here(both, stage.vault, mine),
        lambda: judged(both, stage, mine, Outcome.LAWFUL),
    ):
        assert await refused(work) is Reason.OWN_LOOK
    await judged(reviewer, stage, mine, Outcome.LAWFUL)


async def test_a_line_of_another_system_under_ones_own_name_is_ones_own(
    stage: Stage, reviewer: Actor
) -> None:
    anna = await stage.patient()
    event = accesslog.EventElsewhere(
        key="AuditEvent/1",
        at=LOOKED,
        crude="R",
        outcome="0",
        name=reviewer.name,
        function="gp",
        organisation="De Linde",
        section="dossier",
        is_emergency=True,
        reason="",
    )
    async with transaction():
        kind = SourceKind.PRACTICE_SYSTEM
        await add_source("His", kind, stage.practice, START, logs=True)
    source = await source_by_name("His")
    assert source
    async with transaction():
        await accesslog.take_over(source, anna.person, event, START)
    assert await drawn_by(reviewer) == []
    colleague = await stage.employee(Function.ASSISTANT, Right.LOG_REVIEW)
    [line] = await listed(colleague)
    assert Flag.EMERGENCY in line.flags


async def test_asking_gives_more_time_and_a_judgement_is_for_good(
    stage: Stage, reviewer: Actor
) -> None:
    anna = await stage.patient()
    await looked(stage.gp, anna)
    [line] = await drawn_by(reviewer)
    await judged(reviewer, stage, line.id, Outcome.ASKED, "Gevraagd aan de huisarts.")
    asked = await checking.line_here(reviewer, stage.vault, line.id)
    assert (asked.note, asked.due_on) == ("Gevraagd aan de huisarts.", today(START) + TERM_ASKED)
    assert asked.is_late(today(START) + TERM_ASKED + timedelta(days=1))
    await judged(reviewer, stage, line.id, Outcome.LAWFUL, "Zij belde ons.")
    again = await refused(lambda: judged(reviewer, stage, line.id, Outcome.UNLAWFUL))
    assert again is Reason.ALREADY_DECIDED
    said = [row["reason_text"] for row in await lines_of(anna.person)][-2:]
    assert said == ["check_further", "check_lawful"]
    [kept] = await tables.CheckLine.select()
    assert b"belde" not in bytes(kept["note_sealed"])


async def test_an_unlawful_look_is_told_by_the_practice_and_not_by_the_verdict(
    stage: Stage, reviewer: Actor
) -> None:
    anna = await stage.patient()
    await looked(stage.gp, anna)
    [line] = await drawn_by(reviewer)
    assert await refused(lambda: tell(reviewer, stage, line.id)) is Reason.ALREADY_DECIDED
    await judged(reviewer, stage, line.id, Outcome.UNLAWFUL, "Geen reden.")
    found = await checking.line_here(reviewer, stage.vault, line.id)
    assert found.is_to_tell
    assert found.is_escalated(today(START))
    assert found.due_on == today(START) + TERM_TOLD
    assert (await lines_of(anna.person))[-1]["reason_text"] == "check_further"
    assert await told(anna) == [Checked("De Linde", FEBRUARY, 1, 0)]
    assert await told_of(anna, stage) == []
    colleague = await stage.employee(Function.ASSISTANT, Right.LOG_READ)
    assert await refused(lambda: tell(colleague, stage, line.id)) is Reason.NO_RIGHT
    await tell(reviewer, stage, line.id)
    assert (await lines_of(anna.person))[-1]["event_subtype"] == "check.tell"
    assert (await lines_of(anna.person))[-1]["reason_text"] == "check_unlawful"
    [message] = await told_of(anna, stage)
    assert (message.words, message.practice, message.look.at) == (SORRY, "De Linde", LOOKED)
    assert await told(anna) == [Checked("De Linde", FEBRUARY, 1, 1)]
    for work in (
        lambda: tell(reviewer, stage, line.id),
        lambda: judged(reviewer, stage, line.id, Outcome.LAWFUL),
    ):
        assert await refused(work) is Reason.ALREADY_DECIDED
    [kept] = await tables.CheckLine.select()
    assert b"spijt" not in bytes(kept["told_sealed"])


async def test_a_verdict_is_put_right_while_the_patient_was_not_told(
    stage: Stage, reviewer: Actor
) -> None:
    anna = await stage.patient()
    await looked(stage.gp, anna)
    [line] = await drawn_by(reviewer)
    await judged(reviewer, stage, line.id, Outcome.UNLAWFUL, "Geen reden.")
    colleague = await stage.employee(Function.GP, Right.LOG_REVIEW)
    assert (await checking.waiting(colleague))[0] == 1
    await judged(colleague, stage, line.id, Outcome.LAWFUL, "Zij viel in.")
    assert (await checking.waiting(colleague))[0] == 0
    assert await refused(lambda: tell(reviewer, stage, line.id)) is Reason.ALREADY_DECIDED


SORRY = "Een medewerker keek zonder reden. Dat spijt ons."


async def tell(reviewer: Actor, stage: Stage, check: UUID) -> None:
    async with transaction():
        await telling.tell(reviewer, stage.vault, check, SORRY, START)


async def told_of(patient: PatientHere, stage: Stage) -> Sequence[ToldLook]:
    async with transaction():
        grant = await access.open_log(Look(patient.reader, Action.LOG_VIEW, START))
        assert grant
        return await telling.told(grant, stage.vault)


async def test_a_look_into_the_file_of_somebody_who_left_is_checked_too(
    stage: Stage, reviewer: Actor
) -> None:
    anna = await stage.patient()
    await looked(stage.gp, anna)
    clerk = await stage.employee(Function.ASSISTANT, Right.PATIENTS_CHANGE)
    async with transaction():
        await leaving.deregister(clerk, anna.id, START)
    [line] = await drawn_by(reviewer)
    async with transaction():
        found = await checking.open_line(reviewer, stage.vault, line.id, START)
    assert found.name.full == "Anna Bakker"
    assert [row["event_subtype"] for row in await lines_of(anna.person)][-1] == "check.review"
    await judged(reviewer, stage, line.id, Outcome.LAWFUL)


async def test_another_practice_has_no_such_line(stage: Stage, reviewer: Actor) -> None:
    await looked(stage.gp, await stage.patient())
    [line] = await drawn_by(reviewer)
    there = await Stage.set(name="De Es")
    work = lambda: checking.line_here(there.gp, stage.vault, line.id)  # noqa: E731 - it is raised
    assert await refused(work) is Reason.NOT_FOUND


async def test_patients_read_how_many_looks_were_checked(stage: Stage, reviewer: Actor) -> None:
    anna = await stage.patient()
    for _ in range(3):
        await looked(stage.gp, anna)
    found = await drawn_by(reviewer)
    assert await told(anna) == []
    for one, outcome in zip(
        found, (Outcome.LAWFUL, Outcome.UNLAWFUL, Outcome.WAITING), strict=True
    ):
        if outcome:
            await judged(reviewer, stage, one.id, outcome, "Nagegaan.")
    assert await told(anna) == [Checked("De Linde", FEBRUARY, 2, 0)]


async def told(patient: PatientHere) -> list[Checked]:
    async with transaction():
        grant = await access.open_log(Look(patient.reader, Action.LOG_VIEW, START))
        assert grant
        return await checking.checked(grant)
