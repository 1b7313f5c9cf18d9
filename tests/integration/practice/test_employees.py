"""Managers give and take rights, let people begin and leave; each change is a line."""

import asyncio
from uuid import UUID

import httpx
import pytest

from consent import tables
from consent.errors import Refused
from consent.model import Actor, Function, Reason, Right
from consent.register import managing
from consent.register.employees import membership
from consent.statements import fetch
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from support.stage import START, Stage

LIST, NEW = "/praktijk/medewerkers", "/praktijk/medewerkers/nieuw"


@pytest.fixture
async def manager(stage: Stage, log_in: LogIn) -> Actor:
    """Give a manager who is logged in; the GP of the stage is the other one."""
    found = await stage.employee(Function.PRACTICE_MANAGER, Right.EMPLOYEES_CHANGE)
    await log_in(found)
    return found


@pytest.fixture
async def assistant(stage: Stage) -> Actor:
    """Give an assistant who may see requests."""
    return await stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)


async def rights_of(employee: Actor | UUID) -> set[str]:
    number = employee.id if isinstance(employee, Actor) else employee
    rows = await fetch("select rights from membership where id = $1", number)
    return set(rows[0]["rights"])


async def lines() -> list[tuple[str, str, str]]:
    rows = await fetch("select event_subtype, object_detail, checks from access_entry order by id")
    return [tuple(row) for row in rows]


async def test_a_manager_sees_who_works_here_and_nobody_of_elsewhere(
    client: httpx.AsyncClient, manager: Actor, assistant: Actor, mill: Stage
) -> None:
    await mill.employee(Function.NURSE)
    page = await client.get(LIST)
    assert f"{LIST}/{assistant.id}" in page.text
    assert page.text.count(f'href="{LIST}/') == 4  # three people, and somebody new
    assert "Praktijkverpleegkundige" not in page.text


async def test_giving_and_taking_a_right_are_a_line_each(
    client: httpx.AsyncClient, manager: Actor, assistant: Actor
) -> None:
    address = f"{LIST}/{assistant.id}"
    form = Form((await client.get(address)).text)
    form.without("right", "requests.see").pairs.append(("right", "letters.publish"))
    answer = await client.post(address, data=form.data)
    assert answer.headers["location"] == f"{address}?gedaan=rights_saved"
    assert await rights_of(assistant) == {"letters.publish"}
    given, taken = await lines()
    assert given == ("right.give", "letters.publish", "")
    assert taken == ("right.take", "requests.see", "")
    assert "nam bij Medewerker assistant het recht" in (await client.get(LIST)).text


async def test_a_right_that_was_taken_away_is_gone_at_the_next_click(
    client: httpx.AsyncClient, stage: Stage, assistant: Actor, log_in: LogIn
) -> None:
    await log_in(assistant)
    assert (await client.get("/praktijk/aanvragen")).status_code == 200
    wanted = managing.Wanted(Function.ASSISTANT, "", frozenset(), frozenset({Right.REQUESTS_SEE}))
    async with transaction():
        await managing.change(stage.gp, assistant.id, wanted, START)
    assert (await client.get("/praktijk/aanvragen")).status_code == 403


async def test_nobody_takes_the_right_to_manage_from_themselves(
    client: httpx.AsyncClient, manager: Actor
) -> None:
    address = f"{LIST}/{manager.id}"
    form = Form((await client.get(address)).text)
    form.without("right", "employees.change")
    answer = await client.post(address, data=form.data)
    assert answer.status_code == 403
    assert "neemt een andere beheerder weg" in answer.text
    assert await rights_of(manager) == {"employees.change"}
    leaving = {"csrf_token": dict(form.pairs)["csrf_token"]}
    assert (await client.post(f"{address}/uit-dienst", data=leaving)).status_code == 403
    assert await lines() == [
        ("employee.change", "", "own_right"),
        ("employee.leave", "", "own_right"),
    ]


async def test_two_managers_stay_unless_a_substitute_is_named(
    client: httpx.AsyncClient, stage: Stage, manager: Actor
) -> None:
    address = f"{LIST}/{stage.gp.id}"
    form = Form((await client.get(address)).text).without("right", "employees.change")
    refused = await client.post(address, data=form.data)
    assert refused.status_code == 403
    assert "twee beheerders" in refused.text
    token = {"csrf_token": dict(form.pairs)["csrf_token"]}
    named = await client.post(f"{LIST}/vervanger", data={**token, "fallback": "drs. Q. Zon"})
    assert named.status_code == 303
    assert (await client.post(address, data=form.data)).status_code == 303
    assert "employees.change" not in await rights_of(stage.gp)
    without = await client.post(f"{LIST}/vervanger", data={**token, "fallback": ""})
    assert without.status_code == 403


async def test_two_managers_who_undo_each_other_leave_one(stage: Stage, manager: Actor) -> None:
    async with transaction():
        await managing.name_fallback(manager, "drs. Q. Zon", START)

    async def undo(by: Actor, other: Actor) -> str:
        wanted = managing.Wanted(other.function, "", frozenset(), other.rights)
        try:
            async with transaction():
                await managing.change(by, other.id, wanted, START)
        except Refused as refusal:
            return refusal.reason
        return "done"

    outcomes = await asyncio.gather(undo(manager, stage.gp), undo(stage.gp, manager))
    assert sorted(outcomes) == ["done", Reason.NO_RIGHT]


async def test_rights_that_a_colleague_just_changed_are_not_overwritten(
    client: httpx.AsyncClient, stage: Stage, manager: Actor, assistant: Actor
) -> None:
    address = f"{LIST}/{assistant.id}"
    form = Form((await client.get(address)).text)
    wanted = managing.Wanted(
        Function.ASSISTANT, "", frozenset({Right.LOG_READ}), frozenset({Right.REQUESTS_SEE})
    )
    async with transaction():
        await managing.change(stage.gp, assistant.id, wanted, START)
    assert (await client.post(address, data=form.data)).status_code == 409
    assert await rights_of(assistant) == {"log.read"}


async def test_who_begins_is_known_by_number_and_logs_in_with_it(
    client: httpx.AsyncClient, manager: Actor
) -> None:
    form = Form((await client.get(NEW)).text)
    form = form.with_("name", "N. de Nieuwe").with_("uzi", "900000777").with_("function", "nurse")
    answer = await client.post(NEW, data=form.with_("right", "requests.see").data)
    assert answer.status_code == 303
    found = UUID(answer.headers["location"].split("/")[3].split("?")[0])
    known = await membership(found, START)
    assert known is not None
    assert (known.name, known.function) == ("N. de Nieuwe", Function.NURSE)
    assert await lines() == [("employee.add", "add", ""), ("right.give", "requests.see", "")]
    again = await client.post(NEW, data=form.data)
    assert again.status_code == 403
    assert "werkt al bij uw praktijk" in again.text


@pytest.mark.parametrize("name", ["Assistente", "balie", "Balie De Linde", "de assistente", "A."])
async def test_an_account_for_several_people_is_refused(
    client: httpx.AsyncClient, manager: Actor, name: str
) -> None:
    form = Form((await client.get(NEW)).text)
    form = form.with_("name", name).with_("uzi", "900000777").with_("function", "nurse")
    assert (await client.post(NEW, data=form.data)).status_code == 400
    assert await fetch("select id from employee where uzi_id = '900000777'") == []


async def test_whoever_leaves_is_out_at_the_next_click_and_may_come_back_without_old_rights(
    client: httpx.AsyncClient, manager: Actor, assistant: Actor, log_in: LogIn
) -> None:
    await log_in(assistant)
    theirs = client.cookies["portal_session"]
    await log_in(manager)
    page = await client.get(f"{LIST}/{assistant.id}")
    token = {"csrf_token": dict(Form(page.text).pairs)["csrf_token"]}
    left = await client.post(f"{LIST}/{assistant.id}/uit-dienst", data=token)
    assert left.headers["location"] == f"{LIST}?gedaan=employee_left"
    assert (await client.get(f"{LIST}/{assistant.id}")).status_code == 404
    ours = client.cookies["portal_session"]
    client.cookies.set("portal_session", theirs)
    assert (await client.get("/praktijk")).status_code == 303
    client.cookies.set("portal_session", ours)
    number = await tables.Employee.select(tables.Employee.uzi_id).where(
        tables.Employee.name == "Medewerker assistant"
    )
    form = Form((await client.get(NEW)).text).with_("name", "M. Assistant")
    form = form.with_("uzi", number[0]["uzi_id"]).with_("function", "assistant")
    assert (await client.post(NEW, data=form.data)).status_code == 303
    assert await rights_of(assistant) == set()


async def test_somebody_of_another_practice_is_not_there(
    client: httpx.AsyncClient, manager: Actor, mill: Stage
) -> None:
    page = await client.get(LIST)
    token = {"csrf_token": dict(Form(page.text).pairs)["csrf_token"]}
    address = f"{LIST}/{mill.gp.id}"
    assert (await client.get(address)).status_code == 404
    answer = await client.post(address, data={**token, "function": "gp"})
    assert answer.status_code == 404
    assert await lines() == [("employee.change", "", "not_found")]
