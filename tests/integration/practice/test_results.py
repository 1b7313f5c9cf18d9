"""A result at the practice: four acts, now or later, previewed on the patient's own page."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from consent.model import Function, Right
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from publishing import reading
from support.stage import START, PatientHere, Stage, lines_of

WORDS = "Uw suiker is goed."


async def acts_on(patient: PatientHere) -> list[tuple[str, str]]:
    found = await lines_of(patient.person)
    return [(line["event_subtype"], line["outcome"]) for line in found]


async def test_publishing_shows_what_is_ticked_with_the_conclusion(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    report = await patient.report()
    shared, kept = await patient.result(report, "Glucose"), await patient.result(report, "PSA")
    await log_in(stage.gp)
    page = await client.get(f"/praktijk/uitslagen/{report}")
    assert page.status_code == 200
    form = Form(page.text).without("share", str(kept))
    form = form.with_("act", "publish").with_("conclusion", WORDS)
    done = await client.post(f"/praktijk/uitslagen/{report}/publiceren", data=form.data)
    assert done.headers["location"] == "/praktijk/uitslagen?gedaan=result_publish"
    [seen] = await reading.reports([await patient.grant()])
    assert (seen.conclusion, [one.id for one in seen.results]) == (WORDS, [shared])
    after = await client.get(f"/praktijk/uitslagen/{report}")
    assert WORDS in after.text.split("preview__body")[1]
    assert await acts_on(patient) == [
        ("result.review", "0"),
        ("result.publish", "0"),
        ("result.review", "0"),
    ]


@pytest.mark.parametrize("conclusion", ["", " ", "\u200b"])
async def test_no_conclusion_no_publication_and_the_rest_is_kept(
    conclusion: str, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await patient.report()
    await patient.result(report)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text)
    form = form.with_("act", "publish").with_("conclusion", conclusion)
    form = form.with_("meaning", "Dat is heel gewoon.")
    wrong = await client.post(f"/praktijk/uitslagen/{report}/publiceren", data=form.data)
    assert wrong.status_code == 400
    assert "Schrijf een conclusie. Zonder conclusie kunt u niet publiceren." in wrong.text
    assert 'href="#conclusion"' in wrong.text
    assert "Dat is heel gewoon." in wrong.text
    assert ("act", "publish") in Form(wrong.text).pairs


async def test_the_preview_is_the_patient_s_page_and_keeps_nothing(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await patient.report()
    await patient.result(report, "Glucose")
    await log_in(stage.gp)
    here = f"/praktijk/uitslagen/{report}"
    page = await client.get(here)
    assert "Schrijf eerst een conclusie." in page.text.split("preview__body")[1]
    form = Form(page.text).with_("conclusion", WORDS).with_("act", "publish")
    seen = (await client.post(here, data=form.data)).text.split("preview__body")[1]
    assert WORDS in seen
    assert "Glucose" in seen
    form = form.with_("act", "invite")
    seen = (await client.post(here, data=form.data)).text.split("preview__body")[1]
    assert "Uw huisarts wil een uitslag met u bespreken" in seen
    assert "Glucose" not in seen
    form = form.with_("act", "save")
    seen = (await client.post(here, data=form.data)).text.split("preview__body")[1]
    assert "De patiënt ziet hier niets van." in seen
    assert await reading.reports([await patient.review()]) == []
    assert {act for act, _ in await acts_on(patient)} == {"result.review"}


async def test_a_planned_result_appears_at_its_moment(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, clock_file: Path
) -> None:
    patient = await stage.patient()
    await patient.released()
    report = await patient.report()
    await patient.result(report)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text)
    form = form.with_("act", "publish").with_("conclusion", WORDS).with_("when", "later")
    form = form.with_("day", "2026-03-04").with_("time", "10:31")
    done = await client.post(f"/praktijk/uitslagen/{report}/publiceren", data=form.data)
    assert done.headers["location"].endswith("gedaan=result_planned")
    assert await reading.reports([await patient.grant()]) == []
    page = await client.get(f"/praktijk/uitslagen/{report}")
    assert "4 maart 2026 om 10.31 uur" in page.text
    assert "komt later online" in page.text
    clock_file.write_text("2026-03-04T09:31:00+00:00")  # noqa: ASYNC240 - one short line
    page = await client.get(f"/praktijk/uitslagen/{report}")
    assert "Gepubliceerd op 4 maart 2026 om 10.31 uur" in page.text
    assert WORDS in page.text.split("preview__body")[1]


async def test_a_moment_that_comes_twice_is_the_later_and_said_so(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await patient.report()
    await patient.result(report)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text)
    form = form.with_("act", "publish").with_("conclusion", WORDS).with_("when", "later")
    gap = form.with_("day", "2026-03-29").with_("time", "02:30")
    where = f"/praktijk/uitslagen/{report}/publiceren"
    assert "Deze tijd bestaat niet." in (await client.post(where, data=gap.data)).text
    twice = form.with_("day", "2026-10-25").with_("time", "02:30")
    done = await client.post(where, data=twice.data)
    page = await client.get(done.headers["location"])
    assert "Wij nemen de tweede keer." in page.text


async def test_inviting_only_stays_on_the_action_list_and_can_be_published_later(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await patient.report()
    await patient.result(report)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text)
    done = await client.post(f"/praktijk/uitslagen/{report}/uitnodigen", data=form.data)
    assert done.headers["location"].endswith("gedaan=result_invite")
    actions = await client.get("/praktijk/uitslagen?stand=actielijst")
    assert f"/praktijk/uitslagen/{report}" in actions.text
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text)
    saved = await client.post(f"/praktijk/uitslagen/{report}/opslaan", data=form.data)
    assert saved.headers["location"].endswith("gedaan=result_save")
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text)
    form = form.with_("act", "publish_and_invite").with_("conclusion", WORDS)
    done = await client.post(f"/praktijk/uitslagen/{report}/publiceren", data=form.data)
    assert done.headers["location"].endswith("gedaan=result_publish_and_invite")


async def test_the_second_clinician_sees_what_the_first_did(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await patient.report()
    await patient.result(report)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text)
    form = form.with_("act", "publish").with_("conclusion", WORDS)
    where = f"/praktijk/uitslagen/{report}/publiceren"
    assert (await client.post(where, data=form.data)).status_code == 303
    raced = await client.post(where, data=form.data)
    assert raced.status_code == 409
    assert "Stand nu: gepubliceerd" in raced.text


async def test_a_value_that_came_meanwhile_is_not_published_unseen(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await patient.report()
    await patient.result(report)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/uitslagen/{report}")).text)
    await patient.result(report, "PSA")
    form = form.with_("act", "publish").with_("conclusion", WORDS)
    raced = await client.post(f"/praktijk/uitslagen/{report}/publiceren", data=form.data)
    assert raced.status_code == 409
    assert "PSA" not in raced.text
    assert "Dit had u geschreven" in raced.text
    assert WORDS in raced.text


async def test_the_inbox_names_no_test_and_no_value(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await patient.report("Hiv-test")
    await patient.result(report, "Hiv-antistoffen", value="9.9")
    await log_in(stage.gp)
    page = await client.get("/praktijk/uitslagen")
    assert "Anna Bakker" in page.text
    assert "1 afwijkend" in page.text
    assert "Hiv" not in page.text
    assert "9,9" not in page.text
    assert await lines_of(patient.person) == []


async def test_another_practice_s_result_is_not_there(
    stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await mill.patient()
    report = await patient.report()
    await patient.result(report)
    await log_in(stage.gp)
    assert (await client.get(f"/praktijk/uitslagen/{report}")).status_code == 404
    assert await lines_of(patient.person) == []
    [stray] = [line for line in await lines_of() if line["object_id"] == report]
    assert (stray["outcome"], stray["practice"]) == ("8", stage.practice)


async def test_an_assistant_opens_no_result(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await patient.report()
    rights = (Right.REQUESTS_SEE, Right.REQUESTS_DECIDE, Right.EPISODES_HIDE)
    await log_in(await stage.employee(Function.ASSISTANT, *rights))
    assert (await client.get("/praktijk/uitslagen")).status_code == 403
    assert (await client.get(f"/praktijk/uitslagen/{report}")).status_code == 403
    start = await client.get("/praktijk")
    assert "Uitslagen zonder conclusie" not in start.text


async def test_the_preview_shows_how_a_value_went_as_the_patient_will_see_it(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    for ago in (3, 2):
        at = START - timedelta(days=ago)
        earlier = await patient.report()
        shown = await patient.result(earlier, value=f"4.0{ago}", code="2823-3", taken_at=at)
        await patient.publication(earlier, [shown])
    kept = await patient.report()
    await patient.result(kept, value="4.09", code="2823-3", taken_at=START - timedelta(days=1))
    report = await patient.report()
    await patient.result(report, value="4.01", code="2823-3", taken_at=START)
    await log_in(stage.gp)
    preview = (await client.get(f"/praktijk/uitslagen/{report}")).text.split("preview__body")[1]
    assert "Lijngrafiek van Glucose" in preview
    assert [value in preview for value in ("4,03", "4,02", "4,01", "4,09")] == [True] * 3 + [False]


async def test_a_correction_shows_the_old_value_and_its_words_until_somebody_publishes_again(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    before, corrected = START - timedelta(hours=2), START - timedelta(hours=1)
    await patient.released(before)
    report = await patient.report()
    known: dict[str, Any] = {"source_key": "glucose"}
    old = await patient.result(report, superseded_at=corrected, **known)
    await patient.publication(report, [old], visible_from=before, acted_at=before, conclusion=WORDS)
    await patient.result(report, value="9.9", version=2, status="corrected", **known)
    await log_in(stage.gp)
    listed = (await client.get("/praktijk/uitslagen")).text
    assert "gecorrigeerd" in listed
    assert "5,4" not in listed
    page = (await client.get(f"/praktijk/uitslagen/{report}")).text
    assert "Was 5,4 mmol/L, nu 9,9 mmol/L." in page
    assert "van 4 maart 2026 om 08.30 uur tot 4 maart 2026 om 09.30 uur" in page
    seen = page.split("preview__body")[1]
    assert "Tot 4 maart 2026 om 09.30 uur stond hier: 5,4 mmol/L." in seen
    form = Form(page).with_("act", "publish")
    assert form.data["conclusion"] == [WORDS]
    done = await client.post(f"/praktijk/uitslagen/{report}/publiceren", data=form.data)
    assert done.headers["location"] == "/praktijk/uitslagen?gedaan=result_publish"
    after = (await client.get(f"/praktijk/uitslagen/{report}")).text
    assert "Het laboratorium heeft een gedeelde uitslag gecorrigeerd" in page
    assert "Het laboratorium heeft een gedeelde uitslag gecorrigeerd" not in after


async def test_after_every_act_the_next_one_of_the_list_opens(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    reports = []
    for days, flag in ((3, "H"), (2, "HH"), (1, "N")):
        report = await patient.report(received_at=START - timedelta(days=days))
        await patient.result(report, flag=flag)
        reports.append(report)
    abnormal, urgent, calm = reports
    await log_in(stage.gp)
    where = f"/praktijk/uitslagen/{urgent}"
    form = Form((await client.get(where)).text).with_("act", "publish").with_("conclusion", WORDS)
    gone_on = await client.post(f"{where}/publiceren", data=form.data)
    there = f"/praktijk/uitslagen/{abnormal}?gedaan=result_publish"
    assert gone_on.headers["location"] == there
    page = (await client.get(there)).text
    assert "De uitslag is gepubliceerd" in page
    assert 'id="share" tabindex="-1" autofocus' in page
    assert f'href="/praktijk/uitslagen/{calm}">Overslaan' in page
    form = Form(page).with_("act", "save").with_("then", "list")
    back = await client.post(f"/praktijk/uitslagen/{abnormal}/opslaan", data=form.data)
    assert back.headers["location"] == "/praktijk/uitslagen?gedaan=result_save"
    form = Form((await client.get(f"/praktijk/uitslagen/{calm}")).text).with_("act", "save")
    last = await client.post(f"/praktijk/uitslagen/{calm}/opslaan", data=form.data)
    assert last.headers["location"] == "/praktijk/uitslagen?gedaan=result_save"


async def test_who_works_through_what_is_late_goes_on_with_what_is_late(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    for days in (20, 9, 1):
        report = await patient.report(received_at=START - timedelta(days=days))
        await patient.result(report)
    await log_in(stage.gp)
    listed = (await client.get("/praktijk/uitslagen?stand=te-laat")).text
    assert listed.count('?stand=te-laat">Anna Bakker') == 2
    assert "te laat" in listed
    first, second = [part.split('"')[0] for part in listed.split('cell-title"><a href="')[1:]]
    form = Form((await client.get(first)).text).with_("act", "save")
    address, stand = first.split("?")
    on = await client.post(f"{address}/opslaan?{stand}", data=form.data)
    assert on.headers["location"] == f"{second}&gedaan=result_save"
    form = Form((await client.get(second)).text).with_("act", "save")
    on = await client.post(f"{second.split('?')[0]}/opslaan?{stand}", data=form.data)
    assert on.headers["location"] == "/praktijk/uitslagen?gedaan=result_save&stand=te-laat"


@pytest.mark.parametrize("act", ["publish", "publish_and_invite", "invite"])
async def test_the_preview_says_word_for_word_what_the_patient_reads(
    act: str, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    report = await patient.report()
    await patient.result(report, "Glucose", value="9.1", flag="H", code="14749-6")
    await patient.result(report, "Kalium", value="<3", comparator="<", value_text="")
    kept = await patient.result(report, "PSA", value="77.7")
    await log_in(stage.gp)
    here = f"/praktijk/uitslagen/{report}"
    form = Form((await client.get(here)).text).without("share", str(kept)).with_("act", act)
    form = form.with_("conclusion", WORDS).with_("meaning", "Dit is gewoon.\n\nEcht waar.")
    form = form.with_("what_to_do", "Eet zoals u eet.").with_("within", "week")
    preview = (await client.post(here, data=form.data)).text.split("preview__body")[1]
    told = said(preview.split(">", 1)[1].split("</aside>")[0])
    assert (await client.post(f"{here}/publiceren", data=form.data)).status_code == 303
    await as_patient(patient, client)
    page = (await client.get(f"/mijn/uitslagen/{report}")).text
    read = said(page.split('page__head">')[1].split("<aside")[0])
    assert [line for line in told if line not in read] == ["Voorbeeld vernieuwen"]
    assert [line for line in read if line not in told] in ([], ["Bel voor een afspraak"])
    assert ("Kalium" in read) == (act != "invite")
    assert not any("77,7" in line or "PSA" in line for line in (*told, *read))


def said(html: str) -> list[str]:
    """Give the lines that somebody reads, one per piece of text."""
    lines = (" ".join(unescape(line).split()) for line in re.split(r"<[^>]*>", html))
    return [line for line in lines if line]


async def as_patient(patient: PatientHere, client: httpx.AsyncClient) -> None:
    """Let the patient be logged in."""
    new = NewSession(kind=VisitorKind.PATIENT, level=25, language="nl", person=patient.person)
    async with transaction():
        _, token = await sessions.begin(new, START)
    client.cookies.set("portal_session", token)
