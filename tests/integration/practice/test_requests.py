"""An access request at the practice, from the worklist to the decision, by plain forms."""

import httpx

from consent.model import Function, Right
from integration.practice.conftest import Form, LogIn, asked
from support.stage import Stage, lines_of


async def acts_on(person: object) -> list[tuple[str, str]]:
    found = await lines_of(person)  # type: ignore[arg-type]
    return [(line["event_subtype"], line["outcome"]) for line in found]


async def test_an_unticked_episode_and_line_stay_hidden_after_release(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    shown, hidden = await patient.episode("Hoofdpijn"), await patient.episode("Somberheid")
    kept = await patient.line("E", "Spanning van de nek.", episode=shown)
    away = await patient.line("P", "Praten over werk.", episode=shown)
    request = await asked(patient)
    await log_in(stage.gp)
    page = await client.get(f"/praktijk/aanvragen/{request}")
    assert page.status_code == 200
    assert "Somberheid" in page.text
    form = Form(page.text).without("episode", str(hidden)).without("line", str(away))
    done = await client.post(f"/praktijk/aanvragen/{request}/vrijgeven", data=form.data)
    assert done.status_code == 303
    assert done.headers["location"] == "/praktijk/aanvragen?gedaan=request_approve"
    after = await client.get(f"/praktijk/aanvragen/{request}")
    assert f'value="{kept}"' in after.text
    preview = after.text.split("preview__body")[1]
    assert "Spanning van de nek." in preview
    assert "Somberheid" not in preview
    assert "Praten over werk." not in preview
    assert await acts_on(patient.person) == [
        ("request.review", "0"),
        ("visibility.set", "0"),
        ("request.approve", "0"),
        ("request.review", "0"),
    ]


async def test_the_preview_shows_what_the_ticks_would_do_and_keeps_nothing(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    hidden = await patient.episode("Somberheid")
    request = await asked(patient)
    await log_in(stage.gp)
    here = f"/praktijk/aanvragen/{request}"
    page = await client.get(here)
    assert "Somberheid" in page.text.split("preview__body")[1]
    form = Form(page.text).without("episode", str(hidden)).with_("note", "Eerst bellen.")
    seen = await client.post(here, data=form.data)
    assert seen.status_code == 200
    assert "Somberheid" not in seen.text.split("preview__body")[1]
    assert "Eerst bellen." in seen.text
    assert ("episode", str(hidden)) not in Form(seen.text).pairs
    again = await client.get(here)
    assert ("episode", str(hidden)) in Form(again.text).pairs
    assert await acts_on(patient.person) == [("request.review", "0")] * 3


async def test_the_next_request_opens_after_a_decision(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    first, second = await stage.patient(0), await stage.patient(1, name="Piet Jansen")
    one, two = sorted([await asked(first), await asked(second)])
    await log_in(stage.gp)
    page = await client.get(f"/praktijk/aanvragen/{one}")
    done = await client.post(
        f"/praktijk/aanvragen/{one}/open-laten", data=Form(page.text).with_("note", "Later").data
    )
    assert done.headers["location"].startswith(f"/praktijk/aanvragen/{two}?")
    following = await client.get(done.headers["location"])
    assert "De aanvraag is open gelaten" in following.text
    tab = await client.get("/praktijk/aanvragen?stand=open-gelaten")
    assert f"/praktijk/aanvragen/{one}" in tab.text


async def test_a_refusal_needs_a_reason_and_shows_the_message_first(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    request = await asked(patient)
    await log_in(stage.gp)
    here = f"/praktijk/aanvragen/{request}/weigeren"
    form = Form((await client.get(here)).text)
    wrong = await client.post(here, data=form.with_("explanation", "Bel ons even.").data)
    assert wrong.status_code == 400
    assert "Kies waarom u weigert." in wrong.text
    assert "Bel ons even." in wrong.text
    form = Form(wrong.text).with_("reason", "talk_first")
    seen = await client.post(here, data=form.data | {"step": ["preview"]})
    assert "De praktijk wil eerst met u praten." in seen.text
    done = await client.post(here, data=Form(seen.text).data)
    assert done.headers["location"] == "/praktijk/aanvragen?gedaan=request_refuse"
    assert ("request.refuse", "0") in await acts_on(patient.person)


async def test_who_comes_second_sees_the_current_state(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    request = await asked(patient)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/aanvragen/{request}")).text)
    where = f"/praktijk/aanvragen/{request}/vrijgeven"
    assert (await client.post(where, data=form.data)).status_code == 303
    raced = await client.post(where, data=form.data)
    assert raced.status_code == 409
    assert "Stand nu: Vrijgegeven" in raced.text
    assert (await acts_on(patient.person))[-1] == ("request.approve", "8")


async def test_a_file_that_changed_meanwhile_is_not_released(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    request = await asked(patient)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/aanvragen/{request}")).text)
    await patient.episode("Somberheid")
    raced = await client.post(f"/praktijk/aanvragen/{request}/vrijgeven", data=form.data)
    assert raced.status_code == 409
    assert "Het dossier is veranderd" in raced.text
    assert "Somberheid" not in raced.text


async def test_another_practice_s_request_is_not_there(
    stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await mill.patient()
    request = await asked(patient)
    form = {"explanation": "", "reason": "talk_first"}
    await log_in(stage.gp)
    token = Form((await client.get("/praktijk/werkafspraken")).text).data["csrf_token"]
    for method, tail in (("GET", ""), ("GET", "/weigeren"), ("POST", "/weigeren")):
        answer = await client.request(
            method,
            f"/praktijk/aanvragen/{request}{tail}",
            data={**form, "csrf_token": token} if method == "POST" else None,
        )
        assert answer.status_code == 404
        assert "Bakker" not in answer.text
    assert await lines_of(patient.person) == []
    strays = [line for line in await lines_of() if line["object_id"] == request]
    assert [line["outcome"] for line in strays] == ["8", "8", "8"]
    assert {line["practice"] for line in strays} == {stage.practice}


async def test_seeing_is_not_deciding(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    episode = await patient.episode()
    request = await asked(patient)
    await log_in(await stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE))
    page = await client.get(f"/praktijk/aanvragen/{request}")
    assert page.status_code == 200
    assert page.text.count('aria-disabled="true"') == 3
    assert "U heeft geen recht om dit te doen." in page.text
    form = Form(page.text)
    assert ("episode", str(episode)) in form.pairs
    for act in ("vrijgeven", "open-laten", "weigeren"):
        answer = await client.post(f"/praktijk/aanvragen/{request}/{act}", data=form.data)
        assert answer.status_code == 403


async def test_deciding_without_the_right_to_hide_changes_no_flag(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.episode("Hoofdpijn")
    hidden = await patient.episode("Somberheid", visible_to_patient=False)
    await patient.line("P", "Verborgen plan.", visible_to_patient=False)
    request = await asked(patient)
    rights = (Right.REQUESTS_SEE, Right.REQUESTS_DECIDE)
    await log_in(await stage.employee(Function.ASSISTANT, *rights))
    form = Form((await client.get(f"/praktijk/aanvragen/{request}")).text)
    done = await client.post(f"/praktijk/aanvragen/{request}/vrijgeven", data=form.data)
    assert done.status_code == 303
    after = await client.get(f"/praktijk/aanvragen/{request}")
    assert "Somberheid" not in after.text.split("preview__body")[1]
    assert str(hidden) in after.text


async def test_what_our_page_cannot_have_sent_is_refused(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    request = await asked(patient)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/aanvragen/{request}")).text)
    where = f"/praktijk/aanvragen/{request}/vrijgeven"
    for extra in ({"status": ["approved"]}, {"note": ["a", "b"]}, {"episode": ["1 or 1=1"]}):
        answer = await client.post(where, data=form.data | extra)
        assert answer.status_code == 400
        assert "1 or 1=1" not in answer.text


async def test_the_worklist_goes_on_after_twenty(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    for number in range(21):
        await asked(await stage.patient(number, name=f"Patiënt Nummer{number:02d}"))
    await log_in(stage.gp)
    first = await client.get("/praktijk/aanvragen")
    assert first.text.count('class="cell-title"') == 20
    where = first.text.split('<nav class="pager"')[1].split('href="')[1].split('"')[0]
    rest = await client.get(where.replace("&amp;", "&"))
    assert rest.text.count('class="cell-title"') == 1
    assert await lines_of(None) == []
