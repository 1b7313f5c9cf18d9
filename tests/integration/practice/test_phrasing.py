"""Texts to begin with, hard words and plain names: kept by who may, used at once, never lost."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from consent.model import Actor, Function, Right
from consent.statements import fetch
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from publishing import reading
from publishing.phrasing import keeping
from publishing.phrasing.model import Code, Naming, PlainName, Word
from support.stage import START, PatientHere, Stage, lines_of

PRACTICE, OWN = "/praktijk/werkafspraken/standaardteksten", "/praktijk/mijn-standaardteksten"
WORDS, NAMES = "/praktijk/werkafspraken/woorden", "/praktijk/werkafspraken/namen"
EARLIER = START - timedelta(days=90)


@pytest.fixture
async def manager(stage: Stage) -> Actor:
    """Employ who keeps the agreements and publishes nothing."""
    return await stage.employee(Function.PRACTICE_MANAGER, Right.AGREEMENTS_CHANGE)


async def written(
    client: httpx.AsyncClient, where: str, title: str, conclusion: str, **more: str
) -> httpx.Response:
    form = Form((await client.get(where)).text).with_("title", title)
    form = form.with_("conclusion", conclusion)
    for name, value in more.items():
        form = form.with_(name, value)
    return await client.post(where.split("?", maxsplit=1)[0], data=form.data)


async def template_named(title: str) -> UUID:
    [row] = await fetch(
        "select template from text_template where title = $1 and version = 1", title
    )
    return UUID(str(row["template"]))


async def begun(client: httpx.AsyncClient, report: UUID, title: str, **more: str) -> httpx.Response:
    """Choose a text on the page of a report and put it in."""
    here = f"/praktijk/uitslagen/{report}"
    page = (await client.get(here)).text
    choice = page.split(f">{title}</option>")[0].rsplit('<option value="', 1)[1].split('"')[0]
    form = Form(page).with_("template", choice).with_("step", "insert")
    for name, value in more.items():
        form = form.with_(name, value)
    return await client.post(here, data=form.data)


async def waiting(patient: PatientHere, **values: object) -> UUID:
    report = await patient.report(taken_at=START)
    await patient.result(report, code="14749-6", code_system="loinc", **values)
    return report


async def earlier(patient: PatientHere, value: str, **values: object) -> UUID:
    report = await patient.report(taken_at=EARLIER)
    same = {"code": "14749-6", "code_system": "loinc", "value": value}
    await patient.publication(report, [await patient.result(report, **{**same, **values})])
    return report


async def test_a_text_of_the_practice_is_for_all_and_one_s_own_for_nobody_else(
    stage: Stage, manager: Actor, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(manager)
    done = await written(client, PRACTICE, "Alles goed", "Alles is goed.")
    assert done.headers["location"] == f"{PRACTICE}?gedaan=template_saved"
    assert (await client.get(OWN)).status_code == 403
    colleague = await stage.employee(Function.GP, Right.RESULTS_PUBLISH)
    await log_in(colleague)
    await written(client, OWN, "Van mij", "Dit is goed nieuws.")
    assert (await client.get(PRACTICE)).status_code == 403
    report = await waiting(await stage.patient())
    page = (await client.get(f"/praktijk/uitslagen/{report}")).text
    assert ">Alles goed</option>" in page
    assert ">Van mij</option>" in page
    mine = await template_named("Van mij")
    await log_in(stage.gp)
    page = (await client.get(f"/praktijk/uitslagen/{report}")).text
    assert ">Alles goed</option>" in page
    assert "Van mij" not in page
    for where in (OWN, PRACTICE):
        assert (await client.get(f"{where}?tekst={mine}")).status_code == 404
    taken = {"title": "Weg", "conclusion": "Weg.", "template": str(mine), "version": "1"}
    form = Form((await client.get(OWN)).text)
    for name, value in taken.items():
        form = form.with_(name, value)
    assert (await client.post(OWN, data=form.data)).status_code == 404
    assert [one["event_subtype"] for one in await lines_of()].count("template.change") == 3


async def test_a_place_that_does_not_exist_is_refused_with_its_name(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(stage.gp)
    wrong = await written(client, OWN, "Suiker", "Uw [wrde] is goed.")
    assert wrong.status_code == 400
    assert "Dit is geen plek die ingevuld kan worden: [wrde]." in wrong.text
    assert "Uw [wrde] is goed.</textarea>" in wrong.text
    empty = await written(client, OWN, " ", "")
    assert "Geef de tekst een naam." in empty.text
    assert "Schrijf een conclusie." in empty.text
    shown = await written(client, OWN, "Suiker", "[naam] is [waarde].", step="show")
    assert "Glucose is 6,4 mmol/l." in shown.text
    assert await fetch("select 1 from text_template where title = 'Suiker'") == []


async def test_a_text_is_put_behind_what_was_typed_with_the_values_of_the_result(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    await earlier(patient, "4.9")
    report = await waiting(patient)
    await log_in(stage.gp)
    said = "[naam]: [waarde] ([oordeel]), [richting] ([vorige]). Normaal is [normaal]."
    await written(client, OWN, "Alle plekken", said, what_to_do="U hoeft niets te doen.")
    put_in = await begun(client, report, "Alle plekken", conclusion="Dag mevrouw.", when="later")
    form = Form(put_in.text)
    assert dict(form.pairs)["conclusion"] == (
        "Dag mevrouw.\nSuiker in het bloed: 5,4 mmol/L (normaal), hoger dan vorige keer"
        " (4,9 mmol/L). Normaal is 4,0\u20136,0."
    )
    assert dict(form.pairs)["what_to_do"] == "U hoeft niets te doen."
    assert dict(form.pairs)["when"] == "later"
    here = f"/praktijk/uitslagen/{report}"
    saved = await client.post(f"{here}/opslaan", data=form.with_("act", "save").data)
    assert saved.status_code == 303
    again = Form((await client.get(here)).text)
    assert "Dag mevrouw." in dict(again.pairs)["conclusion"]
    changed = await template_named("Alle plekken")
    await written(client, f"{OWN}?tekst={changed}", "Alle plekken", "Iets heel anders.")
    form = again.with_("act", "publish").with_("when", "now")
    assert (await client.post(f"{here}/publiceren", data=form.data)).status_code == 303
    page = (await client.get(here)).text
    assert "Begonnen met: Alle plekken (versie 1)" in page
    kept = (await client.get(f"{OWN}?tekst={changed}")).text
    assert "[naam]: [waarde]" in kept.split("Eerdere versies", 1)[1]
    shown = await reading.report([await patient.grant()], report)
    assert shown is not None
    assert shown.conclusion.startswith("Dag mevrouw.\nSuiker in het bloed")


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ({"value": "4.0", "comparator": "<"}, "Deze waarde is niet te vergelijken met een vorige."),
        ({"value": "4.9", "hidden": True}, "Er is geen vorige waarde die de patiënt kan zien."),
        (None, "Er is geen vorige waarde die de patiënt kan zien."),
    ],
)
async def test_what_is_not_known_is_told_to_who_writes_and_never_published(
    before: dict[str, object] | None,
    told: str,
    stage: Stage,
    log_in: LogIn,
    client: httpx.AsyncClient,
) -> None:
    patient = await stage.patient()
    await patient.released()
    hidden = before.pop("hidden", False) if before else False
    if before and hidden:
        secret = await patient.episode("Verborgen", visible_to_patient=False)
        await earlier(patient, episode=secret, **before)  # type: ignore[arg-type]
    elif before:
        await earlier(patient, **before)  # type: ignore[arg-type]
    report = await waiting(patient)
    await log_in(stage.gp)
    await written(client, OWN, "Vergelijken", "Uw suiker is [richting], eerst [vorige].")
    put_in = await begun(client, report, "Vergelijken")
    assert told in put_in.text
    assert "4,9" not in put_in.text
    form = Form(put_in.text).with_("act", "publish")
    refused = await client.post(f"/praktijk/uitslagen/{report}/publiceren", data=form.data)
    assert refused.status_code == 400
    assert "Hier staat nog een plek tussen vierkante haken." in refused.text


async def test_a_text_is_tried_on_a_real_result_and_that_look_is_on_record(
    stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await waiting(patient)
    elsewhere = await waiting(await mill.patient(1))
    await log_in(stage.gp)
    form = Form((await client.get(PRACTICE)).text)
    form = form.with_("conclusion", "Uw waarde is [waarde], eerst [vorige].")
    assert await lines_of(patient.person) == []
    tried = await client.post(f"/praktijk/uitslagen/{report}/standaardtekst", data=form.data)
    assert "Uw waarde is 5,4 mmol/L, eerst [vorige]." in tried.text
    assert "Bij de uitslag van Anna Bakker" in tried.text
    assert "Er is geen vorige waarde die de patiënt kan zien." in tried.text
    assert [one["event_subtype"] for one in await lines_of(patient.person)] == ["result.review"]
    other = await client.post(f"/praktijk/uitslagen/{elsewhere}/standaardtekst", data=form.data)
    assert other.status_code == 404
    assert await fetch("select 1 from text_template where practice = $1", stage.practice) == []


async def test_a_text_that_is_switched_off_or_changed_meanwhile(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    report = await waiting(await stage.patient())
    await log_in(stage.gp)
    await written(client, PRACTICE, "Uit", "Een tekst.")
    here = f"{PRACTICE}?tekst={await template_named('Uit')}"
    stale = Form((await client.get(here)).text)
    off = Form((await client.get(here)).text).without("offered", "on")
    assert (await client.post(PRACTICE, data=off.data)).status_code == 303
    assert ">Uit</option>" not in (await client.get(f"/praktijk/uitslagen/{report}")).text
    raced = await client.post(PRACTICE, data=stale.with_("conclusion", "Mijn tekst.").data)
    assert raced.status_code == 409
    assert "Mijn tekst.</textarea>" in raced.text
    same = await client.post(PRACTICE, data=Form((await client.get(here)).text).data)
    assert same.headers["location"] == f"{PRACTICE}?gedaan=agreements_same"
    nothing = Form((await client.get(f"/praktijk/uitslagen/{report}")).text).with_("step", "insert")
    told = await client.post(f"/praktijk/uitslagen/{report}", data=nothing.data)
    assert "Kies eerst een tekst." in told.text


async def test_who_writes_gets_hints_and_is_never_kept_back_by_them(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    report = await waiting(patient)
    await log_in(stage.gp)
    here = f"/praktijk/uitslagen/{report}"
    long = f"Uw CRP en MCV zijn goed {'en wel heel erg ' * 5}goed."
    form = Form((await client.get(here)).text).with_("conclusion", long).with_("act", "publish")
    checked = (await client.post(here, data=form.data)).text
    for hint in ("Lange zin van 27 woorden", "is een moeilijk woord", "is een afkorting"):
        assert hint in checked
    assert (await client.post(f"{here}/publiceren", data=form.data)).status_code == 303
    [shown] = await reading.reports([await patient.grant()])
    assert shown.conclusion == long


async def test_a_patient_reads_what_hard_words_mean_and_the_text_is_left_alone(
    stage: Stage, manager: Actor, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    report = await waiting(patient)
    said = "Uw HbA1c is goed. Geen tekenen van foetor."
    [row] = await fetch("select id from result where report = $1", report)
    await patient.publication(report, [row["id"]], conclusion=said)
    letter = await patient.accorded(explanation="Foetor is geen hypertensie.")
    await log_in(manager)
    form = Form((await client.get(WORDS)).text).with_("word", "foetor")
    assert (await client.post(WORDS, data=form.data)).status_code == 400
    form = form.with_("means_nl", "Vieze geur.")
    assert (await client.post(WORDS, data=form.data)).headers["location"].endswith("word_saved")
    same = await client.post(WORDS, data=form.data)
    assert same.headers["location"].endswith("agreements_same")
    off = Form((await client.get(f"{WORDS}?woord=hypertensie")).text).without("explained", "on")
    assert (await client.post(WORDS, data=off.data)).status_code == 303
    [grant] = [await patient.grant()]
    found = await reading.report((grant,), report)
    assert found is not None
    assert found.conclusion == said
    assert [(one.found, one.means_nl) for one in found.words] == [
        ("HbA1c", "Gemiddelde bloedsuiker van de laatste maanden."),
        ("foetor", "Vieze geur."),
    ]
    told = await reading.letter((grant,), letter)
    assert told is not None
    assert [one.found for one in told.words] == ["Foetor"]
    lines = [one["event_subtype"] for one in await lines_of()]
    assert lines.count("vocabulary.change") == 2


async def test_a_practice_calls_a_determination_as_it_likes_for_its_own_patients(
    stage: Stage, mill: Stage, manager: Actor, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    there = await mill.patient()
    for patient in (await stage.patient(), there):
        await patient.released()
        await earlier(patient, "5.0")
    await log_in(manager)
    form = Form((await client.get(f"{NAMES}?stelsel=loinc&code=14749-6")).text)
    assert dict(form.pairs)["name_nl"] == "Suiker in het bloed"
    done = await client.post(NAMES, data=form.with_("name_nl", "Uw bloedsuiker").data)
    assert done.headers["location"] == f"{NAMES}?gedaan=name_saved"
    wrong = await client.post(NAMES, data=form.with_("code", "").with_("system", "x").data)
    assert wrong.status_code == 400
    here = await stage.patient()
    for patient, name in ((here, "Uw bloedsuiker"), (there, "Suiker in het bloed")):
        [report] = await reading.reports([await patient.grant()])
        [result] = report.results
        assert (result.name, result.plain and result.plain.nl) == ("Glucose", name)
    at = START + timedelta(minutes=1)
    none = Naming(Code("loinc", "14749-6"), PlainName(""))
    async with transaction():
        assert await keeping.change_name(manager, none, at)
    [report] = await reading.reports([await here.grant()])
    assert report.results[0].plain is None


async def test_a_determination_is_listed_only_when_it_came_in_for_several(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    for number in range(3):
        patient = await stage.patient(number)
        report = await patient.report()
        await patient.result(report, "Lithium", code="9999", code_system="nhg45")
        if not number:
            await patient.result(report, "Hiv-test", code="9998", code_system="nhg45")
    await log_in(stage.gp)
    page = (await client.get(NAMES)).text
    assert "Lithium" in page
    assert "Hiv-test" not in page


async def test_nobody_without_the_right_changes_a_word(stage: Stage) -> None:
    nurse = await stage.employee(Function.NURSE, Right.RESULTS_PUBLISH)
    word = Word("zwel", (), "Dik.", "")
    with pytest.raises(Exception, match="no_right"):
        async with transaction():
            await keeping.change_word(nurse, word, START)


async def test_who_explains_a_letter_gets_the_same_hints(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    letter = await (await stage.patient()).letter()
    await log_in(stage.gp)
    here = f"/praktijk/brieven/{letter}"
    first = (await client.get(here)).text
    assert "Tips voor deze tekst" not in first
    form = Form(first).with_("explanation", "U heeft hypertensie.").with_("step", "preview")
    seen = (await client.post(here, data=form.data)).text
    assert "hypertensie\u2019 is een moeilijk woord" in seen
