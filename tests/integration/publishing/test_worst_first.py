"""The lists of the inbox: worst first, each report once, and the next one after every act."""

import random
from datetime import timedelta
from uuid import UUID

import pytest

from consent.ids import new_id
from consent.register.episodes import Ticks
from consent.tables import Practice
from portal.database import transaction
from publishing import inbox
from publishing.inbox import PAGE, Attention, Pile
from publishing.model import Act
from publishing.policy import Decision
from soak import rounds
from support.stage import START, PatientHere, Stage

pytestmark = pytest.mark.usefixtures("engine")
DAY = timedelta(days=1)
FLAGS = ("", "", "", "N", "n", "H", "L", "A")
NUMBERS = ("", "5", "5.0", "-1", "+5.4", ".5", "geen", "5,4", "0005.40")


async def order(stage: Stage, pile: Pile = Pile.NEW) -> list[UUID]:
    """Read a list to its end, page by page."""
    found: list[UUID] = []
    while page := await inbox.worklist(stage.gp, pile, START, found[-1] if found else None):
        found += [one.id for one in page]
    return found


async def test_what_is_urgent_comes_first_then_what_is_abnormal_then_the_oldest() -> None:
    patient = await (await Stage.set()).patient()
    told = {}
    for days, kind, flag in (
        (9, "calm", "N"),
        (3, "critical", "HH"),
        (2, "abnormal", "H"),
        (8, "unknown", ""),
        (5, "abnormal before", "L"),
    ):
        told[kind] = await patient.report(received_at=START - days * DAY)
        await patient.result(told[kind], flag=flag)
    told["urgent"] = await patient.report(is_urgent=True)
    await patient.result(told["urgent"])
    wanted = ["critical", "urgent", "abnormal before", "abnormal", "calm", "unknown"]
    assert await order(patient.stage) == [told[kind] for kind in wanted]


async def test_a_shared_result_with_something_new_comes_before_what_is_abnormal() -> None:
    patient = await (await Stage.set()).patient()
    abnormal = await patient.report(received_at=START - DAY)
    await patient.result(abnormal, flag="H")
    shared = await patient.report()
    await patient.publication(shared, [await patient.result(shared)])
    first, second = await inbox.worklist(patient.stage.gp, Pile.NEW, START)
    assert (first.id, first.attention) == (shared, Attention.REOPENED)
    assert (second.id, second.attention) == (abnormal, Attention.ABNORMAL)


async def test_a_long_list_gives_every_report_once_whatever_happens_meanwhile() -> None:
    patient = await (await Stage.set()).patient()
    reports = [await _waiting(patient, number) for number in range(PAGE + 5)]
    known = await order(patient.stage)
    assert sorted(known) == sorted(reports)
    assert len(known) == PAGE + 5
    walked = [known[0]]
    while following := await inbox.following(patient.stage.gp, Pile.NEW, walked[-1], START):
        await _save(patient, walked[-1])
        walked.append(following)
    assert walked == known, "the next one is the same when the one before is done"
    assert await order(patient.stage) == known[-1:]


async def test_late_is_what_waits_beyond_the_term_of_the_practice() -> None:
    patient = await (await Stage.set()).patient()
    async with transaction():
        await Practice.update({Practice.answer_days: 3}).where(
            Practice.id == patient.stage.practice
        )
    for days, name in ((4, "calm"), (5, "abnormal"), (3, "in time")):
        report = await patient.report(name, received_at=START - days * DAY)
        await patient.result(report, flag="H" if name == "abnormal" else "N")
    late = await inbox.worklist(patient.stage.gp, Pile.LATE, START)
    assert [one.title for one in late] == ["abnormal", "calm"]
    assert all(one.is_late(START) for one in late)
    counted = await inbox.counts(patient.stage.gp, START)
    assert (counted[Pile.NEW].number, counted[Pile.LATE].number) == (3, 2)


async def test_the_order_knows_what_is_abnormal_as_the_page_does() -> None:
    patient = await (await Stage.set()).patient()
    chance = random.Random(44)
    for _ in range(rounds(60, 2000)):
        report = await patient.report()
        for _ in range(chance.randint(1, 3)):
            value, low, high = (chance.choice(NUMBERS) for _ in range(3))
            told = {"value": value, "range_low": low, "range_high": high}
            sign = chance.choice(("", "", "<"))
            await patient.result(report, flag=chance.choice(FLAGS), comparator=sign, **told)
    after = None
    kinds = set()
    while page := await inbox.worklist(patient.stage.gp, Pile.NEW, START, after):
        for one in page:
            wanted = Attention.ABNORMAL if one.abnormal else Attention.CALM
            assert one.attention is wanted, one.results
            kinds.add(wanted)
        after = page[-1].id
    assert len(kinds) == 2


async def _waiting(patient: PatientHere, number: int) -> UUID:
    at = START - number * DAY
    report = await patient.report(id=new_id(at), received_at=at)
    await patient.result(report, flag=("N", "H", "LL")[number % 3])
    return report


async def _save(patient: PatientHere, report: UUID) -> None:
    seen = await inbox.report_here(patient.stage.gp, report)
    assert seen is not None
    async with transaction():
        decision = Decision(Act.SAVE, Ticks(seen.seen, frozenset()))
        await inbox.decide(patient.stage.gp, report, decision, START)
