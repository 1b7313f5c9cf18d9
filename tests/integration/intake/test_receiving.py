"""What becomes of what comes in: every resource has one end, and nothing is taken twice."""

import asyncio
from datetime import date, timedelta

import pytest

from integration.intake.delivering import Sender, count, rows
from publishing.filing.desk import Terms
from support.messages import binary, body, bundle, fixture, letter, line, patient, pdf, result
from support.stage import PatientHere, Stage, bsn, lines_of

CURRENT = "select * from {} where superseded_at is null order by id"
STARTS = "2026-02-01"


async def whole(table: str) -> list[dict[str, object]]:
    return await rows(CURRENT.format(table))


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    return await stage.patient(3)


async def test_a_dossier_is_filed_whole(system: Sender) -> None:
    receipt = await system.send(fixture("stu3-dossier.xml"))
    assert (receipt.items, receipt.accepted, receipt.kept) == (24, 24, 7)
    assert await count("person") == await count("patient") == 1
    assert {row["kind"] for row in await whole("journal_line")} == {"S", "O", "E", "P"}
    [letter_row] = await whole("letter")
    assert letter_row["file_pages"] == 1
    assert letter_row["accorded_at"] is None
    [found] = await whole("result")
    assert (found["value"], found["range_low"], found["flag"]) == ("7.10", "4.0", "H")


async def test_json_and_xml_are_the_same_message(system: Sender) -> None:
    await system.send(fixture("stu3-dossier.xml"))
    again = await system.send(fixture("stu3-dossier.json"))
    assert (again.accepted, again.duplicate) == (0, 24)


async def test_the_bytes_are_kept_sealed(system: Sender) -> None:
    message = body(patient(bsn(7)))
    await system.send(message)
    [kept] = await rows("select * from intake_message")
    assert bsn(7).encode() not in bytes(kept["body_sealed"])
    opened = system.stage.vault.open(bytes(kept["body_sealed"]), "intake_message.body", kept["id"])
    assert opened == message


async def test_what_cannot_be_read_is_kept_with_its_reason(system: Sender) -> None:
    receipt = await system.send(b"PID|1")
    assert (receipt.items, receipt.unreadable) == (0, "not_fhir")
    [kept] = await rows("select unreadable from intake_message")
    assert kept["unreadable"] == "not_fhir"


async def test_a_practice_system_enrols_and_a_laboratory_does_not(
    system: Sender, laboratory: Sender
) -> None:
    message = bundle(patient(bsn(8)), result())
    refused = await laboratory.send(message)
    assert {fault.reason for fault in refused.faults} == {"patient_unknown"}
    assert await count("person") == 0
    await system.send(patient(bsn(8)))
    assert (await laboratory.send(message)).accepted == 2


async def test_a_patient_of_another_practice_is_refused(laboratory: Sender) -> None:
    other = await Stage.set(name="De Molen")
    elsewhere = await other.patient(4)
    receipt = await laboratory.send(bundle(patient(bsn(4)), result()))
    assert receipt.refused
    assert {fault.reason for fault in receipt.faults} == {"patient_not_here"}
    assert await lines_of(elsewhere.person) == []
    [line_of_practice] = await lines_of()
    assert (line_of_practice["outcome"], line_of_practice["practice"]) == (
        "8",
        laboratory.stage.practice,
    )


async def test_a_practice_system_enrols_who_is_enrolled_elsewhere(system: Sender) -> None:
    other = await Stage.set(name="De Molen")
    await other.patient(4)
    assert (await system.send(patient(bsn(4)))).accepted == 1
    assert (await count("person"), await count("patient")) == (1, 2)


async def test_one_line_per_file_that_a_message_reaches(system: Sender, anna: PatientHere) -> None:
    ben = await system.stage.patient(4)
    both = bundle(
        patient(bsn(3), "p1"),
        patient(bsn(4), "p2"),
        line(key="a"),
        line(key="b", subject={"reference": "Patient/p2"}),
    )
    await system.send(both)
    for person in (anna.person, ben.person):
        [entry] = await lines_of(person)
        assert entry["event_subtype"] == "intake.receive"
        assert entry["organisation"] == system.source.name
    [message] = await rows("select id from intake_message")
    assert entry["object_id"] == message["id"]
    await system.send(both)
    assert len(await lines_of(anna.person)) == 1, "nothing new, no line"


async def test_a_masked_number_needs_somebodys_word(system: Sender, anna: PatientHere) -> None:
    message = fixture("r4-soap.json")
    refused = await system.send(message)
    assert {fault.reason for fault in refused.faults} == {"patient_masked"}
    stated = await system.send(message, anna)
    assert stated.quarantined == 0
    [entry] = await lines_of(anna.person)
    assert (entry["user_name"], entry["authorization_protocol"]) == ("balie", "patient-stated/1")


async def test_a_number_that_contradicts_the_word_is_put_aside(
    system: Sender, anna: PatientHere
) -> None:
    await system.stage.patient(4)
    receipt = await system.send(bundle(patient(bsn(4)), line()), anna)
    assert {fault.reason for fault in receipt.faults} == {"bsn_contradicts"}
    assert (await system.send(bundle(patient(bsn(3)), line()), anna)).accepted == 2


async def test_a_word_about_one_does_not_count_for_two(system: Sender, anna: PatientHere) -> None:
    two = bundle(patient(None, "p1"), patient(None, "p2"), line())
    receipt = await system.send(two, anna)
    assert {fault.reason for fault in receipt.faults} == {"patient_ambiguous"}


async def test_nobody_is_matched_by_name(system: Sender, anna: PatientHere) -> None:
    receipt = await system.send(line(subject={"display": "Anna Bakker"}))
    assert [fault.reason for fault in receipt.faults] == ["patient_missing"]
    assert await lines_of(anna.person) == []


async def test_a_bad_resource_leaves_the_others(system: Sender, anna: PatientHere) -> None:
    receipt = await system.send(
        bundle(patient(bsn(3)), line(key="a"), line(key="b", effectiveDateTime="x"), line(key="c"))
    )
    assert [fault.path for fault in receipt.faults] == ["entry[2].resource.effectiveDateTime"]
    assert await count("journal_line") == 2
    [aside] = await rows("select * from intake_item where outcome = 'quarantined'")
    opened = system.stage.vault.open(bytes(aside["body_sealed"]), "intake_item.body", aside["id"])
    assert b"effectiveDateTime" in opened


async def test_what_the_tables_refuse_is_put_aside(system: Sender, anna: PatientHere) -> None:
    unit = {"value": 1, "unit": "x" * 59 + "\u0001"}
    receipt = await system.send(bundle(patient(bsn(3)), result(valueQuantity=unit)))
    assert receipt.items == receipt.accepted + receipt.quarantined


async def test_a_key_twice_with_other_content_is_put_aside(
    system: Sender, anna: PatientHere
) -> None:
    receipt = await system.send(
        bundle(patient(bsn(3)), result("r"), result("r", valueString="anders"), result("r"))
    )
    assert [fault.reason for fault in receipt.faults] == ["key_repeated"]
    assert (receipt.accepted, receipt.duplicate) == (2, 1)


async def test_the_same_key_in_another_file_is_another_thing(
    laboratory: Sender, anna: PatientHere
) -> None:
    await laboratory.stage.patient(4)
    for number in (3, 4):
        assert (await laboratory.send(bundle(patient(bsn(number)), result()))).accepted == 2
    assert len({row["patient"] for row in await whole("result")}) == 2


async def test_a_line_with_another_text_replaces_and_stays_hidden(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(bundle(patient(bsn(3)), line(text="Een.")))
    await rows("update journal_line set visible_to_patient = false")
    await system.send(bundle(patient(bsn(3)), line(text="Twee.")))
    [current] = await whole("journal_line")
    assert (current["body"], current["visible_to_patient"]) == ("Twee.", False)
    assert await count("journal_line") == 2


async def test_a_withdrawn_line_is_gone(system: Sender, anna: PatientHere) -> None:
    await system.send(bundle(patient(bsn(3)), line()))
    await system.send(bundle(patient(bsn(3)), line(status="entered-in-error")))
    assert await whole("journal_line") == []


async def test_lines_of_a_report_alone_are_filed(system: Sender) -> None:
    await system.send(fixture("stu3-dossier.json"))
    receipt = await system.send(fixture("stu3-report-alone.json"))
    assert [fault.path for fault in receipt.faults] == ["entry[4].resource.date"]
    dated = await rows("select * from journal_line where recorded_on = $1", date(2026, 2, 20))
    assert sorted(str(row["kind"]) for row in dated) == ["E", "O", "P", "S"]
    # Their contact was not delivered, so that nobody knows whether it was one with the patient.
    assert all(row["episode"] and row["has_unknown_episode"] for row in dated)


async def test_eight_at_a_time_double_nothing(system: Sender, laboratory: Sender) -> None:
    messages = [fixture("stu3-dossier.xml"), fixture("stu3-dossier.json")] * 4
    receipts = await asyncio.gather(*(system.send(message) for message in messages))
    assert sum(receipt.accepted for receipt in receipts) == 24
    assert sum(receipt.duplicate for receipt in receipts) == 7 * 24
    assert await count("person") == await count("patient") == 1
    [person] = await rows("select id from person")
    assert len(await lines_of(person["id"])) <= 8
    for table in ("journal_line", "result", "letter"):
        found = await rows(f"select source_key from {table}")  # noqa: S608 - names of ours
        assert len(found) == len({row["source_key"] for row in found})


async def test_a_letter_waits_for_its_file(system: Sender, anna: PatientHere) -> None:
    await system.send(bundle(patient(bsn(3)), letter()))
    [waiting] = await whole("letter")
    assert (waiting["file_sealed"], waiting["file_key"]) == (None, "Binary/b1")
    await system.send(binary())
    [filed] = await whole("letter")
    opened = system.stage.vault.open(bytes(filed["file_sealed"]), "letter.file", filed["id"])
    assert opened.startswith(b"%PDF-")


async def test_a_file_waits_for_its_letter(system: Sender, anna: PatientHere) -> None:
    await system.send(binary())
    await system.send(bundle(patient(bsn(3)), letter(url="https://his.example/fhir/Binary/b1")))
    [filed] = await whole("letter")
    assert filed["file_pages"] == 1


async def test_a_letter_that_is_no_pdf_is_put_aside(system: Sender, anna: PatientHere) -> None:
    receipt = await system.send(bundle(patient(bsn(3)), binary(b"<html>"), letter()))
    assert [(fault.path, fault.reason) for fault in receipt.faults] == [
        ("entry[2].resource.content[0].attachment", "file_not_pdf")
    ]


@pytest.mark.parametrize("file_first", [True, False])
async def test_a_letter_that_acts_is_kept_without_what_acts(
    system: Sender, anna: PatientHere, *, file_first: bool
) -> None:
    parts = [binary(pdf(acts=True)), bundle(patient(bsn(3)), letter())]
    for part in parts if file_first else reversed(parts):
        await system.send(part)
    [filed] = await whole("letter")
    opened = system.stage.vault.open(bytes(filed["file_sealed"]), "letter.file", filed["id"])
    assert filed["file_is_rebuilt"]
    assert filed["file_size"] == len(opened)
    assert b"OpenAction" not in opened


async def test_a_letter_that_nobody_scanned_waits_outside(
    system: Sender, anna: PatientHere
) -> None:
    system.terms = Terms(scanner="127.0.0.1:1")
    receipt = await system.send(bundle(patient(bsn(3)), binary(), letter()))
    assert [fault.reason for fault in receipt.faults] == ["file_not_scanned"]
    system.terms = Terms()
    again = await system.send(bundle(patient(bsn(3)), binary(), letter()))
    assert (again.accepted, again.quarantined) == (1, 0)


async def test_a_letter_sent_anew_is_a_version_that_nobody_accorded(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(bundle(patient(bsn(3)), binary(), letter()))
    await rows(
        "update letter set accorded_at = $1, accorded_by = $2", system.stage.at, system.stage.gp.id
    )
    await system.send(bundle(patient(bsn(3)), binary(), letter(description="Verbeterde brief")))
    [current] = await whole("letter")
    assert (current["version"], current["accorded_at"]) == (2, None)


async def test_a_letter_that_replaces_another_takes_its_place(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(bundle(patient(bsn(3)), binary(), letter("old")))
    replaces = [{"code": "replaces", "target": {"reference": "DocumentReference/old"}}]
    await system.send(bundle(patient(bsn(3)), binary(), letter("new", relatesTo=replaces)))
    [current] = await whole("letter")
    assert current["source_key"] == "urn:ietf:rfc:3986|urn:letter:new"


async def test_a_resend_days_later_changes_nothing(laboratory: Sender) -> None:
    await laboratory.stage.patient(11)
    message = body(bundle(patient(bsn(11)), result()))
    await laboratory.send(message)
    later = laboratory.stage.at + timedelta(days=3)
    again = await laboratory.send(message.replace(b"his.example", b"andere.example"), at=later)
    assert (again.accepted, again.duplicate, await count("result")) == (1, 1, 1)
