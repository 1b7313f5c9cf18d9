"""Acting for another before the running portal: whose pages these are, and what ends them."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import msgspec
import pytest
from litestar import Litestar

from consent.model import PersonName, RequestStatus, Standing
from consent.register.episodes import Ticks
from consent.representation import choosing, registering
from consent.representation.model import Document
from consent.requests import deciding, desk
from integration.patient.conftest import LogIn
from portal.database import transaction
from portal.frame.links import link
from portal.frame.render import CSRF_FIELD
from support.family import PARENTS, Family, family, registration
from support.stage import START, PatientHere, Stage, lines_of

BANNER = "U bekijkt het dossier van Finn Bos."
OWN_ONLY = ("patient.details", "patient.sessions", "patient.sharing", "patient.saving")


@pytest.fixture
async def home(app: Litestar) -> Stage:
    """Give a practice that lets parents look up to 16."""
    made = await Stage.set(PARENTS)
    made.vault = app.state.vault
    return made


async def a_parent(home: Stage, born: str = "2018-05-17", **other: object) -> Family:
    made = await family(home, born, **other)
    await made.released()
    return made


def as_themselves(made: Family) -> PatientHere:
    """Give the parent as somebody who logs in; they are enrolled nowhere."""
    reader = msgspec.structs.replace(made.parent, subject=None)
    assert reader.id is not None
    return PatientHere(made.stage, made.child.id, reader.id, reader)


async def turn(client: httpx.AsyncClient, made: Family | None, token: str) -> httpx.Response:
    """Turn to the child, or back; the token of the next form is on the next page."""
    voor = str(made.child.person) if made else ""
    answer = await client.post("/mijn/namens", data={CSRF_FIELD: token, "voor": voor})
    assert answer.status_code in {303, 404}, answer.text
    return answer


def token_on(page: httpx.Response) -> str:
    found = re.search(rf'name="{CSRF_FIELD}" value="([^"]+)"', page.text)
    assert found
    return found[1]


async def test_a_parent_turns_to_the_child_and_every_page_says_so(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await a_parent(home)
    shown = await made.child.episode("Waterpokken")
    await made.child.line("E", "Geneest goed.", episode=shown)
    token = await log_in(as_themselves(made))
    start = await client.get("/mijn")
    assert "Namens iemand anders kijken" in start.text
    assert "Finn Bos" in (await client.get("/mijn/namens")).text
    await turn(client, made, token)
    paths = ["/mijn", "/mijn/dossier", f"/mijn/dossier/{shown}", "/mijn/uitslagen", "/mijn/brieven"]
    for path in [*paths, "/mijn/logboek", "/mijn/inzage", "/mijn/wie-mag-wat", "/mijn/namens"]:
        page = await client.get(path)
        assert (page.status_code, BANNER in page.text) == (200, True), path
    assert "Het dossier van Finn Bos" in (await client.get("/mijn")).text
    assert "Geneest goed." in (await client.get(f"/mijn/dossier/{shown}")).text
    looks = [one for one in await lines_of(made.child.person) if one["user_id"] == made.parent.id]
    assert {one["user_role"] for one in looks} == {"parent"}
    assert {one["responsible_id"] for one in looks} == {made.child.person}


async def test_what_is_one_s_own_is_closed_meanwhile_and_the_way_back_is_one_step(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await a_parent(home)
    await turn(client, made, await log_in(as_themselves(made)))
    for name in OWN_ONLY:
        page = await client.get(link(name))
        assert page.status_code == 403, name
        assert "Dit kan alleen voor uzelf." in page.text
    back = await turn(client, None, token_on(await client.get("/mijn")))
    assert back.headers["location"] == "/mijn"
    assert BANNER not in (await client.get("/mijn/namens")).text


async def test_nobody_turns_to_somebody_they_are_not_registered_for(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made, stranger = await a_parent(home), await home.patient(70)
    token = await log_in(stranger)
    assert (await turn(client, made, token)).status_code == 404
    assert (await client.get("/mijn/dossier")).status_code == 403
    assert BANNER not in (await client.get("/mijn")).text


def move(clock_file: Path, at: datetime) -> None:
    clock_file.write_text(at.isoformat())


async def test_a_session_from_before_the_birthday_shows_nothing_after_midnight(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient, clock_file: Path
) -> None:
    made = await a_parent(home, "2014-03-05")
    before = datetime.fromisoformat("2026-03-04T23:59:00+01:00")
    move(clock_file, before)
    token = await log_in(as_themselves(made), before)
    await turn(client, made, token)
    assert (await client.get("/mijn/dossier")).status_code == 200
    move(clock_file, before + timedelta(minutes=1))
    closed = await client.get("/mijn/dossier")
    assert (closed.status_code, closed.headers["cache-control"]) == (403, "no-store")
    assert "Van 12 tot en met 15 jaar beslist de jongere zelf" in closed.text
    assert BANNER in closed.text


async def test_a_withdrawal_between_two_clicks_holds_at_the_second(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    mandate = {"kind": Standing.MANDATEE, "document": Document.MANDATE}
    made = await a_parent(home, "1950-05-17", **mandate)
    await turn(client, made, await log_in(as_themselves(made)))
    assert (await client.get("/mijn/uitslagen")).status_code == 200
    async with transaction():
        await choosing.withdraw(made.child.reader, made.representation, START)
    second = await client.get("/mijn/uitslagen")
    assert second.status_code == 403
    assert "U staat niet geregistreerd als vertegenwoordiger" in second.text
    assert BANNER in second.text


async def test_a_youth_decides_per_parent_and_what_is_left_out_is_not_there_for_them(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await family(home, "2011-01-10")
    await made.child.released()
    kept, shown = await made.child.episode("Geheim"), await made.child.episode("Enkel verzwikt")
    where = f"/mijn/wie-mag-wat/{made.representation}"
    token = await log_in(made.child)
    page = await client.get(where)
    assert "Mag Wim Bos meekijken?" in page.text
    form = {CSRF_FIELD: token, "besluit": "ja", "buiten": str(kept)}
    assert (await client.post(where, data={CSRF_FIELD: token})).status_code == 400
    said = await client.post(where, data=form)
    assert said.headers["location"] == "/mijn/wie-mag-wat?gedaan=chosen"
    assert "Klachten die u erbuiten laat: 1." in (await client.get("/mijn/wie-mag-wat")).text
    await made.released()
    await turn(client, made, await log_in(as_themselves(made)))
    seen = (await client.get("/mijn/dossier")).text
    assert ("Geheim" in seen, "Enkel verzwikt" in seen) == (False, True)
    assert (await client.get(f"/mijn/dossier/{kept}")).status_code == 404
    assert (await client.get(f"/mijn/dossier/{shown}")).status_code == 200
    token = await log_in(made.child)
    stopped = await client.post(where, data={CSRF_FIELD: token, "besluit": "nee"})
    assert stopped.headers["location"] == "/mijn/wie-mag-wat?gedaan=refused"
    await turn_fails(client, made, await log_in(as_themselves(made)))


async def test_a_result_of_what_is_left_out_is_not_counted_nor_told_either(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await family(home, "2011-01-10")
    kept = await made.child.episode("Geheim")
    async with transaction():
        await choosing.choose(made.child.reader, made.representation, {kept}, START)
    await made.released()
    report = await made.child.report("Bloedonderzoek")
    await made.child.publication(report, [await made.child.result(report, episode=kept)])
    letter = await made.child.accorded(episode=kept)
    await turn(client, made, await log_in(as_themselves(made)))
    assert "Er is niets nieuws" in (await client.get("/mijn")).text
    for path in ("/mijn/uitslagen", "/mijn/brieven"):
        assert "/mijn/" + path.split("/")[2] + "/0" not in (await client.get(path)).text
    for path in (f"/mijn/uitslagen/{report}", f"/mijn/brieven/{letter}"):
        assert (await client.get(path)).status_code == 404, path


async def turn_fails(client: httpx.AsyncClient, made: Family, token: str) -> None:
    assert (await turn(client, made, token)).status_code == 404


async def test_the_timeline_tells_both_sides_of_a_birthday_within_a_month(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await a_parent(home, "2014-03-20")
    token = await log_in(as_themselves(made))
    await turn(client, made, token)
    for path in ("/mijn", "/mijn/wie-mag-wat"):
        assert "Op 20 maart 2026 wordt Finn Bos 12." in (await client.get(path)).text, path
    timeline = (await client.get("/mijn/wie-mag-wat")).text
    assert "20 maart 2030" in timeline
    assert "Uw toegang stopt om 00:00 uur." in timeline
    await log_in(made.child)
    assert "Op 20 maart 2026 wordt u 12." in (await client.get("/mijn")).text
    # A child of 11 does not end the authority of a parent.
    assert "/intrekken" not in (await client.get("/mijn/wie-mag-wat")).text


async def test_who_turned_sixteen_is_asked_again(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient, clock_file: Path
) -> None:
    made = await family(home, "2010-03-10", youth_agrees=True)
    await made.released()
    later = START + timedelta(days=7)
    move(clock_file, later)
    await log_in(made.child, later)
    for path in ("/mijn", "/mijn/wie-mag-wat"):
        assert "U bent 16 of ouder en beslist zelf." in (await client.get(path)).text, path
    token = await log_in(made.child, later)
    gone = f"/mijn/wie-mag-wat/{made.representation}/intrekken"
    assert (await client.post(gone, data={CSRF_FIELD: token})).status_code == 303
    assert "U bent 16 of ouder" not in (await client.get("/mijn")).text


async def test_the_patient_reads_by_name_who_acted_for_them(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await a_parent(home)
    await turn(client, made, await log_in(as_themselves(made)))
    await client.get("/mijn/dossier")
    await log_in(made.child)
    assert "Ouder Wim Bos" in (await client.get("/mijn/logboek")).text


async def test_one_parent_does_not_read_of_the_other(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    made = await a_parent(home)
    other = await other_parent(home, made)
    await turn(client, made, await log_in(as_themselves(made)))
    page = (await client.get("/mijn/wie-mag-wat")).text
    assert "Wim Bos" in page
    assert other not in page


async def other_parent(home: Stage, made: Family) -> str:
    new = registration(60, name=PersonName("Els", "", "Ander"))
    async with transaction():
        await registering.register(home.gp, home.vault, made.child.id, new, START)
    return "Els Ander"


async def test_a_pdf_begun_before_a_withdrawal_ends_with_what_was_decided_then(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    mandate = {"kind": Standing.MANDATEE, "document": Document.MANDATE}
    made = await a_parent(home, "1950-05-17", **mandate)
    await turn(client, made, await log_in(as_themselves(made)))
    async with client.stream("GET", "/mijn/logboek.pdf") as answer:
        assert answer.status_code == 200
        async with transaction():
            await choosing.withdraw(made.child.reader, made.representation, START)
        body = b"".join([piece async for piece in answer.aiter_bytes()])
    assert body.rstrip().endswith(b"%%EOF")
    after = await client.get("/mijn/logboek.pdf")
    assert after.status_code == 403
    [line] = [one for one in await lines_of(made.child.person) if one["checks"]]
    assert (line["event_subtype"], line["checks"]) == ("log.download", "representation_missing")


async def test_a_renewal_before_sixteen_leaves_no_gap(
    home: Stage, log_in: LogIn, client: httpx.AsyncClient, clock_file: Path
) -> None:
    sixteen = date(2026, 3, 20)
    mandate = {
        "kind": Standing.MANDATEE,
        "document": Document.MANDATE,
        "starts_on": sixteen,
    }
    made = await family(home, "2010-03-20", **mandate)
    token = await log_in(as_themselves(made))
    await turn(client, made, token)
    assert (await client.get("/mijn/dossier")).status_code == 403
    page = await client.get("/mijn/inzage")
    form = {CSRF_FIELD: token_on(page), "praktijk": str(made.child.id)}
    asked = await client.post("/mijn/inzage", data=form)
    assert asked.headers["location"] == "/mijn/inzage?gedaan=sent"
    await approve_all(made)
    assert (await client.get("/mijn/dossier")).status_code == 403
    later = datetime(2026, 3, 20, 9, tzinfo=START.tzinfo)
    move(clock_file, later)
    await turn(client, made, await log_in(as_themselves(made), later))
    assert (await client.get("/mijn/dossier")).status_code == 200


async def approve_all(made: Family) -> None:
    nothing: frozenset[UUID] = frozenset()
    for request in await desk.worklist(made.stage.gp, [RequestStatus.SUBMITTED]):
        async with transaction():
            await deciding.approve(made.stage.gp, request.id, Ticks(nothing, nothing), "", START)
