"""A correction of what was visible: the clinician reads both values, the patient never the old."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from consent.errors import AlreadyDecided
from consent.ids import new_id
from consent.register.episodes import Ticks
from portal.database import transaction
from portal.practice.views.result import first_form
from publishing import inbox, reading, trends
from publishing.model import Act, Result
from publishing.policy import Decision
from publishing.recalling import RecallReason, Thing, Wanted, recall
from publishing.showing import expected
from publishing.showing.expected import WaitsFor
from publishing.tables import Report
from publishing.tables import Result as ResultRow
from support.stage import START, PatientHere, Stage

pytestmark = pytest.mark.usefixtures("engine")
HOUR = timedelta(hours=1)
BEFORE, CORRECTED, AGAIN = START - 2 * HOUR, START - HOUR, START
SHOWN: dict[str, Any] = {"visible_from": BEFORE, "acted_at": BEFORE}


@pytest.fixture
async def patient() -> PatientHere:
    """Give somebody whose file was open before anything was published."""
    here = await (await Stage.set()).patient()
    await here.released(BEFORE - HOUR)
    return here


async def correct(patient: PatientHere, old: UUID, value: str = "9.9", **row: Any) -> UUID:
    """Replace a version by the next one, and bring its report back to the inbox."""
    async with transaction():
        held = await ResultRow.objects().get(ResultRow.id == old)
        assert held is not None
        await ResultRow.update({ResultRow.superseded_at: CORRECTED}).where(ResultRow.id == old)
        await Report.update({Report.state: "received"}).where(Report.id == held.report)
    values = {"value": value, "status": "corrected", "version": held.version + 1, **row}
    return await patient.result(held.report, source_key=held.source_key, **values)


async def publish_again(patient: PatientHere, report: UUID) -> None:
    await act_on(patient, report, Act.PUBLISH)


async def act_on(patient: PatientHere, report: UUID, act: Act) -> None:
    found = await here(patient, report)
    decision = Decision(
        act,
        Ticks(found.seen, frozenset(result.id for result in found.results)),
        conclusion="Uw suiker is toch te hoog.",
    )
    async with transaction():
        await inbox.decide(patient.stage.gp, report, decision, AGAIN)


async def here(patient: PatientHere, report: UUID) -> inbox.InboxReport:
    found = await inbox.report_here(patient.stage.gp, report)
    assert found is not None
    return found


async def shown(patient: PatientHere, report: UUID) -> Result:
    """Read the only value of a report as its patient does."""
    found = await reading.report([await patient.grant()], report)
    assert found is not None
    return found.results[0]


async def published(
    patient: PatientHere, act: dict[str, Any] = SHOWN, new: dict[str, Any] | None = None, **row: Any
) -> UUID:
    """Publish a value and let it be corrected; `row` is of the old version, `new` of the next."""
    report = await patient.report()
    old = await patient.result(report, **row)
    await patient.publication(report, [old], **act)
    await Report.update({Report.state: "published"}).where(Report.id == report)
    await correct(patient, old, **(new or {}))
    return report


async def test_the_clinician_reads_what_stood_there_and_for_how_long(patient: PatientHere) -> None:
    report = await published(patient)
    found = await here(patient, report)
    [one] = found.results
    assert one.replaced is not None
    assert (one.replaced.value, one.value) == ("5.4", "9.9")
    assert (one.replaced.shown_from, one.replaced.replaced_at) == (BEFORE, CORRECTED)
    assert found.is_corrected
    [listed] = await inbox.worklist(patient.stage.gp, inbox.Pile.NEW, AGAIN)
    assert listed.is_corrected


async def test_the_earlier_words_and_ticks_are_the_draft(patient: PatientHere) -> None:
    report = await patient.report()
    ticked, kept = await patient.result(report), await patient.result(report, "PSA")
    await patient.publication(report, [ticked], **SHOWN)
    new = await correct(patient, ticked)
    newer = await correct(patient, kept)
    found = await here(patient, report)
    form = first_form(found)
    assert form.conclusion == "Alles is goed."
    assert form.share == (str(new),)
    assert {one.id: one.replaced is None for one in found.results} == {new: False, newer: True}


async def test_a_saved_draft_keeps_its_ticks_through_a_correction_and_ticks_what_is_new(
    patient: PatientHere,
) -> None:
    report = await patient.report()
    ticked, kept = await patient.result(report), await patient.result(report, "PSA")
    draft = {"id": new_id(BEFORE), "act": "save", "visible_from": None, "acted_at": BEFORE}
    await patient.publication(report, [ticked], **draft)
    new = await correct(patient, ticked)
    await correct(patient, kept)
    later = await patient.result(report, "Kalium", id=new_id(CORRECTED))
    assert set(first_form(await here(patient, report)).share) == {str(new), str(later)}


async def test_published_again_the_value_says_what_it_replaced(patient: PatientHere) -> None:
    report = await published(patient)
    assert await reading.reports([await patient.grant()]) == []
    await publish_again(patient, report)
    value = await shown(patient, report)
    assert value.value == "9.9"
    assert value.replaced is not None
    assert (value.replaced.value, value.replaced.replaced_at) == ("5.4", CORRECTED)
    assert not (await here(patient, report)).is_corrected, "somebody has looked at it"


async def test_of_two_corrections_the_last_value_that_was_visible_is_told(
    patient: PatientHere,
) -> None:
    report = await published(patient)
    [second] = (await here(patient, report)).results
    await correct(patient, second.id, "7.7")
    await publish_again(patient, report)
    value = await shown(patient, report)
    assert value.value == "7.7"
    assert value.replaced is not None
    assert value.replaced.value == "5.4", "9.9 was never visible"


@pytest.mark.parametrize(
    ("act", "row"),
    [
        ({"visible_from": CORRECTED, "acted_at": BEFORE}, {}),
        ({**SHOWN, "ended_at": CORRECTED - HOUR / 2}, {}),
        ({"act": "invite", "conclusion": "", "visible_from": None, "acted_at": BEFORE}, {}),
        ({"act": "save", "conclusion": "", "visible_from": None, "acted_at": BEFORE}, {}),
        (SHOWN, {"status": "preliminary"}),
        (SHOWN, {"status": "withdrawn"}),
    ],
    ids=["planned", "taken back", "invited", "saved", "preliminary", "withdrawn"],
)
async def test_what_was_never_visible_is_told_to_nobody(
    patient: PatientHere, act: dict[str, Any], row: dict[str, Any]
) -> None:
    report = await published(patient, act, **row)
    found = await here(patient, report)
    assert not found.is_corrected
    assert found.results[0].replaced is None
    await publish_again(patient, report)
    assert (await shown(patient, report)).replaced is None


@pytest.mark.parametrize("row", [{"has_unknown_episode": True}, {"confidentiality": "V"}], ids=str)
async def test_an_earlier_value_that_was_kept_back_stays_so(
    patient: PatientHere, row: dict[str, Any]
) -> None:
    report = await published(patient, **row)
    await publish_again(patient, report)
    assert (await shown(patient, report)).replaced is None


async def test_an_earlier_value_of_a_hidden_episode_stays_hidden(patient: PatientHere) -> None:
    hidden = await patient.episode(visible_to_patient=False)
    report = await published(patient, episode=hidden)
    await publish_again(patient, report)
    assert (await shown(patient, report)).replaced is None


async def test_what_was_withdrawn_on_the_way_is_not_told_again(patient: PatientHere) -> None:
    report = await patient.report()
    old = await patient.result(report)
    await patient.publication(report, [old], **SHOWN)
    withdrawn = await correct(patient, old, status="withdrawn")
    [gone] = (await here(patient, report)).results
    assert gone.replaced is not None, "the clinician reads what was visible"
    await correct(patient, withdrawn)
    await publish_again(patient, report)
    assert (await shown(patient, report)).replaced is None


async def test_who_came_after_the_correction_never_saw_the_old_value() -> None:
    late = await (await Stage.set()).patient()
    report = await published(late)
    await late.released(CORRECTED)
    await publish_again(late, report)
    assert (await shown(late, report)).replaced is None


async def test_a_course_never_uses_the_old_value(patient: PatientHere) -> None:
    kind: dict[str, Any] = {"code": "718-7", "code_system": "loinc"}
    earlier = await patient.report()
    old = await patient.result(earlier, taken_at=START - 9 * HOUR, **kind)
    await patient.publication(earlier, [old], **SHOWN)
    await correct(patient, old, taken_at=START - 9 * HOUR, **kind)
    later = await patient.report()
    result = await patient.result(later, value="6.0", taken_at=START, **kind)
    await patient.publication(later, [result])
    grants = [await patient.grant()]
    found = await reading.report(grants, later)
    assert found is not None
    values = [one.value for one in (await trends.courses(grants, found)).get(result, ())]
    assert "5.4" not in values
    await publish_again(patient, earlier)
    after = (await trends.courses(grants, found))[result]
    assert [one.value for one in after] == ["9.9", "6.0"]


async def waits(patient: PatientHere, report: UUID) -> bool:
    """Say whether the patient reads that a report is looked at again; the list says the same."""
    grants = [await patient.grant()]
    one = await expected.waiting(grants, report)
    assert one is None or one.waits_for is WaitsFor.LOOK
    assert await expected.expected(grants) == ([one] if one else [])
    return one is not None


async def test_the_patient_reads_that_it_is_looked_at_again_until_it_is(
    patient: PatientHere,
) -> None:
    report = await published(patient)
    assert await reading.report([await patient.grant()], report) is None
    assert await waits(patient, report)
    await act_on(patient, report, Act.SAVE)
    assert await waits(patient, report), "somebody still has to look"
    await act_on(patient, report, Act.INVITE)
    assert not await waits(patient, report), "the invitation says what is to be done"
    await act_on(patient, report, Act.PUBLISH)
    assert not await waits(patient, report)


async def take_back(patient: PatientHere, report: UUID, reason: RecallReason) -> None:
    async with transaction():
        await recall(patient.stage.gp, Wanted(Thing.REPORT, report, reason), AGAIN)


@pytest.mark.parametrize("reason", RecallReason)
@pytest.mark.parametrize("acts", [(), (Act.SAVE,), (Act.SAVE, Act.SAVE)], ids=len)
async def test_nothing_is_left_of_what_is_taken_back_while_a_correction_waits(
    patient: PatientHere, acts: tuple[Act, ...], reason: RecallReason
) -> None:
    report = await published(patient)
    for act in acts:
        await act_on(patient, report, act)
    assert await waits(patient, report)
    await take_back(patient, report, reason)
    assert not await waits(patient, report)
    assert await reading.report([await patient.grant()], report) is None
    with pytest.raises(AlreadyDecided):
        await take_back(patient, report, reason)


@pytest.mark.parametrize("reason", RecallReason)
async def test_nothing_is_left_of_what_is_taken_back_after_it_was_corrected(
    patient: PatientHere, reason: RecallReason
) -> None:
    kind: dict[str, Any] = {"code": "718-7", "code_system": "loinc"}
    later = await patient.report()
    result = await patient.result(later, value="6.0", taken_at=START, **kind)
    await patient.publication(later, [result])
    report = await published(patient, new={**kind, "taken_at": START - HOUR}, **kind)
    await publish_again(patient, report)
    await take_back(patient, report, reason)
    assert not await waits(patient, report)
    grants = [await patient.grant()]
    assert [one.id for one in await reading.reports(grants)] == [later]
    found = await reading.report(grants, later)
    assert found is not None
    assert found.results[0].replaced is None
    courses = await trends.courses(grants, found)
    assert {one.value for one in courses.get(result, ())} <= {"6.0"}


async def test_what_was_taken_back_by_mistake_and_is_shared_anew_says_what_it_replaced(
    patient: PatientHere,
) -> None:
    report = await published(patient)
    await publish_again(patient, report)
    await take_back(patient, report, RecallReason.MISTAKE)
    await act_on(patient, report, Act.SAVE)
    assert not await waits(patient, report)
    with pytest.raises(AlreadyDecided):
        await take_back(patient, report, RecallReason.MISTAKE)
    await publish_again(patient, report)
    value = await shown(patient, report)
    assert value.replaced is not None
    assert (value.value, value.replaced.value) == ("9.9", "5.4")


async def test_what_belongs_to_somebody_else_stays_gone_when_it_is_corrected(
    patient: PatientHere,
) -> None:
    report = await patient.report()
    old = await patient.result(report)
    await patient.publication(report, [old], **SHOWN)
    async with transaction():
        wrong = Wanted(Thing.REPORT, report, RecallReason.WRONG_PATIENT)
        await recall(patient.stage.gp, wrong, BEFORE + HOUR / 2)
    await correct(patient, old)
    assert not await waits(patient, report)
    assert await reading.report([await patient.grant()], report) is None


async def test_what_is_left_says_that_a_part_waits(patient: PatientHere) -> None:
    report = await patient.report()
    old, kept = await patient.result(report), await patient.result(report, "PSA")
    await patient.publication(report, [old, kept], **SHOWN)
    await correct(patient, old)
    found = await reading.report([await patient.grant()], report)
    assert found is not None
    assert (found.corrected_at, [one.id for one in found.results]) == (CORRECTED, [kept])
    assert not await waits(patient, report)
    await publish_again(patient, report)
    after = await reading.report([await patient.grant()], report)
    assert after is not None
    assert after.corrected_at is None


@pytest.mark.parametrize(
    ("act", "row", "new"),
    [
        ({"visible_from": CORRECTED, "acted_at": BEFORE}, {}, {}),
        ({**SHOWN, "ended_at": CORRECTED - HOUR / 2}, {}, {}),
        ({"act": "save", "conclusion": "", "visible_from": None, "acted_at": BEFORE}, {}, {}),
        (SHOWN, {"status": "preliminary"}, {}),
        (SHOWN, {"has_unknown_episode": True}, {}),
        (SHOWN, {"confidentiality": "V"}, {}),
        (SHOWN, {}, {"has_unknown_episode": True}),
        (SHOWN, {}, {"confidentiality": "V"}),
        (SHOWN, {}, {"status": "withdrawn"}),
    ],
    ids=str,
)
async def test_nobody_hears_of_a_correction_of_what_they_never_saw(
    patient: PatientHere, act: dict[str, Any], row: dict[str, Any], new: dict[str, Any]
) -> None:
    assert not await waits(patient, await published(patient, act, new, **row))


async def test_a_correction_in_a_hidden_episode_is_not_spoken_of(patient: PatientHere) -> None:
    hidden = await patient.episode(visible_to_patient=False)
    assert not await waits(patient, await published(patient, SHOWN, {"episode": hidden}))
    assert not await waits(patient, await published(patient, episode=hidden))


async def test_who_came_after_the_correction_does_not_hear_of_it() -> None:
    late = await (await Stage.set()).patient()
    report = await published(late)
    await late.released(CORRECTED)
    assert not await waits(late, report)
