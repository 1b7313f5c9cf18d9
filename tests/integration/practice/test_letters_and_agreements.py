"""Letters wait for accord, agreements say who chose what, the start page only counts."""

import httpx
from msgspec.structs import fields

from consent.model import Agreements, Function, Right
from integration.practice.conftest import Form, LogIn, asked
from portal.practice.forms.agreements import AgreementsForm
from publishing import reading
from support.stage import Stage, lines_of


async def test_an_accorded_letter_is_there_with_its_explanation(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    letter = await patient.letter()
    await log_in(stage.gp)
    here = f"/praktijk/brieven/{letter}"
    page = await client.get(here)
    form = Form(page.text).with_("explanation", "Uw hart is gezond.")
    seen = await client.post(here, data=form.data | {"step": ["preview"]})
    assert "Uw hart is gezond." in seen.text.split("preview__body")[1]
    assert await reading.letters([await patient.grant()]) == []
    done = await client.post(here, data=Form(seen.text).data)
    assert done.headers["location"] == "/praktijk/brieven?gedaan=letter_accord"
    [found] = await reading.letters([await patient.grant()])
    assert found.explanation == "Uw hart is gezond."
    raced = await client.post(here, data=form.data)
    assert raced.status_code == 409
    acts = [(line["event_subtype"], line["outcome"]) for line in await lines_of(patient.person)]
    assert acts == [
        ("letter.review", "0"),
        ("letter.review", "0"),
        ("letter.accord", "0"),
        ("letter.accord", "8"),
    ]


async def test_the_file_is_a_download_and_a_look(
    stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, other = await stage.patient(), await mill.patient(1)
    letter, elsewhere = await patient.letter(), await other.letter()
    await log_in(stage.gp)
    file = await client.get(f"/praktijk/brieven/{letter}/bestand")
    assert file.content == b"%PDF-1.7 letter"
    assert file.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in file.headers["content-security-policy"]
    inside = {"sec-fetch-dest": "iframe"}
    held = await client.get(f"/praktijk/brieven/{letter}/bestand", headers=inside)
    assert held.status_code == 403
    assert [line["event_subtype"] for line in await lines_of(patient.person)] == ["letter.download"]
    assert (await client.get(f"/praktijk/brieven/{elsewhere}/bestand")).status_code == 404
    assert (await client.get(f"/praktijk/brieven/{elsewhere}")).status_code == 404
    assert await lines_of(other.person) == []


async def test_a_letter_without_its_file_cannot_be_accorded(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    letter = await patient.letter(file_sealed=None, file_size=None, file_pages=None)
    await log_in(stage.gp)
    here = f"/praktijk/brieven/{letter}"
    page = await client.get(here)
    assert page.status_code == 200
    assert "nog niet binnen" in page.text
    answer = await client.post(here, data=Form(page.text).data)
    assert answer.status_code == 400
    assert (await client.get(f"{here}/bestand")).status_code == 404


async def test_agreements_say_who_chose_what(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    bare = await Stage.set(Agreements(), name="De Nieuwe")
    await log_in(bare.gp)
    page = await client.get("/praktijk/werkafspraken")
    assert page.text.count("Nog niet gekozen") == len(fields(AgreementsForm))
    assert "Patiënten kunnen nog geen inzage vragen" in page.text
    form = Form(page.text).with_("journal", "on").with_("journal_from", "2019-01-01")
    wrong = await client.post("/praktijk/werkafspraken", data=form.data)
    assert wrong.status_code == 400
    assert ("journal", "on") in Form(wrong.text).pairs
    form = Form(wrong.text).with_("journal_from", "2020-07-01").with_("results", "on")
    done = await client.post("/praktijk/werkafspraken", data=form.data)
    assert done.headers["location"] == "/praktijk/werkafspraken?gedaan=agreements_saved"
    after = await client.get("/praktijk/werkafspraken")
    # What stayed blank is nobody's choice; the strict side is one as soon as it is ticked.
    assert after.text.count("Medewerker gp, 4 maart 2026") == 3
    assert after.text.count("Nog niet gekozen") == len(fields(AgreementsForm)) - 3
    strict = Form(after.text).with_("under_16", "off")
    await client.post("/praktijk/werkafspraken", data=strict.data)
    chosen = await client.get("/praktijk/werkafspraken")
    assert chosen.text.count("Medewerker gp, 4 maart 2026") == 4
    lines = [line for line in await lines_of() if line["practice"] == bare.practice]
    assert len({line["object_detail"] for line in lines}) == len(lines) == 4
    again = await client.post("/praktijk/werkafspraken", data=Form(chosen.text).data)
    assert again.headers["location"].endswith("agreements_same")


async def test_the_start_page_counts_and_writes_no_line(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await asked(patient)
    report = await patient.report("Hiv-test")
    await patient.result(report)
    await patient.letter("Brief van de psychiater")
    await log_in(stage.gp)
    page = await client.get("/praktijk")
    for absent in ("Bakker", "Hiv", "psychiater"):
        assert absent not in page.text.split("<main")[1]
    assert page.text.split("<main")[1].count('class="count"') == 3
    letters = await client.get("/praktijk/brieven")
    assert "psychiater" not in letters.text
    assert await lines_of(patient.person) == []
    assert await lines_of() == []


async def test_nobody_comes_in_without_the_right(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    letter = await patient.letter()
    await log_in(await stage.employee(Function.PRACTICE_MANAGER, Right.AGREEMENTS_CHANGE))
    assert (await client.get("/praktijk/werkafspraken")).status_code == 200
    for where in ("aanvragen", "uitslagen", "brieven", f"brieven/{letter}"):
        assert (await client.get(f"/praktijk/{where}")).status_code == 403
    await log_in(await stage.employee(Function.ASSISTANT))
    assert (await client.get("/praktijk/werkafspraken")).status_code == 403
    assert "nog geen rechten" in (await client.get("/praktijk")).text
    client.cookies.clear()
    assert (await client.get("/praktijk")).status_code == 303


async def test_a_practice_adds_its_own_words_to_the_pages_that_explain(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(await stage.employee(Function.PRACTICE_MANAGER, Right.AGREEMENTS_CHANGE))
    here = "/praktijk/werkafspraken/teksten"
    form = Form((await client.get(here)).text)
    words = "Wij zijn er <b>elke</b> dag.\n\n- maandag\n- vrijdag"
    done = await client.post(here, data=form.with_("help_nl", words).data)
    assert done.headers["location"] == f"{here}?gedaan=wording_saved"
    page = (await client.get("/hulp")).text
    assert f"Van {stage.gp.organisation}" in page
    assert "Wij zijn er &lt;b&gt;elke&lt;/b&gt; dag." in page
    assert "<li>vrijdag</li>" in page
    assert "vrijdag" not in (await client.get("/privacy")).text
    again = await client.post(here, data=Form((await client.get(here)).text).data)
    assert again.headers["location"] == f"{here}?gedaan=agreements_same"
    long = await client.post(here, data=form.with_("terms_en", "x" * 4001).data)
    assert long.status_code == 400
    form = form.with_("help_nl", "").with_("terms_en", "")
    empty = await client.post(here, data=form.data)
    assert empty.status_code == 303
    assert "vrijdag" not in (await client.get("/hulp")).text
    lines = [line["event_subtype"] for line in await lines_of()]
    assert lines.count("wording.change") == 2
