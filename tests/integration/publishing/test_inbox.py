"""The four acts, the accord of letters, and the journal's ticks, on the real database."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from consent.errors import AlreadyDecided, ConsentError, NotFound, Refused
from consent.model import Function, Reason, Right
from consent.register.episodes import Ticks
from consent.requests import asking
from portal.database import transaction
from publishing import inbox, journal, letters, reading
from publishing.inbox import Pile
from publishing.journal import ReleaseTicks
from publishing.model import Act, ReportState
from publishing.policy import Decision
from publishing.tables import Publication
from support.stage import START, PatientHere, Stage, lines_of

pytestmark = pytest.mark.usefixtures("engine")
MINUTE = timedelta(minutes=1)


async def waiting(patient: PatientHere) -> tuple[UUID, UUID, UUID]:
    report = await patient.report()
    return (
        report,
        await patient.result(report, position=1),
        await patient.result(report, "LDL", position=2),
    )


def publish(*shown: UUID, seen: tuple[UUID, ...] = (), **more: object) -> Decision:
    ticks = Ticks(frozenset(seen or shown), frozenset(shown))
    return msgspec.structs.replace(
        Decision(Act.PUBLISH, ticks, conclusion="Alles is goed."), **more
    )


async def decide(patient: PatientHere, report: UUID, decision: Decision) -> inbox.InboxReport:
    async with transaction():
        return await inbox.decide(patient.stage.gp, report, decision, patient.stage.at)


async def test_a_result_is_invisible_until_it_is_published_and_then_only_what_is_ticked() -> None:
    patient = await (await Stage.set()).patient()
    await patient.released()
    report, first, second = await waiting(patient)
    assert await reading.reports([await patient.grant()]) == []
    done = await decide(patient, report, publish(first, seen=(first, second)))
    assert done.state is ReportState.PUBLISHED
    (shown,) = await reading.reports([await patient.grant()])
    assert [one.id for one in shown.results] == [first]
    assert shown.conclusion == "Alles is goed."
    (line,) = await lines_of(patient.person)
    assert (line["event_subtype"], line["object_id"]) == ("result.publish", report)


async def test_a_planned_result_becomes_visible_at_its_minute_without_anything_running() -> None:
    patient = await (await Stage.set()).patient()
    await patient.released()
    report, first, second = await waiting(patient)
    moment = START + MINUTE
    await decide(patient, report, publish(first, second, visible_from=moment))
    for at, number in ((moment - timedelta(microseconds=1), 0), (moment, 1)):
        grant = await patient.grant(at)
        assert len(await reading.reports([grant])) == number
        assert (await reading.report([grant], report) is not None) is bool(number)
        assert len(await reading.news([grant])) == number


async def test_an_invitation_shows_no_value_and_stays_on_the_list() -> None:
    patient = await (await Stage.set()).patient()
    await patient.released()
    report, first, second = await waiting(patient)
    ticks = Ticks(frozenset({first, second}), frozenset({first}))
    await decide(patient, report, Decision(Act.INVITE, ticks, conclusion="geheim concept"))
    (shown,) = await reading.reports([await patient.grant()])
    assert shown.act is Act.INVITE
    assert (shown.results, shown.conclusion, shown.title, shown.taken_at) == ((), "", "", None)
    assert [one.id for one in await inbox.worklist(patient.stage.gp, Pile.ACTIONS, START)] == [
        report
    ]
    with pytest.raises(AlreadyDecided):
        await decide(patient, report, publish(first, second))
    again = await inbox.report_here(patient.stage.gp, report)
    assert again is not None
    seen_since = Decision(Act.PUBLISH, Ticks(again.seen, frozenset({first})), "Alles is goed.")
    await decide(patient, report, seen_since)
    (after,) = await reading.reports([await patient.grant()])
    assert after.act is Act.PUBLISH


async def test_what_is_saved_is_kept_with_its_draft_and_shown_to_nobody() -> None:
    patient = await (await Stage.set()).patient()
    await patient.released()
    report, first, second = await waiting(patient)
    ticks = Ticks(frozenset({first, second}), frozenset({second}))
    await decide(patient, report, Decision(Act.SAVE, ticks, conclusion="nog nakijken"))
    assert await reading.reports([await patient.grant()]) == []
    again = await inbox.report_here(patient.stage.gp, report)
    assert again is not None
    assert again.in_force is not None
    assert again.in_force.conclusion == "nog nakijken"
    assert again.in_force.shown == {second}
    assert (await inbox.counts(patient.stage.gp, START))[Pile.ACTIONS].number == 1


async def test_of_two_clinicians_who_publish_one_wins() -> None:
    patient = await (await Stage.set()).patient()
    report, first, second = await waiting(patient)
    tries = [decide(patient, report, publish(first, second)) for _ in range(6)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, inbox.InboxReport) for one in outcomes) == 1
    lost = [one for one in outcomes if isinstance(one, ConsentError)]
    assert {one.reason for one in lost} == {Reason.ALREADY_DECIDED}
    assert len(lost) == 5
    assert len(await lines_of(patient.person)) == 1


async def test_a_result_that_came_meanwhile_stops_the_act() -> None:
    patient = await (await Stage.set()).patient()
    report, first, second = await waiting(patient)
    await patient.result(report, "HDL")
    with pytest.raises(AlreadyDecided) as conflict:
        await decide(patient, report, publish(first, second))
    assert conflict.value.reason is Reason.LIST_CHANGED


async def test_another_practice_finds_no_report_and_no_letter() -> None:
    here, there = await Stage.set(), await Stage.set(name="De Es")
    patient = await here.patient()
    report, first, second = await waiting(patient)
    letter = await patient.letter()
    with pytest.raises(NotFound):
        async with transaction():
            await inbox.decide(there.gp, report, publish(first, second), START)
    with pytest.raises(NotFound):
        async with transaction():
            await letters.accord(there.gp, letter, "", START)
    assert await inbox.report_here(there.gp, report) is None
    assert await letters.letter_here(there.gp, letter) is None
    assert [await inbox.worklist(there.gp, pile, START) for pile in Pile] == [[]] * len(Pile)
    assert await letters.worklist(there.gp) == []


@pytest.mark.parametrize("conclusion", ["", " ", "\u00a0\u200b", "\n\u2060\ufeff\t"])
async def test_the_database_itself_refuses_a_publication_without_conclusion(
    conclusion: str,
) -> None:
    patient = await (await Stage.set()).patient()
    report, first, _ = await waiting(patient)
    with pytest.raises(asyncpg.CheckViolationError):
        await patient.publication(report, [first], conclusion=conclusion)
    with pytest.raises(asyncpg.CheckViolationError):
        await patient.publication(report, [], act="invite", visible_from=START)
    assert await Publication.count() == 0


async def test_a_report_has_one_act_in_force() -> None:
    patient = await (await Stage.set()).patient()
    report, first, _ = await waiting(patient)
    await patient.publication(report, [first])
    with pytest.raises(asyncpg.UniqueViolationError):
        await patient.publication(report, [first])


async def test_a_letter_is_invisible_until_it_is_accorded_once() -> None:
    patient = await (await Stage.set()).patient()
    await patient.released()
    letter = await patient.letter()
    assert await reading.letters([await patient.grant()]) == []
    assert (await letters.waiting(patient.stage.gp)) is not None

    async def accord() -> None:
        async with transaction():
            await letters.accord(patient.stage.gp, letter, " Het hart is gezond. ", START)

    outcomes = await asyncio.gather(*(accord() for _ in range(4)), return_exceptions=True)
    assert sum(one is None for one in outcomes) == 1
    (shown,) = await reading.letters([await patient.grant()])
    assert shown.explanation == "Het hart is gezond."
    file = await reading.letter_file([await patient.grant()], letter)
    assert file is not None
    assert patient.stage.vault.open(file.sealed, "letter.file", file.id) == b"%PDF-1.7 letter"
    assert await letters.waiting(patient.stage.gp) is None


async def test_a_letter_without_its_file_cannot_be_accorded() -> None:
    patient = await (await Stage.set()).patient()
    letter = await patient.letter(file_sealed=None, file_size=None, file_pages=None)
    with pytest.raises(Refused) as refusal:
        async with transaction():
            await letters.accord(patient.stage.gp, letter, "", START)
    assert refusal.value.reason is Reason.FILE_MISSING


async def test_releasing_hides_lines_and_episodes_in_one_act() -> None:
    stage = await Stage.set()
    patient = await stage.patient()
    shown, hidden = await patient.episode(), await patient.episode("Depressie")
    lines = [await patient.line(episode=shown), await patient.line("P", "Rust.", episode=shown)]
    secret = await patient.line(episode=hidden)
    await patient.line("S", "nooit te zien", episode=shown)
    async with transaction():
        request = await asking.ask(patient.reader, patient.id, START)
    choices = await journal.choices(await patient.review())
    assert {one.line.id for one in choices} == {*lines, secret}
    ticks = ReleaseTicks(
        Ticks(frozenset({shown, hidden}), frozenset({shown})),
        Ticks(frozenset({*lines, secret}), frozenset({lines[0], secret})),
    )
    async with transaction():
        await journal.release(stage.gp, request.id, ticks, START)
    grant = await patient.grant()
    assert [one.id for one in await reading.episodes([grant])] == [shown]
    episode = await reading.episode([grant], shown)
    assert episode is not None
    assert [one.id for one in episode.lines] == [lines[0]]
    assert await reading.episode([grant], hidden) is None


async def test_a_line_that_came_meanwhile_stops_the_release_as_a_whole() -> None:
    stage = await Stage.set()
    patient = await stage.patient()
    line = await patient.line()
    async with transaction():
        request = await asking.ask(patient.reader, patient.id, START)
    await patient.line("P")
    nothing = Ticks(frozenset(), frozenset())
    ticks = ReleaseTicks(nothing, Ticks(frozenset({line}), frozenset({line})))
    with pytest.raises(AlreadyDecided):
        async with transaction():
            await journal.release(stage.gp, request.id, ticks, START)
    (own,) = await asking.own_requests(patient.reader)
    assert own.status == "submitted"


async def test_a_draft_for_a_report_that_is_not_there_is_not_found() -> None:
    stage = await Stage.set()
    assistant = await stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)
    with pytest.raises(NotFound):
        async with transaction():
            await inbox.decide(assistant, uuid4(), publish(uuid4()), START)
