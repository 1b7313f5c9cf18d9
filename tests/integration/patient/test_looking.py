"""Every page of a file: what it shows, what it never shows, and the line that each look writes."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from consent.model import Agreements
from integration.patient.conftest import LogIn
from support.stage import OPEN, START, PatientHere, Stage, lines_of

HIDDEN = "VERBORGEN"
LISTS = {
    "/mijn/uitslagen": "results.list",
    "/mijn/brieven": "letters.list",
    "/mijn/dossier": "dossier.view",
    "/mijn/logboek": "log.view",
    "/mijn/logboek.pdf": "log.download",
}


async def full(stage: Stage, number: int = 0) -> tuple[PatientHere, dict[str, UUID]]:
    """A released file with one of everything that is shown, and one of everything that is not."""
    patient = await stage.patient(number)
    await patient.released()
    shown = await patient.episode("Pijn in de knie")
    await patient.line("E", "Lichte slijtage.", episode=shown)
    await patient.line("P", "Oefeningen doen.", episode=shown)
    await patient.line("S", f"{HIDDEN} klacht", episode=shown)
    hidden = await patient.episode(f"{HIDDEN} episode", visible_to_patient=False)
    await patient.line("E", f"{HIDDEN} regel", episode=hidden)
    report = await patient.report("Bloedonderzoek", taken_at=START)
    await patient.publication(report, [await patient.result(report)])
    waiting = await patient.report(f"{HIDDEN} onderzoek")
    await patient.result(waiting)
    letter = await patient.accorded(explanation="U hoeft niet terug.")
    unread = await patient.letter(f"{HIDDEN} brief")
    return patient, {
        "result": report,
        "letter": letter,
        "episode": shown,
        "hidden": hidden,
        "waiting": waiting,
        "unread": unread,
    }


@pytest.mark.parametrize("path", LISTS)
async def test_a_list_shows_what_is_shown_and_writes_one_line(
    path: str, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, _ = await full(stage)
    await log_in(patient)
    answer = await client.get(path)
    assert answer.status_code == 200
    assert HIDDEN not in answer.text
    assert [line["event_subtype"] for line in await lines_of(patient.person)] == [LISTS[path]]
    assert answer.headers["cache-control"] == "no-store"


async def test_details_show_their_content_and_write_one_line_each(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, ids = await full(stage)
    await log_in(patient)
    pages = {
        f"/mijn/uitslagen/{ids['result']}": ["Alles is goed.", "Glucose", "5,4", "normaal"],
        f"/mijn/brieven/{ids['letter']}": ["U hoeft niet terug.", "PDF, 1 kB"],
        f"/mijn/dossier/{ids['episode']}": ["Lichte slijtage.", "Oefeningen doen."],
    }
    for path, expected in pages.items():
        answer = await client.get(path)
        assert answer.status_code == 200
        assert all(words in answer.text for words in expected), path
        assert HIDDEN not in answer.text
        assert "U ziet misschien niet alles" in answer.text
    acts = [line["event_subtype"] for line in await lines_of(patient.person)]
    assert acts == ["result.view", "letter.view", "episode.view"]


async def test_a_letter_leaves_as_a_file_in_a_sandbox(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, ids = await full(stage)
    await log_in(patient)
    answer = await client.get(f"/mijn/brieven/{ids['letter']}/bestand")
    assert answer.content == b"%PDF-1.7 letter"
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="brief.pdf"'
    told = {
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "cross-origin-resource-policy": "same-origin",
    }
    assert {name: answer.headers[name] for name in told} == told
    for place in ("iframe", "object", "embed", "image", "frame", "script"):
        inside = {"sec-fetch-dest": place}
        held = await client.get(f"/mijn/brieven/{ids['letter']}/bestand", headers=inside)
        assert (held.status_code, b"%PDF" in held.content) == (403, False)
    [line] = await lines_of(patient.person)
    assert line["event_subtype"] == "letter.download"


@pytest.mark.parametrize(
    ("path", "thing"),
    [
        ("/mijn/dossier/{}", "hidden"),
        ("/mijn/uitslagen/{}", "waiting"),
        ("/mijn/brieven/{}", "unread"),
        ("/mijn/brieven/{}/bestand", "unread"),
    ],
)
async def test_what_is_hidden_cannot_be_found_by_its_address(
    path: str, thing: str, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, ids = await full(stage)
    await log_in(patient)
    hidden = await client.get(path.format(ids[thing]))
    nothing = await client.get(path.format(uuid4()))
    assert (hidden.status_code, nothing.status_code) == (404, 404)
    assert len(hidden.text) == len(nothing.text)
    assert await lines_of(patient.person) == []
    refused = await lines_of()
    assert [line["outcome"] for line in refused] == ["8", "8"]


@pytest.mark.parametrize(
    ("path", "thing"),
    [
        ("/mijn/dossier/{}", "episode"),
        ("/mijn/uitslagen/{}", "result"),
        ("/mijn/brieven/{}", "letter"),
    ],
)
async def test_what_belongs_to_another_is_not_there(
    path: str, thing: str, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    other, ids = await full(stage, 1)
    patient, _ = await full(stage)
    await log_in(patient)
    assert (await client.get(path.format(ids[thing]))).status_code == 404
    assert await lines_of(other.person) == []


@pytest.mark.parametrize("path", ["/mijn/uitslagen", "/mijn/brieven", "/mijn/dossier"])
async def test_a_file_that_is_not_released_stays_closed_and_the_look_is_written_down(
    path: str, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await log_in(patient)
    answer = await client.get(path)
    assert answer.status_code == 403
    assert "nog niet vrijgegeven" in answer.text
    [line] = await lines_of(patient.person)
    assert (line["event_subtype"], line["outcome"]) == (LISTS[path], "8")


async def test_the_home_page_names_kinds_only_and_writes_nothing(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, _ = await full(stage)
    await log_in(patient)
    answer = await client.get("/mijn")
    assert answer.status_code == 200
    assert "Een nieuwe uitslag" in answer.text
    assert not any(words in answer.text for words in ("Bloedonderzoek", "cardioloog", HIDDEN))
    assert await lines_of(patient.person) == []


async def test_a_printed_page_says_whose_it_is(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, _ = await full(stage)
    await log_in(patient)
    page = await client.get("/mijn/dossier")
    assert "Dossier van Anna Bakker, geboren op 17 mei 1960. Afgedrukt op 4 maart 2026" in page.text


async def test_somebody_enrolled_nowhere_reads_what_to_do(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(None)
    for path in ("/mijn", "/mijn/inzage"):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert "Wij vonden u bij geen enkele praktijk" in answer.text
    assert (await client.get("/mijn/uitslagen")).status_code == 403
    assert (await client.get("/mijn/logboek")).status_code == 403


async def test_both_practices_are_shown(
    stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    for place in (stage, mill):
        patient = await place.patient()
        await patient.released()
        await patient.episode(f"Klacht bij {place.practice}")
    await log_in(patient)
    answer = await client.get("/mijn/dossier")
    assert f"Klacht bij {stage.practice}" in answer.text
    assert f"Klacht bij {mill.practice}" in answer.text
    assert "De Molen laat notities zien vanaf" in answer.text
    assert len(await lines_of(patient.person)) == 2


async def test_an_invitation_shows_nothing_of_the_result(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    report = await patient.report(HIDDEN)
    await patient.result(report, HIDDEN)
    await patient.publication(
        report, [], act="invite", conclusion="", visible_from=None, invite_within="week"
    )
    await log_in(patient)
    for path in ("/mijn/uitslagen", f"/mijn/uitslagen/{report}"):
        answer = await client.get(path)
        assert "Uw huisarts wil een uitslag met u bespreken" in answer.text
        assert HIDDEN not in answer.text
    assert "binnen 1 week" in answer.text


async def test_the_log_counts_shows_and_prints_every_line_once(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, _ = await full(stage)
    await log_in(patient)
    for _ in range(22):
        await client.get("/mijn/uitslagen")
    first = await client.get("/mijn/logboek")
    assert "23 keer" in first.text
    # What says the same is told once, with all of its numbers.
    assert "regels 1\u2013 22" in first.text.replace("\u2013", "\u2013 ")
    assert "22 keer" in first.text
    assert (await client.get("/mijn/logboek.pdf")).content.startswith(b"%PDF-")


async def test_a_list_goes_on_where_it_ended(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    for number in range(23):
        at = START - timedelta(days=number)
        await patient.accorded(f"Brief {number:02d}.", accorded_at=at)
        await patient.episode(f"Episode {number:02d}.", last_contact_on=at.date())
    await log_in(patient)
    for path, word in (("/mijn/brieven", "Brief"), ("/mijn/dossier", "Episode")):
        first = await client.get(path)
        [rest] = [
            part.split('"')[0] for part in first.text.split(f'href="{path}?')[1:] if "voor" in part
        ]
        second = await client.get(f"{path}?{rest}")
        seen = [n for n in range(23) if f"{word} {n:02d}." in first.text]
        assert seen == list(range(20))
        assert [n for n in range(23) if f"{word} {n:02d}." in second.text] == [20, 21, 22]


async def test_a_section_that_is_switched_off_is_empty(
    log_in: LogIn, client: httpx.AsyncClient
) -> None:
    quiet = await Stage.set(Agreements(journal=False, results=True, journal_from=OPEN.journal_from))
    patient = await quiet.patient()
    await patient.released()
    await patient.episode(HIDDEN)
    await log_in(patient)
    answer = await client.get("/mijn/dossier")
    assert answer.status_code == 200
    assert HIDDEN not in answer.text
