"""A message whose filing was broken off is filed to its end, once, and its sender sends nothing."""

import asyncio

import pytest
from litestar import Litestar

from consent.register.sources import SourceKind
from integration.intake.delivering import Sender, count, rows
from portal.clock import now
from portal.database import opened, transaction
from portal.intake.again import Reading, read_again
from portal.intake.delivery import Receipt, one
from portal.intake.resuming import resume
from portal.settings import Settings
from portal.texts import DEFAULT
from publishing import receive
from publishing.filing import aside
from publishing.filing.desk import Terms
from publishing.intake.faults import Unreadable
from publishing.intake.reader import read
from publishing.receive import Delivery
from publishing.tables import IntakeMessage
from support import hl7
from support.assembled import assembled
from support.messages import body, bundle, fixture, line, patient, result
from support.stage import Stage, bsn, lines_of

ENDS = "select path, outcome, reason from intake_item order by path"
MIXED = hl7.body(
    hl7.header(),
    hl7.pid(bsn(0)),
    hl7.obr(),
    hl7.obx(),
    hl7.obx(2, "K^Kalium^99zon", rest="||||||Q"),
    hl7.obx(3, "NA^Natrium^99zon", "140"),
)


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice whose messages the running portal can open."""
    made = await Stage.set()
    made.vault = app.state.vault
    await made.patient()
    return made


@pytest.fixture
async def laboratory(stage: Stage) -> Sender:
    """Give a laboratory that works for the practice."""
    return await Sender.of(stage, SourceKind.LABORATORY)


async def broken_off(sender: Sender, message: bytes, after: int) -> None:
    """Leave a message as a portal does that is killed when so many of its items had an end."""
    delivery, vault, at = Delivery(sender.source, message), sender.stage.vault, sender.stage.at
    async with transaction():
        number = await receive.keep(delivery, vault, at)
    items = read(message)
    if not isinstance(items, Unreadable):
        desk, ordered = receive.open_desk(delivery, number, items, vault, at)
        for item in ordered[:after]:
            await one(desk, item)


@pytest.mark.parametrize("after", range(6))
async def test_wherever_it_was_broken_off_the_end_is_the_same(
    app: Litestar, laboratory: Sender, after: int
) -> None:
    await broken_off(laboratory, MIXED, after)
    for _ in range(2):
        await resume(app.state, now())
    assert [(row["path"], row["outcome"], row["reason"]) for row in await rows(ENDS)] == [
        ("OBR[1]", "accepted", ""),
        ("OBX[1]", "accepted", ""),
        ("OBX[2]", "quarantined", "status_invalid"),
        ("OBX[3]", "accepted", ""),
        ("PID[1]", "accepted", ""),
    ]
    assert await count("result") == 2
    assert await count("report") == 1
    assert (await laboratory.send(MIXED)).duplicate == 4


async def test_what_was_broken_off_before_it_was_read_is_unreadable_after_all(
    app: Litestar, laboratory: Sender
) -> None:
    await broken_off(laboratory, b"{", 0)
    await resume(app.state, now())
    [waits] = await aside.waiting(laboratory.stage.gp)
    assert waits.unreadable == "json_broken"


async def test_what_is_about_others_patients_is_still_told_to_the_practice(
    app: Litestar, laboratory: Sender
) -> None:
    elsewhere = await Stage.set(name="De Linde")
    elsewhere.vault = laboratory.stage.vault
    await elsewhere.patient(7)
    about = body(bundle(patient(bsn(7)), result()))
    await broken_off(laboratory, about, 1)
    await resume(app.state, now())
    [told] = await rows("select * from access_entry where event_subtype = 'intake.receive'")
    assert (told["practice"], told["person"]) == (laboratory.stage.practice, None)


async def test_the_file_it_reaches_has_its_line(app: Litestar, stage: Stage) -> None:
    system, anna = await Sender.of(stage), await stage.patient(1)
    await broken_off(system, body(bundle(patient(bsn(1)), line())), 0)
    await resume(app.state, now())
    assert [entry["event_subtype"] for entry in await lines_of(anna.person)] == ["intake.receive"]


async def test_several_who_come_back_to_it_at_once_file_everything_once(
    app: Litestar, stage: Stage
) -> None:
    system = await Sender.of(stage)
    await broken_off(system, fixture("stu3-dossier.xml"), 3)
    [number] = await aside.broken_off(now())
    found = await aside.aside(number)
    assert found is not None
    how = Reading(now(), DEFAULT, Terms())
    receipts = await asyncio.gather(
        *(read_again(stage.vault, found, how) for _ in range(4)), return_exceptions=True
    )
    assert [one for one in receipts if not isinstance(one, Receipt)] == []
    told = {(one.items, one.accepted) for one in receipts if isinstance(one, Receipt)}
    assert told == {(21, 21)}, "all are told the same"
    [ended] = await rows("select count(*), count(distinct path) as paths from intake_item")
    assert (ended["count"], ended["paths"]) == (24, 24)
    assert await aside.broken_off(now()) == []


async def test_the_next_start_of_the_portal_resumes(settings: Settings) -> None:
    application = assembled(settings)
    async with opened(settings.database_url):
        stage = await Stage.set()
        stage.vault = application.state.vault
        await stage.patient()
        await broken_off(await Sender.of(stage), MIXED, 2)
    async with application.lifespan(), asyncio.timeout(10):
        while await aside.broken_off(now()):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
        assert await count("intake_item") == 5


async def test_one_that_cannot_be_filed_stands_in_nobodys_way(
    app: Litestar, laboratory: Sender
) -> None:
    await broken_off(laboratory, MIXED, 2)
    [lost] = await aside.broken_off(now())
    await broken_off(laboratory, MIXED, 2)
    # Its bytes were sealed by a key that is gone.
    async with transaction():
        await IntakeMessage.update({IntakeMessage.body_sealed: b"x"}).where(
            IntakeMessage.id == lost
        )
    await resume(app.state, now())
    assert await aside.broken_off(now()) == [lost]
