"""The task of a result: set, handed over, talked about, finished, and never seen by the patient."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from consent.model import Actor, Function, Right
from consent.register import managing
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from publishing import inbox
from publishing.inbox import Pile
from support.stage import START, PatientHere, Stage, lines_of

WORDS = "Bel over de nieren."
SOON, PAST = "2026-03-10", "2026-03-01"


async def with_result(stage: Stage) -> tuple[PatientHere, UUID]:
    patient = await stage.patient()
    report = await patient.report()
    await patient.result(report)
    return patient, report


async def set_task(client: httpx.AsyncClient, report: UUID, **fields: str) -> httpx.Response:
    here = f"/praktijk/uitslagen/{report}/actie"
    form = Form((await client.get(here)).text)
    for name, value in {"step": "save", **fields}.items():
        form = form.with_(name, value)
    return await client.post(here, data=form.data)


async def piles(who: Actor) -> dict[Pile, list[UUID]]:
    return {
        pile: [one.id for one in await inbox.worklist(who, pile, START)]
        for pile in (Pile.ACTIONS, Pile.MINE, Pile.OVERDUE, Pile.UNOWNED)
    }


async def acts_at(stage: Stage) -> list[str]:
    """Give what happened to tasks at this practice, from its own log."""
    found = [one for one in await lines_of() if one["practice"] == stage.practice]
    return [one["event_subtype"] for one in found if one["event_subtype"].startswith("task.")]


async def test_a_task_goes_from_hand_to_hand_until_it_is_done(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, report = await with_result(stage)
    nurse = await stage.employee(Function.NURSE, Right.RESULTS_PUBLISH)
    await log_in(stage.gp)
    done = await set_task(client, report, body=WORDS, due=SOON)
    assert done.headers["location"] == f"/praktijk/uitslagen/{report}/actie?gedaan=task_save"
    assert (await piles(stage.gp))[Pile.MINE] == [report]
    await set_task(client, report, owner=str(nurse.id))
    assert (await piles(stage.gp))[Pile.MINE] == []
    assert (await piles(nurse))[Pile.MINE] == [report]
    await set_task(client, report, discussed="2026-03-03")
    listed = (await client.get("/praktijk/uitslagen?stand=actielijst")).text
    assert nurse.name in listed
    assert "besproken op 3 maart 2026" in listed
    assert WORDS not in listed
    result = (await client.get(f"/praktijk/uitslagen/{report}")).text
    assert f"Wie doet het: {nurse.name}" in result
    ended = await set_task(client, report, step="finish")
    assert ended.headers["location"].endswith("gedaan=task_finish")
    assert [one for pile in (await piles(nurse)).values() for one in pile] == []
    page = (await client.get(f"/praktijk/uitslagen/{report}/actie")).text
    assert page.count(WORDS) == 4, "every version stays to be read, and the form begins anew"
    assert await acts_at(stage) == [
        "task.set",
        "task.hand_over",
        "task.discuss",
        "task.done",
    ]
    assert {one["event_subtype"] for one in await lines_of(patient.person)} == {"result.review"}


async def test_what_was_saved_has_an_owner_until_they_leave(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    _, report = await with_result(stage)
    nurse = await stage.employee(Function.NURSE, Right.RESULTS_PUBLISH)
    await log_in(nurse)
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text).with_("act", "save")
    await client.post(f"/praktijk/uitslagen/{report}/opslaan", data=form.data)
    assert (await piles(nurse))[Pile.MINE] == [report]
    assert nurse.id is not None
    async with transaction():
        await managing.leave(stage.gp, nurse.id, START + timedelta(hours=1))
    assert (await piles(stage.gp))[Pile.UNOWNED] == [report]
    await log_in(stage.gp)
    assert "zonder eigenaar" in (await client.get("/praktijk/uitslagen?stand=actielijst")).text
    await set_task(client, report)
    assert await piles(stage.gp) == {
        Pile.ACTIONS: [report],
        Pile.MINE: [report],
        Pile.OVERDUE: [],
        Pile.UNOWNED: [],
    }


async def test_what_should_have_been_done_comes_first_and_on_its_own_list(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    _, later = await with_result(stage)
    _, earlier = await with_result(stage)
    _, undated = await with_result(stage)
    await log_in(stage.gp)
    await set_task(client, undated, body=WORDS)
    await set_task(client, later, due=SOON)
    await set_task(client, earlier, due=PAST)
    found = await piles(stage.gp)
    assert found[Pile.ACTIONS] == [earlier, later, undated]
    assert found[Pile.OVERDUE] == [earlier]


async def test_two_who_change_one_task_do_not_undo_each_other(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    _, report = await with_result(stage)
    await log_in(stage.gp)
    here = f"/praktijk/uitslagen/{report}/actie"
    form = Form((await client.get(here)).text).with_("step", "save")
    assert (await client.post(here, data=form.with_("body", WORDS).data)).status_code == 303
    raced = await client.post(here, data=form.with_("body", "Iets anders.").data)
    assert raced.status_code == 409
    assert "Een collega veranderde deze actie" in raced.text
    assert "Iets anders." in Form(raced.text).data["body"]
    again = await client.post(here, data=Form(raced.text).with_("step", "save").data)
    assert again.status_code == 303
    assert await acts_at(stage) == ["task.set", "task.set", "task.change"]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (("owner", ""), "Kies wie het doet."),
        (("due", "31-02-2026"), "Vul de dag in"),
        (("discussed", "2026-03-05"), "Deze dag moet nog komen."),
    ],
)
async def test_what_is_not_whole_is_said_and_nothing_is_lost(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, field: tuple[str, str], sentence: str
) -> None:
    _, report = await with_result(stage)
    await log_in(stage.gp)
    wrong = await set_task(client, report, **dict([("body", WORDS), field]))
    assert wrong.status_code == 400
    assert sentence in wrong.text
    assert Form(wrong.text).data["body"] == [WORDS]
    assert await acts_at(stage) == []


async def test_nobody_gets_a_task_who_may_not_publish(
    stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    _, report = await with_result(stage)
    assistant = await stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)
    await log_in(stage.gp)
    for other in (assistant, mill.gp):
        refused = await set_task(client, report, owner=str(other.id), body=WORDS)
        assert refused.status_code == 409
    assert (await piles(stage.gp))[Pile.ACTIONS] == []
    await log_in(assistant)
    assert (await client.get(f"/praktijk/uitslagen/{report}/actie")).status_code == 403
    await log_in(mill.gp)
    assert (await client.get(f"/praktijk/uitslagen/{report}/actie")).status_code == 404
