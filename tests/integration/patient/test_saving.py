"""Taking one's file home: all that is shown and nothing else, in each form, on record."""

import csv
import json
from datetime import date, timedelta
from io import StringIO

import httpx

from integration.patient.conftest import LogIn
from support.stage import START, PatientHere, Stage, lines_of
from unit.paper.reading import Reading

HIDDEN = "VERBORGEN"
FORMS = ("pdf", "csv", "fhir")


async def filled(patient: PatientHere) -> None:
    """Fill a file with shown and hidden things."""
    await patient.released()
    report = await patient.report("Bloedonderzoek")
    results = [
        await patient.result(report, "Glucose"),
        await patient.result(report, "=HYPERLINK()", value="-5.0"),
    ]
    await patient.publication(report, results, conclusion="Uw suiker is goed.")
    await patient.report(HIDDEN)
    await patient.accorded("Brief van de cardioloog", author="dr. Bos")
    await patient.letter(HIDDEN)
    shown = await patient.episode("Hoge bloeddruk")
    await patient.line("P", "Minder zout eten.", episode=shown)
    await patient.line("S", HIDDEN, episode=shown)
    secret = await patient.episode(HIDDEN, visible_to_patient=False)
    await patient.line("E", HIDDEN, episode=secret)
    for number in range(65):
        on = date(2026, 1, 1) - timedelta(days=number)
        await patient.line("E", f"Notitie {number:02d}.", episode=shown, recorded_on=on)


def read_text(form: str, content: bytes) -> str:
    """Everything a reader finds."""
    return Reading(content).text() if form == "pdf" else content.decode("utf-8-sig")


async def test_everything_shown_is_in_it_and_nothing_hidden(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await filled(patient)
    await log_in(patient)
    wanted = ["Glucose", "Uw suiker is goed.", "Minder zout eten.", "Hoge bloeddruk", "cardioloog"]
    wanted += [f"Notitie {number:02d}." for number in range(65)]
    for form in FORMS:
        answer = await client.get(f"/mijn/opslaan/bestand?vorm={form}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith('attachment; filename="mijn-')
        found = read_text(form, answer.content)
        assert [word for word in wanted if word not in found] == []
        assert HIDDEN not in found
        assert all(found.count(f"Notitie {number:02d}.") == 1 for number in range(65))
    lines = [row["event_subtype"] for row in await lines_of(patient.person)]
    assert lines == ["file.download"] * 3


async def test_the_period_leaves_out_what_lies_outside(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await filled(patient)
    await log_in(patient)
    for form in FORMS:
        path = f"/mijn/opslaan/bestand?vorm={form}&van=2025-12-01&tot=2025-12-31"
        found = read_text(form, (await client.get(path)).content)
        assert "Notitie 01." in found
        assert "Notitie 31." in found
        assert "Notitie 00." not in found
        assert "Notitie 32." not in found
        assert "Glucose" not in found


async def test_no_cell_of_the_sheet_is_a_formula(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await filled(patient)
    await log_in(patient)
    content = (await client.get("/mijn/opslaan/bestand?vorm=csv")).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert {len(row) for row in rows} == {10}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


async def test_the_bundle_is_whole_and_names_no_number_of_a_person(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await filled(patient)
    await log_in(patient)
    first = (await client.get("/mijn/opslaan/bestand?vorm=fhir")).content
    bundle = json.loads(first)
    resources = [entry["resource"] for entry in bundle["entry"]]
    kinds = [one["resourceType"] for one in resources]
    assert {"Patient", "Condition", "DiagnosticReport", "DocumentReference"} <= set(kinds)
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(urls) == len(set(urls))
    named = json.dumps(resources).split("urn:uuid:")[1:]
    assert {f"urn:uuid:{one[:36]}" for one in named} <= set(urls)
    [glucose] = [one for one in resources if one.get("code", {}).get("text") == "Glucose"]
    assert glucose["valueQuantity"] == {"value": 5.4, "unit": "mmol/L"}
    assert b"9999" not in first
    assert (await client.get("/mijn/opslaan/bestand?vorm=fhir")).content == first


async def test_a_closed_file_stays_here_and_its_log_may_go_home(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await log_in(patient)
    page = await client.get("/mijn/opslaan")
    assert "/mijn/opslaan/bestand" not in page.text
    assert "computer van iemand anders" in page.text
    assert (await client.get("/mijn/opslaan/bestand")).status_code == 403
    sheet = (await client.get("/mijn/logboek.csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(sheet), delimiter=";"))
    assert [row[0] for row in rows] == ["Nummer", "2", "1"]
    assert (await client.get("/mijn/logboek.csv?tot=2020-01-01")).text.count("\n") == 1
    assert START.year == 2026


async def test_on_paper_too_hard_words_are_explained_and_values_have_plain_names(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    report = await patient.report()
    result = await patient.result(report, code="14749-6", code_system="loinc")
    await patient.publication(report, [result], conclusion="Uw LDL is goed.")
    await patient.accorded(explanation="Geen hypertensie.")
    await log_in(patient)
    answer = await client.get("/mijn/opslaan/bestand?vorm=pdf")
    found = " ".join(read_text("pdf", answer.content).split())
    assert "LDL: Vet in het bloed dat uw vaten nauwer kan maken." in found
    assert "hypertensie: Hoge bloeddruk." in found
    assert "Suiker in het bloed (Glucose)" in found
