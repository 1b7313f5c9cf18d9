"""Lines of other systems: each once, in the list of the person it is about, under its own name."""

from datetime import timedelta

import pytest

from consent import access, accesslog
from consent.access import Look
from consent.accesslog import Line
from consent.actions import Action
from consent.register.sources import SourceKind, add_source, source_by_name
from integration.intake.delivering import Sender, rows
from portal.database import transaction
from support import messages
from support.stage import START, PatientHere, Stage, bsn, lines_of

pytestmark = pytest.mark.usefixtures("engine")
LINES = "select * from access_entry where origin is not null order by id"


@pytest.fixture
async def hap(stage: Stage) -> Sender:
    """Give a practice system that sends its own log."""
    name = f"Praktijksysteem {stage.practice.hex[:6]}"
    async with transaction():
        kind = SourceKind.PRACTICE_SYSTEM
        await add_source(name, kind, stage.practice, START, logs=True)
    source = await source_by_name(name)
    assert source
    return Sender(stage, source)


def message(**more: object) -> messages.Resource:
    return messages.bundle(messages.patient(bsn(0)), messages.audit_event(**more))


async def list_of(patient: PatientHere) -> list[Line]:
    async with transaction():
        grant = await access.open_log(Look(patient.reader, Action.LOG_VIEW, START))
        assert grant
        await accesslog.number_lines(grant)
        return [one for one in (await accesslog.page(grant)).lines if not one.own]


async def test_a_look_elsewhere_stands_in_the_list_under_its_systems_name(
    stage: Stage, hap: Sender
) -> None:
    anna = await stage.patient()
    receipt = await hap.send(message())
    assert (receipt.accepted, receipt.kept) == (2, 0)
    (line,) = [one for one in await list_of(anna) if one.action is Action.ELSEWHERE_READ]
    assert (line.system, line.organisation) == (hap.source.name, "Huisartsenpost West")
    assert (line.function, line.name, line.section) == ("gp", "", "results")
    assert line.at == START - timedelta(hours=1, minutes=15) + timedelta(milliseconds=250)
    (row,) = await rows(LINES)
    assert row["retain_until"] == accesslog.retain_until(START)


async def test_taking_a_line_over_is_no_line_of_its_own_but_other_items_have_theirs(
    stage: Stage, hap: Sender
) -> None:
    anna = await stage.patient()
    await hap.send(messages.bundle(messages.audit_event(subject=named(0))))
    assert [one["event_subtype"] for one in await lines_of(anna.person)] == ["elsewhere.read"]
    both = messages.audit_event("a2", named(0)), {**messages.result(), "subject": named(0)}
    await hap.send(messages.bundle(*both))
    told = sorted(one["event_subtype"] for one in await lines_of(anna.person))
    assert told == ["elsewhere.read", "elsewhere.read", "intake.receive"]


async def test_a_line_comes_once_whatever_is_sent_again(stage: Stage, hap: Sender) -> None:
    anna = await stage.patient()
    for _ in range(2):
        await hap.send(message())
    # A server gives the same event a new version: it tells the same.
    renewed = await hap.send(message(meta={"versionId": "2"}))
    assert (renewed.duplicate, renewed.quarantined) == (2, 0)
    assert len(await rows(LINES)) == 1
    assert sum(one.system != "" for one in await list_of(anna)) == 1


async def test_the_same_number_with_another_content_is_put_aside(stage: Stage, hap: Sender) -> None:
    await stage.patient()
    await stage.patient(1)
    await hap.send(message())
    for other in (message(action="U"), messages.bundle(messages.audit_event(subject=named(1)))):
        receipt = await hap.send(other)
        assert [fault.reason for fault in receipt.faults] == ["event_differs"]
    assert len(await rows(LINES)) == 1


async def test_two_systems_with_the_same_numbers_stay_two(stage: Stage, hap: Sender) -> None:
    anna = await stage.patient()
    async with transaction():
        await add_source("Post", SourceKind.LABORATORY, stage.practice, START, logs=True)
    post = await source_by_name("Post")
    assert post
    for sender in (hap, Sender(stage, post)):
        await sender.send(messages.bundle(messages.audit_event(subject=named(0))))
    assert {one.system for one in await list_of(anna)} == {hap.source.name, "Post"}


async def test_who_is_not_known_here_is_put_aside(stage: Stage, hap: Sender) -> None:
    there = await Stage.set(name="De Es")
    await there.patient(5)
    for subject, reason in (
        (named(4), "patient_unknown"),
        (named(5), "patient_not_here"),
        ({"display": "Anna Bakker"}, "patient_missing"),
    ):
        receipt = await hap.send(messages.bundle(messages.audit_event(subject=subject)))
        assert [fault.reason for fault in receipt.faults] == [reason]
    assert await rows(LINES) == []


async def test_a_source_without_the_right_sends_no_lines(stage: Stage, system: Sender) -> None:
    await stage.patient()
    receipt = await system.send(messages.bundle(messages.audit_event(subject=named(0))))
    assert [fault.reason for fault in receipt.faults] == ["source_not_allowed"]
    assert await rows(LINES) == []


async def test_what_has_not_happened_yet_is_put_aside(stage: Stage, hap: Sender) -> None:
    await stage.patient()
    receipt = await hap.send(message(recorded="2026-03-04T11:00:00+01:00"))
    assert [fault.reason for fault in receipt.faults] == ["date_invalid"]


async def test_the_list_says_which_systems_it_covers_and_whom_else_to_ask(
    stage: Stage, hap: Sender
) -> None:
    anna = await stage.patient()
    there = await Stage.set(name="De Es")
    await there.patient()
    async with transaction():
        grant = await access.open_log(Look(anna.reader, Action.LOG_VIEW, START))
        assert grant
        covered = await accesslog.coverage(grant)
    assert covered.systems == (accesslog.System(hap.source.name, "De Linde", START),)
    assert covered.asking == ("De Es",)


def named(number: int) -> messages.Resource:
    return {"identifier": {"system": messages.BSN, "value": bsn(number)}}
