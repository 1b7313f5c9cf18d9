"""Letters and the files that belong to them."""

import base64
import hashlib

import pytest

from publishing.intake.faults import FaultReason
from publishing.intake.model import LetterStatus
from publishing.intake.reads import FileRead, LetterRead
from support.messages import binary, bundle, fixture, letter, patient, pdf
from unit.intake.taking import NUMBER, fault, items, one, reads

DATA = base64.b64encode(b"%PDF-1.7").decode()


def test_a_letter_finds_its_file_in_the_message() -> None:
    [read] = reads(fixture("stu3-dossier.json"), LetterRead)
    assert (read.title, read.kind) == ("Brief van de cardioloog", "Cardiologie consult")
    assert read.author == "S. Molenwijk"
    assert read.confidentiality == "N"
    assert read.file == pdf()


def test_the_key_of_a_letter_is_its_master_identifier() -> None:
    item = next(
        item
        for item in items(bundle(patient(NUMBER), letter()))
        if item.kind == "DocumentReference"
    )
    assert item.key == "urn:ietf:rfc:3986|urn:letter:d1"
    assert "DocumentReference/d1" in item.aliases


def test_a_letter_may_come_before_its_file() -> None:
    read = one(letter(url="https://elders.example/fhir/Binary/7"), LetterRead)
    assert (read.file, read.file_key) == (None, "https://elders.example/fhir/Binary/7")


def test_a_file_in_the_letter_itself_is_read() -> None:
    inside = [{"attachment": {"contentType": "application/pdf", "data": DATA}}]
    assert one(letter(content=inside), LetterRead).file == b"%PDF-1.7"


def test_a_file_by_itself_is_read() -> None:
    [item] = items(binary(b"abc"))
    assert item.read == FileRead("application/pdf", b"abc")


@pytest.mark.parametrize(
    ("attachment", "path", "reason"),
    [
        ({"contentType": "text/html", "data": DATA}, ".contentType", FaultReason.FILE_NOT_PDF),
        ({"contentType": "application/pdf", "data": "%%%"}, ".data", FaultReason.FILE_DAMAGED),
        ({"contentType": "application/pdf"}, ".url", FaultReason.REQUIRED_MISSING),
        (
            {"contentType": "application/pdf", "data": DATA, "size": 7},
            ".size",
            FaultReason.HASH_DIFFERS,
        ),
        (
            {"contentType": "application/pdf", "data": DATA, "hash": "AAAA"},
            ".hash",
            FaultReason.HASH_DIFFERS,
        ),
    ],
)
def test_a_faulty_file_says_where(attachment: dict[str, object], path: str, reason: str) -> None:
    wrong = fault(letter(content=[{"attachment": attachment}]))
    assert wrong.path == f"entry[1].resource.content[0].attachment{path}"
    assert wrong.reason == reason


def test_a_right_hash_is_right() -> None:
    digest = base64.b64encode(hashlib.sha1(b"%PDF-1.7", usedforsecurity=False).digest()).decode()
    held = {"contentType": "application/pdf", "data": DATA, "hash": digest, "size": 8}
    assert one(letter(content=[{"attachment": held}]), LetterRead).file


def test_a_letter_has_one_file() -> None:
    two = [{"attachment": {"url": "Binary/1"}}, {"attachment": {"url": "Binary/2"}}]
    assert fault(letter(content=two)).reason is FaultReason.FILES_SEVERAL
    assert fault(letter(content=[])).reason is FaultReason.REQUIRED_MISSING


@pytest.mark.parametrize("status", LetterStatus)
def test_every_status_is_read(status: LetterStatus) -> None:
    assert one(letter(status=status.value), LetterRead).status is status


def test_the_strictest_label_counts() -> None:
    v3 = "http://hl7.org/fhir/v3/Confidentiality"
    labels = [{"coding": [{"system": v3, "code": code}]} for code in ("N", "V", "R")]
    assert one(letter(securityLabel=labels), LetterRead).confidentiality == "V"


def test_a_letter_of_r4_says_its_date_and_what_it_replaces() -> None:
    told = letter(
        date="2026-02-11T10:00:00Z",
        relatesTo=[{"code": "replaces", "target": {"reference": "DocumentReference/d0"}}],
    )
    del told["indexed"]
    read = one(told, LetterRead)
    assert read.written is not None
    assert read.replaces == ("DocumentReference/d0",)
