"""Asking to see a file, and deciding about it, on the real database."""

import asyncio
from datetime import date, datetime, timedelta

import msgspec
import pytest

from consent.agreements import choices
from consent.errors import AlreadyDecided, ConsentError, NotFound, Refused
from consent.model import (
    Agreements,
    Function,
    Handling,
    Reason,
    RefusalReason,
    RequestStatus,
    Right,
)
from consent.register import episodes
from consent.register.episodes import Ticks
from consent.requests import asking, deciding, desk
from consent.requests.deciding import Refusal
from consent.requests.model import AccessRequest
from portal.database import transaction
from support.stage import OPEN, PatientHere, Stage, lines_of

pytestmark = pytest.mark.usefixtures("engine")
AUTOMATIC = msgspec.structs.replace(OPEN, handling=Handling.AUTOMATIC)
NOTHING = Ticks(frozenset(), frozenset())


async def ask(patient: PatientHere, at: datetime | None = None) -> AccessRequest:
    async with transaction():
        return await asking.ask(patient.reader, patient.id, at or patient.stage.at)


async def approve(patient: PatientHere, request: AccessRequest) -> None:
    async with transaction():
        await deciding.approve(patient.stage.gp, request.id, NOTHING, "", patient.stage.at)


async def test_a_request_waits_for_a_person_where_the_practice_decides_by_hand() -> None:
    patient = await (await Stage.set()).patient()
    request = await ask(patient)
    assert (request.status, request.rule) == (RequestStatus.SUBMITTED, "")
    assert [line["event_subtype"] for line in await lines_of(patient.person)] == ["request.ask"]


async def test_a_rule_releases_at_once_and_its_line_names_the_rule() -> None:
    patient = await (await Stage.set(AUTOMATIC)).patient()
    request = await ask(patient)
    assert (request.status, request.rule) == (RequestStatus.APPROVED, "in_person_16_or_older/1")
    asked, approved = await lines_of(patient.person)
    assert (asked["user_kind"], approved["user_kind"]) == ("person", "rule")
    assert approved["authorization_protocol"] == "in_person_16_or_older/1"
    assert (await patient.grant()).patient == patient.id


async def test_somebody_who_turns_sixteen_at_midnight_is_let_in_by_rule_a_minute_after() -> None:
    stage = await Stage.set(AUTOMATIC)
    midnight = datetime.fromisoformat("2026-03-04T00:00:00+01:00")
    early = await stage.patient(1, born="2010-03-04")
    late = await stage.patient(2, born="2010-03-04")
    before = await ask(early, midnight - timedelta(minutes=1))
    after = await ask(late, midnight + timedelta(minutes=1))
    assert (before.status, after.status) == (RequestStatus.SUBMITTED, RequestStatus.APPROVED)


@pytest.mark.parametrize("born", ["", "2010", "2010-03"])
async def test_a_birth_date_that_leaves_doubt_waits_for_a_person(born: str) -> None:
    patient = await (await Stage.set(AUTOMATIC)).patient(born=born)
    assert (await ask(patient)).status is RequestStatus.SUBMITTED


async def test_nobody_can_ask_before_both_facilities_are_on() -> None:
    for agreed in (Agreements(), Agreements(journal=True), Agreements(results=True)):
        patient = await (await Stage.set(agreed)).patient()
        with pytest.raises(Refused) as refusal:
            await ask(patient)
        assert refusal.value.reason is Reason.FACILITY_OFF
        assert await lines_of(patient.person) == []


async def test_a_child_under_twelve_cannot_ask() -> None:
    patient = await (await Stage.set(AUTOMATIC)).patient(born="2014-03-05")
    with pytest.raises(Refused) as refusal:
        await ask(patient)
    assert refusal.value.reason is Reason.UNDER_12


async def test_asking_for_the_file_of_somebody_else_finds_nothing() -> None:
    stage = await Stage.set()
    anna, bert = await stage.patient(1), await stage.patient(2)
    with pytest.raises(NotFound):
        async with transaction():
            await asking.ask(anna.reader, bert.id, stage.at)


async def test_one_request_is_open_at_a_time_also_in_a_race() -> None:
    patient = await (await Stage.set()).patient()
    results = await asyncio.gather(*(ask(patient) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(one, AccessRequest) for one in results) == 1
    assert all(
        isinstance(one, AccessRequest) or one.reason is Reason.ALREADY_ASKED  # type: ignore[union-attr]
        for one in results
    )
    assert len(await lines_of(patient.person)) == 1


async def test_releasing_hides_what_is_unticked_and_leaves_no_trace_of_it_in_the_log() -> None:
    stage = await Stage.set()
    logs = []
    for number, hidden in enumerate((True, False)):
        patient = await stage.patient(number)
        shown, other = await patient.episode(), await patient.episode("Depressie")
        request = await ask(patient)
        ticked = {shown} if hidden else {shown, other}
        async with transaction():
            await deciding.approve(
                stage.gp,
                request.id,
                Ticks(frozenset({shown, other}), frozenset(ticked)),
                "",
                stage.at,
            )
        facts = await patient.grant()
        assert facts.release is not None
        logs.append([line["event_subtype"] for line in await lines_of(patient.person)])
    assert logs[0] == logs[1] == ["request.ask", "visibility.set", "request.approve"]


async def test_an_episode_that_came_meanwhile_stops_the_release_as_a_whole() -> None:
    stage = await Stage.set()
    patient = await stage.patient()
    seen = await patient.episode()
    request = await ask(patient)
    await patient.episode("Nieuw")
    ticks = Ticks(frozenset({seen}), frozenset())
    with pytest.raises(AlreadyDecided) as conflict:
        async with transaction():
            await deciding.approve(stage.gp, request.id, ticks, "", stage.at)
    assert conflict.value.reason is Reason.LIST_CHANGED
    facts = await episodes.queries.of_patient(patient.id)
    assert all(row["visible_to_patient"] for row in facts)
    assert len(await lines_of(patient.person)) == 1


async def test_hiding_needs_its_own_right() -> None:
    stage = await Stage.set()
    assistant = await stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE, Right.REQUESTS_DECIDE)
    patient = await stage.patient()
    episode = await patient.episode()
    request = await ask(patient)
    ticks = Ticks(frozenset({episode}), frozenset())
    with pytest.raises(Refused) as refusal:
        async with transaction():
            await deciding.approve(assistant, request.id, ticks, "", stage.at)
    assert refusal.value.reason is Reason.NO_RIGHT


async def test_refusing_tells_the_patient_why_and_another_reason_needs_words() -> None:
    stage = await Stage.set()
    patient = await stage.patient(born="2012-01-01")
    request = await ask(patient)
    with pytest.raises(Refused) as refusal:
        async with transaction():
            await deciding.refuse(stage.gp, request.id, Refusal(RefusalReason.OTHER), stage.at)
    assert refusal.value.reason is Reason.EXPLANATION_MISSING
    async with transaction():
        why = Refusal(RefusalReason.UNDER_16, "Kom langs.", "moeder belde")
        await deciding.refuse(stage.gp, request.id, why, stage.at)
    (own,) = await asking.own_requests(patient.reader)
    assert (own.status, own.refusal) == (RequestStatus.REFUSED, RefusalReason.UNDER_16)
    assert own.explanation == "Kom langs."


async def test_a_request_left_open_still_waits_and_can_be_approved_later() -> None:
    stage = await Stage.set()
    patient = await stage.patient()
    request = await ask(patient)
    async with transaction():
        await deciding.leave_open(stage.gp, request.id, "belt terug", stage.at)
    open_ones = await desk.worklist(stage.gp, [RequestStatus.LEFT_OPEN])
    assert [one.id for one in open_ones] == [request.id]
    await approve(patient, request)
    assert await desk.counts(stage.gp) == {RequestStatus.APPROVED: 1}


async def test_a_decision_falls_once_whoever_is_at_it() -> None:
    stage = await Stage.set()
    patient = await stage.patient()
    request = await ask(patient)

    async def refuse() -> None:
        async with transaction():
            why = Refusal(RefusalReason.TALK_FIRST)
            await deciding.refuse(stage.gp, request.id, why, stage.at)

    async def withdraw() -> None:
        async with transaction():
            await asking.withdraw(patient.reader, request.id, stage.at)

    acts = [approve(patient, request), refuse(), withdraw(), approve(patient, request)]
    outcomes = await asyncio.gather(*acts, return_exceptions=True)
    assert sum(one is None for one in outcomes) == 1
    assert all(one is None or isinstance(one, ConsentError) for one in outcomes)
    kinds = {line["event_subtype"] for line in await lines_of(patient.person)}
    assert len(kinds - {"request.ask", "visibility.set"}) == 1


async def test_another_practice_finds_no_request_here() -> None:
    here, there = await Stage.set(), await Stage.set(name="De Es")
    patient = await here.patient()
    request = await ask(patient)
    with pytest.raises(NotFound):
        async with transaction():
            await deciding.approve(there.gp, request.id, NOTHING, "", here.at)
    assert await desk.request_here(there.gp, request.id) is None
    assert await desk.worklist(there.gp, [RequestStatus.SUBMITTED]) == []


async def test_changing_agreements_leaves_waiting_requests_alone() -> None:
    stage = await Stage.set()
    patient = await stage.patient()
    await ask(patient)
    new = msgspec.structs.replace(AUTOMATIC, journal_from=date(2021, 1, 1))
    async with transaction():
        first = await choices.change(stage.gp, OPEN, stage.at)
        changed = await choices.change(stage.gp, new, stage.at)
    assert set(first) == set(OPEN.__struct_fields__) - choices.APART
    assert changed == ("handling", "journal_from")
    now, changes = await choices.agreements_here(stage.gp)
    assert now == new
    assert changes["handling"].value == "automatic"
    assert (await desk.counts(stage.gp)) == {RequestStatus.SUBMITTED: 1}
    assert len(await lines_of()) == len(first) + len(changed)


async def test_an_agreement_that_is_left_open_is_nobodys_choice() -> None:
    stage = await Stage.set()
    chosen = ("journal", "results", "handling", "journal_from")
    left_open = frozenset(Agreements.__struct_fields__) - set(chosen)
    async with transaction():
        changed = await choices.change(stage.gp, OPEN, stage.at, left_open)
    assert changed == chosen
    _, changes = await choices.agreements_here(stage.gp)
    assert changes.keys() == set(changed)
