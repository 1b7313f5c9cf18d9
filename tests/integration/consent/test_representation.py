"""Acting for another from the desk to the look: what opens it, and everything that ends it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from consent import access, accesslog
from consent.access import Look
from consent.actions import Action
from consent.agreements import choices
from consent.dates import LOCAL
from consent.errors import NotFound, Refused
from consent.model import Actor, Function, Grant, Parents, Reason, RequestStatus, Right, Standing
from consent.register import leaving
from consent.register.episodes import Ticks
from consent.representation import choosing, listing, registering
from consent.representation.model import Document, Presence
from consent.representation.registering import Block
from consent.requests import asking, deciding, ending
from portal.database import transaction
from support.family import PARENTS, Family, family, registration
from support.stage import OPEN, START, Stage, lines_of

pytestmark = pytest.mark.usefixtures("engine")
NOTHING = Ticks(frozenset(), frozenset())


async def look(reader: Actor, at: datetime) -> Grant | Reason:
    async with transaction():
        files = await access.open_files(Look(reader, Action.DOSSIER_VIEW, at))
    assert (files.reason is None) is bool(files.grants)
    return files.grants[0] if files.grants else files.reason or Reason.NOT_FOUND


async def young(stage: Stage, **other: object) -> Family:
    """A youth of 14 who said yes at the desk, and the released parent."""
    made = await family(stage, "2011-10-10", youth_agrees=True, **other)
    await made.released()
    return made


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL).astimezone(UTC)


async def test_a_parent_asks_is_approved_and_looks_in_their_own_name() -> None:
    made = await family(await Stage.set(PARENTS), "2018-05-17")
    assert await look(made.parent, START) is Reason.NO_RELEASE
    await made.released()
    seen = await look(made.parent, START)
    assert isinstance(seen, Grant)
    assert (seen.standing, seen.person) == (Standing.PARENT, made.child.person)
    [line] = [one for one in await lines_of(made.child.person) if one["outcome"] == "0"][-1:]
    assert (line["user_id"], line["user_role"]) == (made.parent.id, "parent")
    assert (line["responsible_id"], line["responsible_role"]) == (made.child.person, "patient")


async def test_a_parents_open_tab_is_closed_at_midnight_of_the_twelfth_birthday() -> None:
    made = await family(await Stage.set(PARENTS), "2014-10-10")
    await made.released()
    twelve = midnight(date(2026, 10, 10))
    assert isinstance(await look(made.parent, twelve - timedelta(microseconds=1)), Grant)
    assert await look(made.parent, twelve) is Reason.YOUTH_DECIDES
    assert (await lines_of(made.child.person))[-1]["checks"] == "youth_decides"


async def test_after_the_twelfth_birthday_a_yes_alone_reopens_nothing() -> None:
    stage, then = await Stage.set(PARENTS), START - timedelta(days=1100)
    made = await family(stage, "2011-03-10", at=then, starts_on=date(2020, 1, 1))
    await made.released(then)
    child = made.child.reader
    async with transaction():
        await choosing.choose(child, made.representation, frozenset(), START)
    assert await look(made.parent, START) is Reason.LAPSED_BY_AGE
    await made.released()
    assert isinstance(await look(made.parent, START), Grant)


async def test_a_yes_online_needs_fourteen_years_and_a_no_does_not() -> None:
    made = await family(await Stage.set(PARENTS), "2013-01-10")
    child = made.child.reader
    with pytest.raises(Refused) as refusal:
        async with transaction():
            await choosing.choose(child, made.representation, frozenset(), START)
    assert refusal.value.reason is Reason.UNDER_14
    async with transaction():
        await choosing.choose(child, made.representation, None, START)
    [line] = [x for x in await lines_of(made.child.person) if x["event_subtype"].endswith("choose")]
    assert line["user_id"] == made.child.person


async def test_two_parents_are_two_answers() -> None:
    stage = await Stage.set(PARENTS)
    one = await young(stage)
    async with transaction():
        other_id = await registering.register(
            stage.gp, stage.vault, one.child.id, registration(60, youth_agrees=False), START
        )
    known = await listing.who_acts_for(one.child.person, START)
    assert {each.one.id: each.reason for each in known} == {
        one.representation: None,
        other_id: Reason.YOUTH_DECIDES,
    }


async def test_what_a_youth_leaves_out_travels_with_the_grant_of_that_parent_alone() -> None:
    made = await young(await Stage.set(PARENTS))
    episode = await made.child.episode("Geheim")
    async with transaction():
        await choosing.choose(made.child.reader, made.representation, {episode}, START)
    seen = await look(made.parent, START)
    assert isinstance(seen, Grant)
    assert seen.left_out == {episode}


async def test_a_no_between_two_clicks_ends_it_and_a_later_yes_does_not_bring_it_back() -> None:
    made = await young(await Stage.set(PARENTS))
    assert isinstance(await look(made.parent, START), Grant)
    async with transaction():
        await choosing.choose(made.child.reader, made.representation, None, START)
    assert await look(made.parent, START) is Reason.YOUTH_DECIDES
    async with transaction():
        await choosing.choose(made.child.reader, made.representation, frozenset(), START)
    assert await look(made.parent, START) is Reason.NO_RELEASE


@pytest.mark.parametrize("side", ["patient", "practice", "representative"])
async def test_a_mandate_is_withdrawn_at_once_by_either_side(side: str) -> None:
    stage = await Stage.set()
    made = await family(stage, "1960", kind=Standing.MANDATEE, document=Document.MANDATE)
    await made.released()
    assert isinstance(await look(made.parent, START), Grant)
    who = {"patient": made.child.reader, "practice": stage.gp, "representative": made.parent}[side]
    async with transaction():
        await choosing.withdraw(who, made.representation, START)
    assert await look(made.parent, START) is Reason.REPRESENTATION_MISSING
    assert (await lines_of(made.child.person))[-1]["checks"] == "representation_missing"
    with pytest.raises(NotFound):
        await choosing.withdraw(who, made.representation, START)


@pytest.mark.parametrize("side", ["patient", "representative"])
async def test_an_account_that_is_closed_leaves_nobody_looking(side: str) -> None:
    stage = await Stage.set()
    made = await family(stage, "1960", kind=Standing.MANDATEE, document=Document.MANDATE)
    await made.released()
    who = made.child.reader if side == "patient" else replace(made.parent, subject=None)
    async with transaction():
        await ending.end_everything(who, START)
    assert await look(made.parent, START) in {Reason.NO_RELEASE, Reason.REPRESENTATION_MISSING}


async def test_nobody_else_withdraws_and_a_child_does_not_end_authority() -> None:
    stage = await Stage.set(PARENTS)
    made = await family(stage, "2018-05-17")
    stranger, mill = await stage.patient(80), await Stage.set(name="De Molen")
    for who in (stranger.reader, mill.gp):
        with pytest.raises(NotFound):
            await choosing.withdraw(who, made.representation, START)
    for who in (made.child.reader, await stage.employee(Function.ASSISTANT, Right.LOG_READ)):
        with pytest.raises(Refused):
            await choosing.withdraw(who, made.representation, START)


async def test_a_block_looks_like_a_file_that_was_never_opened() -> None:
    stage = await Stage.set(PARENTS)
    made = await family(stage, "2018-05-17")
    await made.released()
    async with transaction():
        await registering.block(stage.gp, Block(made.representation, "Signaal."), START)
    assert await look(made.parent, START) is Reason.NO_RELEASE
    assert all("block" not in one["event_subtype"] for one in await lines_of(made.child.person))
    async with transaction():
        request = await asking.ask(made.parent, made.child.id, START)
    with pytest.raises(Refused) as refusal:
        async with transaction():
            await deciding.approve(stage.gp, request.id, NOTHING, "", START)
    assert refusal.value.reason is Reason.BLOCKED
    async with transaction():
        await registering.lift(stage.gp, made.representation, START)
        decided = await deciding.approve(stage.gp, request.id, NOTHING, "", START)
    assert decided.status is RequestStatus.APPROVED
    assert isinstance(await look(made.parent, START), Grant)


async def test_a_birthday_between_asking_and_deciding_sends_the_request_back_with_its_reason() -> (
    None
):
    stage = await Stage.set(PARENTS)
    made = await family(stage, "2014-10-10")
    async with transaction():
        request = await asking.ask(made.parent, made.child.id, START)
    at = midnight(date(2026, 10, 10))
    with pytest.raises(Refused) as refusal:
        async with transaction():
            await deciding.approve(stage.gp, request.id, NOTHING, "", at)
    assert refusal.value.reason is Reason.YOUTH_DECIDES


@pytest.mark.parametrize("end", ["deregister", "record_death"])
async def test_who_left_or_died_is_seen_by_nobody_from_then_on(end: str) -> None:
    stage = await Stage.set(PARENTS)
    made = await family(stage, "2018-05-17")
    await made.released()
    async with transaction():
        if end == "deregister":
            await leaving.deregister(stage.gp, made.child.id, START)
        else:
            await leaving.record_death(stage.gp, made.child.id, START.date(), START)
    assert await look(made.parent, START) is Reason.REPRESENTATION_MISSING


async def test_what_the_practice_no_longer_offers_is_closed() -> None:
    stage = await Stage.set(PARENTS)
    made = await family(stage, "2018-05-17")
    await made.released()
    async with transaction():
        await choices.change(stage.gp, OPEN, START)
    assert OPEN.parents is Parents.OFF
    assert await look(made.parent, START) is Reason.PARENTS_OFF


@pytest.mark.parametrize(
    ("born", "other", "reason"),
    [
        ("2018-05-17", {"kind": Standing.MANDATEE, "document": Document.MANDATE}, Reason.UNDER_16),
        ("1960-05-17", {}, Reason.FROM_16),
        ("", {}, Reason.BIRTH_DATE_UNKNOWN),
        ("2012-05-17", {"presence": Presence.REPRESENTATIVE_ALONE}, Reason.CHECK_MISSING),
        ("2012-05-17", {"document": Document.COURT_ORDER}, Reason.CHECK_MISSING),
        ("1960-05-17", {"kind": Standing.MENTOR}, Reason.CHECK_MISSING),
        ("2018-05-17", {"number": 51}, Reason.SAME_PERSON),
    ],
)
async def test_the_desk_registers_only_what_the_law_has_a_place_for(
    born: str, other: dict[str, object], reason: Reason
) -> None:
    stage = await Stage.set(PARENTS)
    child = await stage.patient(51, born, "Finn Bos")
    number = other.pop("number", 50)
    new = registration(int(str(number)), **other)
    with pytest.raises(Refused) as refusal:
        async with transaction():
            await registering.register(stage.gp, stage.vault, child.id, new, START)
    assert refusal.value.reason is reason


async def test_that_somebody_cannot_decide_is_for_a_doctor_to_record() -> None:
    stage = await Stage.set(PARENTS)
    child = await stage.patient(51, "2012-05-17", "Finn Bos")
    new = registration(presence=Presence.INCAPABLE)
    assistant = await stage.employee(Function.ASSISTANT, Right.PATIENTS_CHANGE)
    with pytest.raises(Refused):
        async with transaction():
            await registering.register(assistant, stage.vault, child.id, new, START)
    async with transaction():
        await registering.register(stage.gp, stage.vault, child.id, new, START)


async def test_a_representative_reads_their_own_looks_alone_under_their_own_numbers() -> None:
    stage = await Stage.set(PARENTS)
    made = await young(stage)
    for _ in range(3):
        await look(made.child.reader, START)
    await look(made.parent, START)
    async with transaction():
        grant = await access.open_log(Look(made.parent, Action.LOG_VIEW, START))
        assert grant is not None
        await accesslog.number_lines(grant)
        page = await accesslog.page(grant)
        counts = await accesslog.counts(grant)
        assert await accesslog.line(grant, uuid4()) is None
    acts = [str(line.action) for line in page.lines]
    assert acts == ["log.view", "dossier.view", "request.ask"]
    assert [line.number for line in page.lines] == [3, 2, 1]
    assert (counts.others, counts.own) == (0, 3)


async def test_one_cannot_act_for_somebody_one_was_never_registered_for() -> None:
    stage = await Stage.set(PARENTS)
    made, other = await young(stage), await stage.patient(70)
    assert await listing.subject_of(UUID(int=1), made.child.person, START) is None
    assert await look(replace(made.parent, subject=other.person), START) is (
        Reason.REPRESENTATION_MISSING
    )
