"""Something new is told once, when it can be read, to who wants it, and never what it is."""

from datetime import timedelta

import pytest

from consent.model import ResultCategory
from integration.post.test_outbox import rows
from portal.database import transaction
from portal.post.model import Kind
from portal.post.readers import addresses, choices
from portal.post.readers.model import Reader
from portal.post.readers.news import LOOKED_BACK, tell_news
from publishing.model import Pace
from publishing.visibility import Wish
from support.databases import Database
from support.stage import START, PatientHere, Stage

HOUR = timedelta(hours=1)


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    """Give a patient whose file is open and whose address is in use."""
    patient = await stage.patient()
    await patient.released(START - timedelta(days=1))
    await with_address(stage, patient)
    return patient


async def with_address(stage: Stage, patient: PatientHere) -> None:
    """Let somebody have an address in use for a day."""
    at = START - timedelta(days=1)
    async with transaction():
        await addresses.give(stage.vault, Reader(id=patient.person), "anna@example.nl", at)
        waiting = await addresses.queries.address_to_check(patient.person, at - HOUR)
        await addresses.confirm(stage.vault, waiting["id"], "nl", at)


async def told(database: Database) -> int:
    """Count the messages about something new."""
    return len([row for row in await rows(database) if row["kind"] == Kind.NEWS])


async def published(patient: PatientHere, **values: object) -> None:
    """Publish a report with one result."""
    report = await patient.report()
    await patient.publication(report, [await patient.result(report)], **values)


async def test_a_published_result_is_told_once(
    stage: Stage, anna: PatientHere, database: Database
) -> None:
    await published(anna)
    assert await tell_news(stage.vault, START) == 1
    assert await tell_news(stage.vault, START) == 0
    assert await tell_news(stage.vault, START + HOUR) == 0
    assert await told(database) == 1


async def test_a_planned_result_is_told_at_its_moment(
    stage: Stage, anna: PatientHere, database: Database
) -> None:
    await published(anna, visible_from=START + HOUR)
    assert await tell_news(stage.vault, START + HOUR - timedelta(seconds=1)) == 0
    assert await tell_news(stage.vault, START + HOUR) == 1


async def test_who_wants_a_warning_is_told_once_that_something_is_there(
    stage: Stage, anna: PatientHere
) -> None:
    await anna.wishes(ResultCategory.LABORATORY, Wish(Pace.WARN, START - HOUR))
    await published(anna)
    assert [await tell_news(stage.vault, START + HOUR * hours) for hours in (0, 1)] == [1, 0]


async def test_what_waits_for_the_talk_is_not_told_before_it(
    stage: Stage, anna: PatientHere
) -> None:
    await anna.wishes(ResultCategory.LABORATORY, Wish(Pace.AFTER_TALK, START - HOUR))
    report = await anna.report()
    await anna.publication(report, [await anna.result(report)])
    assert await tell_news(stage.vault, START) == 0
    await anna.discussed(report, START)
    assert [await tell_news(stage.vault, START + HOUR * hours) for hours in (0, 1)] == [1, 0]


async def test_several_things_at_once_are_one_message(
    stage: Stage, anna: PatientHere, database: Database
) -> None:
    await published(anna)
    await anna.accorded()
    assert await tell_news(stage.vault, START) == 1
    assert await told(database) == 1


async def test_an_accorded_letter_is_told(stage: Stage, anna: PatientHere) -> None:
    await anna.accorded()
    assert await tell_news(stage.vault, START) == 1


async def test_a_letter_that_waits_is_not_told(stage: Stage, anna: PatientHere) -> None:
    await anna.letter()
    assert await tell_news(stage.vault, START) == 0


async def test_a_result_that_waits_for_the_doctor_is_not_told(
    stage: Stage, anna: PatientHere
) -> None:
    report = await anna.report()
    await anna.result(report)
    assert await tell_news(stage.vault, START) == 0


async def test_what_a_hidden_episode_hides_is_not_told(stage: Stage, anna: PatientHere) -> None:
    hidden = await anna.episode(visible_to_patient=False)
    await anna.accorded(episode=hidden)
    report = await anna.report()
    await anna.publication(report, [await anna.result(report, episode=hidden)])
    assert await tell_news(stage.vault, START) == 0


async def test_without_a_release_nothing_is_told(stage: Stage) -> None:
    patient = await stage.patient()
    await with_address(stage, patient)
    await published(patient)
    assert await tell_news(stage.vault, START) == 0


async def test_without_an_address_nothing_is_told(stage: Stage) -> None:
    patient = await stage.patient()
    await patient.released()
    await published(patient)
    assert await tell_news(stage.vault, START) == 0


async def test_who_does_not_want_it_is_not_told(stage: Stage, anna: PatientHere) -> None:
    async with transaction():
        await choices.choose(Reader(id=anna.person), frozenset(), START)
    await published(anna)
    assert await tell_news(stage.vault, START) == 0


async def test_what_is_published_anew_is_new_again(stage: Stage, anna: PatientHere) -> None:
    report = await anna.report()
    result = await anna.result(report)
    first = await anna.publication(report, [result])
    assert await tell_news(stage.vault, START) == 1
    await ended(first)
    await anna.publication(report, [result], visible_from=START + HOUR, acted_at=START + HOUR)
    assert await tell_news(stage.vault, START + HOUR) == 1


async def test_after_a_long_standstill_old_things_are_not_told(
    stage: Stage, anna: PatientHere
) -> None:
    await published(anna)
    assert await tell_news(stage.vault, START + LOOKED_BACK) == 0


async def ended(publication: object) -> None:
    """End a publication."""
    from publishing.tables import Publication  # noqa: PLC0415 - only here

    async with transaction():
        await Publication.update({Publication.ended_at: START + HOUR}).where(
            Publication.id == publication
        )
