"""Why something is shown or not, told to the practice; and showing or hiding it there."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from consent.errors import NotFound
from consent.model import ClosedEpisodes, Right
from consent.register import episodes
from consent.representation.eyes import eyes_on
from consent.statements import fetch
from portal.database import transaction
from publishing import journal, reading
from publishing.inside import why
from publishing.visibility import Gate
from support.stage import START, PatientHere, Stage

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
async def anna() -> PatientHere:
    """Give somebody who may see their file."""
    here = await (await Stage.set()).patient()
    await here.released()
    return here


async def closed_for(patient: PatientHere, thing: UUID) -> set[Gate]:
    """Give the gates that keep a thing from the patient."""
    review = await patient.review()
    file = await why.file_of(review)
    found = file.find(thing)
    assert found is not None
    [own] = await eyes_on(review, Right.REQUESTS_SEE)
    return {one.gate for one in file.verdict(found, own).answers if one.is_closed}


async def set_visible(patient: PatientHere, thing: UUID, *, visible: bool) -> None:
    """Let the GP show or hide a thing."""
    async with transaction():
        await why.set_visible(patient.stage.gp, thing, START, visible=visible)


async def test_a_thing_is_shown_exactly_when_no_gate_is_closed(anna: PatientHere) -> None:
    hidden = await anna.episode(visible_to_patient=False)
    plain = await anna.episode()
    lines = {
        await anna.line(episode=plain): set(),
        await anna.line(episode=hidden): {Gate.EPISODE},
        await anna.line("S"): {Gate.KIND},
        await anna.line(has_unknown_episode=True): {Gate.UNKNOWN},
        await anna.line(contact=await anna.contact(kind="08")): {Gate.CONTACT},
        await anna.line(recorded_on=None): {Gate.START_DATE},
        await anna.line(former_episodes=[hidden], episode=plain): {Gate.EPISODE},
        await anna.line(confidentiality="V"): {Gate.CONFIDENTIAL},
    }
    for line, gates in lines.items():
        assert await closed_for(anna, line) == gates
    grants = [await anna.grant()]
    shown = await reading.episode(grants, plain)
    assert shown is not None
    assert {one.id for one in shown.lines} == {line for line, gates in lines.items() if not gates}


async def test_a_report_from_before_is_too_old_until_somebody_decides(anna: PatientHere) -> None:
    before = datetime(2024, 11, 30, 12, tzinfo=UTC)
    values: dict[str, Any] = {"taken_at": before, "received_at": before}
    old = await anna.report(**values)
    result = await anna.result(old)
    assert await closed_for(anna, old) == {Gate.PUBLICATION, Gate.WINDOW, Gate.SUPERSEDED}
    await anna.publication(old, [result])
    assert await closed_for(anna, old) == set()
    assert await closed_for(anna, result) == set()


async def test_without_a_release_the_reader_is_the_reason() -> None:
    patient = await (await Stage.set()).patient()
    line = await patient.line()
    assert await closed_for(patient, line) == {Gate.READER}


async def test_a_line_that_moved_out_stays_hidden_until_somebody_shows_it(
    anna: PatientHere,
) -> None:
    hidden = await anna.episode(visible_to_patient=False)
    plain = await anna.episode()
    line = await anna.line(episode=plain, former_episodes=[hidden])
    await set_visible(anna, line, visible=True)
    assert await closed_for(anna, line) == set()
    await set_visible(anna, line, visible=False)
    assert await closed_for(anna, line) == {Gate.LINE}


async def test_hiding_an_episode_leaves_no_line_with_the_patient(anna: PatientHere) -> None:
    episode = await anna.episode()
    await set_visible(anna, episode, visible=False)
    assert await closed_for(anna, episode) == {Gate.EPISODE}
    [line] = await fetch("select person, practice, object_id from access_entry")
    assert (line["person"], line["object_id"]) == (None, episode)
    [change] = await fetch("select kind, object_id, visible from visibility_change")
    assert (change["kind"], change["object_id"], change["visible"]) == ("episode", episode, False)


async def test_what_refers_to_something_missing_is_reported(anna: PatientHere) -> None:
    assert await why.unknown(anna.stage.gp) == []
    await anna.line(has_unknown_episode=True)
    await anna.letter(has_unknown_episode=True)
    await anna.line(has_unknown_episode=True, superseded_at=START)
    [found] = await why.unknown(anna.stage.gp)
    assert (found.patient, found.number) == (anna.id, 2)
    elsewhere = await Stage.set(name="De Molen")
    assert await why.unknown(elsewhere.gp) == []


async def test_a_request_tells_which_episodes_stay_hidden_when_closed(anna: PatientHere) -> None:
    closed = await anna.episode(is_closed=True)
    await anna.episode(is_closed=True, attention=True)
    await anna.episode()
    await anna.line(episode=closed)
    review = await anna.review()
    for shown, hidden in (
        (ClosedEpisodes.ATTENTION, {closed}),
        (ClosedEpisodes.NOTES, set()),
        (ClosedEpisodes.ALL, set()),
    ):
        agreed = replace(review.agreements, closed_episodes=shown)
        grant = replace(review, agreements=agreed)
        listed = await episodes.all_episodes(grant)
        assert journal.resting(grant, listed, await journal.choices(grant)) == hidden


async def test_one_contact_is_an_exception_to_its_kind(anna: PatientHere) -> None:
    line = await anna.line(contact=await anna.contact(kind="08"))
    for visible, gates in ((True, set()), (False, {Gate.CONTACT})):
        async with transaction():
            await why.set_contact(anna.stage.gp, line, START, visible=visible)
        assert await closed_for(anna, line) == gates
    loose = await anna.line()
    with pytest.raises(NotFound):
        async with transaction():
            await why.set_contact(anna.stage.gp, loose, START, visible=True)
