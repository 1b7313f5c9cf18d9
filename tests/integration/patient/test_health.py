"""Medicines, hypersensitivities, vaccinations and measurements before the running portal."""

from datetime import timedelta

import httpx
import pytest
from litestar import Litestar

from consent import tables as consent
from consent.model import Section
from consent.sections import SUMMARY
from integration.patient.conftest import LogIn
from integration.patient.test_acting import a_parent, as_themselves, turn
from portal.database import transaction
from portal.frame.render import CSRF_FIELD
from publishing.phrasing import keeping
from publishing.phrasing.model import Code, Naming, PlainName
from support.family import PARENTS, family
from support.kept import item, measurement
from support.stage import START, PatientHere, Stage, lines_of

PAGES = {
    "/mijn/medicijnen": "medication.list",
    "/mijn/allergieen": "hypersensitivities.list",
    "/mijn/vaccinaties": "vaccinations.list",
    "/mijn/metingen": "measurements.list",
}


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    found = await stage.patient()
    await found.released()
    return found


async def actions(who: PatientHere) -> list[str]:
    return [row["event_subtype"] for row in await lines_of(who.person)]


async def test_every_look_writes_its_line_and_home_counts(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    for section in SUMMARY:
        await item(anna, section, f"Naam van {section}")
    number = await measurement(anna)
    await log_in(anna)
    home = (await client.get("/mijn")).text
    assert "Wat u nu gebruikt: 1" in home
    assert "Wat er is gemeten: 1" in home
    assert "Naam van" not in home, "it is counted, and named by kind"
    before = len(await actions(anna))
    for path in PAGES:
        page = await client.get(path)
        assert page.status_code == 200
        assert "U ziet misschien niet alles" in page.text
    page = await client.get(f"/mijn/metingen/{number}")
    assert "Laatste meting: 81,5 kg op 3 maart 2026" in page.text
    assert (await actions(anna))[before:] == [*PAGES.values(), "measurement.view"]
    log = (await client.get("/mijn/logboek")).text
    assert "Bekeken: medicijnen" in log
    assert "Naam van" not in log


async def test_a_list_goes_on_and_what_stopped_comes_last(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    for number in range(21):
        await item(anna, name=f"Middel {number:02}", begun_on=START.date() - timedelta(number))
    await item(anna, name="Oud middel", state="ended", ended_on=START.date() - timedelta(9))
    await log_in(anna)
    first = await client.get("/mijn/medicijnen")
    assert "Middel 00" in first.text
    assert "Oud middel" not in first.text
    more = first.text.split('href="/mijn/medicijnen?voor=')[1].split('"')[0]
    second = await client.get(f"/mijn/medicijnen?voor={more}")
    assert "Middel 20" in second.text
    assert "Middel 00" not in second.text
    assert second.text.index("Middel 20") < second.text.index("Gestopt") < second.text.index("Oud")
    for odd in ("x", "1_x", "2_2026-01-01_x", "1_2026-13-01_00000000-0000-0000-0000-000000000000"):
        assert (await client.get(f"/mijn/medicijnen?voor={odd}")).status_code == 200


async def test_a_course_shows_a_year_and_all_of_it_on_request(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    for ago in (1, 100, 200, 300, 380):
        taken = START - timedelta(days=ago)
        newest = await measurement(anna, f"{80 + ago / 10:.1f}", taken_at=taken)
        if ago == 1:
            number = newest
    await log_in(anna)
    year = (await client.get(f"/mijn/metingen/{number}")).text
    assert "U ziet de 12 maanden tot en met de laatste meting." in year
    assert "Lijngrafiek van Gewicht, kg" in year
    assert "118,0" not in year
    whole = (await client.get(f"/mijn/metingen/{number}?periode=alles")).text
    assert "118,0" in whole
    assert "U ziet alle metingen: 5." in whole
    odd = await client.get(f"/mijn/metingen/{number}?periode=alles&voor=20200101T000000.0_{number}")
    assert odd.status_code == 404, "nothing was measured before that"


async def test_a_determination_is_called_what_the_practice_calls_it(
    anna: PatientHere, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    told = {"series": "nhg45:2811", "topic": "nhg45:2811", "code": "2811", "name": "4DKL angst"}
    await measurement(anna, "3", unit="", **told)
    await log_in(anna)
    assert "4DKL angst" in (await client.get("/mijn/metingen")).text
    new = Naming(Code("nhg45", "2811"), PlainName("Vragenlijst over angst", ""))
    async with transaction():
        await keeping.change_name(stage.gp, new, START)
    assert "Vragenlijst over angst" in (await client.get("/mijn/metingen")).text


async def test_another_s_measurement_is_not_there(
    anna: PatientHere, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    bram = await stage.patient(1, name="Bram Buur")
    await bram.released()
    number = await measurement(bram, "99.9")
    await log_in(anna)
    answer = await client.get(f"/mijn/metingen/{number}")
    assert answer.status_code == 404
    assert "99,9" not in answer.text


async def test_a_practice_without_a_facility_shows_nothing_of_it(
    anna: PatientHere, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await item(anna)
    await measurement(anna)
    async with transaction():
        await consent.Practice.update({consent.Practice.results: False}).where(
            consent.Practice.id == stage.practice
        )
    await log_in(anna)
    assert "81,5" not in (await client.get("/mijn/metingen")).text
    assert "Metoprolol" in (await client.get("/mijn/medicijnen")).text


@pytest.fixture
async def home(app: Litestar) -> Stage:
    made = await Stage.set(PARENTS)
    made.vault = app.state.vault
    return made


async def test_a_parent_sees_them_in_the_child_s_own_log(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await a_parent(home)
    await item(made.child, Section.VACCINATIONS, "BMR-vaccin")
    await turn(client, made, await log_in(as_themselves(made)))
    page = await client.get("/mijn/vaccinaties")
    assert "BMR-vaccin" in page.text
    [*_, line] = await lines_of(made.child.person)
    assert (line["event_subtype"], line["user_role"]) == ("vaccinations.list", "parent")


async def test_what_a_youth_leaves_out_takes_its_medicine_along(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await family(home, "2011-01-10")
    await made.child.released()
    kept = await made.child.episode("Geheim")
    await item(made.child, name="Pil", episode=kept)
    await item(made.child, name="Neusspray")
    await measurement(made.child, "61.2", episode=kept)
    token = await log_in(made.child)
    assert "Pil" in (await client.get("/mijn/medicijnen")).text
    form = {CSRF_FIELD: token, "besluit": "ja", "buiten": str(kept)}
    await client.post(f"/mijn/wie-mag-wat/{made.representation}", data=form)
    await made.released()
    await turn(client, made, await log_in(as_themselves(made)))
    page = (await client.get("/mijn/medicijnen")).text
    assert ("Pil" in page, "Neusspray" in page) == (False, True)
    assert "61,2" not in (await client.get("/mijn/metingen")).text
    assert "Wat u nu gebruikt: 1" in (await client.get("/mijn")).text


async def test_what_goes_home_holds_them_too(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await item(anna, name="Metoprolol")
    await item(anna, name="Geheim middel", visible_to_patient=False)
    await measurement(anna)
    await log_in(anna)
    for form in ("csv", "fhir"):
        text = (await client.get(f"/mijn/opslaan/bestand?vorm={form}")).text
        assert ("Metoprolol" in text, "81.5" in text or "81,5" in text) == (True, True)
        assert "Geheim" not in text
    # Of what lasts, all that held on a day of the period counts.
    later = await client.get("/mijn/opslaan/bestand?vorm=csv&van=2026-03-04")
    assert "Metoprolol" in later.text
    assert "81,5" not in later.text
    earlier = await client.get("/mijn/opslaan/bestand?vorm=csv&tot=2026-01-01")
    assert "Metoprolol" not in earlier.text
