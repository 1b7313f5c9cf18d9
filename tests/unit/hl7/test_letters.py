"""Letters of HL7 version 2: an MDM message, and a PDF among results."""

import pytest

from publishing.intake.faults import Unreadable
from publishing.intake.items import Item
from publishing.intake.model import LetterStatus
from publishing.intake.reader import read
from publishing.intake.reads import LetterRead
from support import hl7
from support.stage import bsn

MDM = hl7.header("MDM^T02^MDM_T02")
PDF = b"%PDF-1.4 a letter"


def letter(*segments: str, first: str = MDM) -> Item:
    found = read(hl7.body(first, hl7.pid(bsn(0)), *segments))
    assert not isinstance(found, Unreadable)
    (one,) = [item for item in found if item.kind == "DocumentReference"]
    return one


def test_a_document_has_its_file_its_author_and_its_day() -> None:
    found = letter(hl7.txa(), hl7.pdf(PDF)).read
    assert isinstance(found, LetterRead)
    assert (found.file, found.title, found.kind) == (
        PDF,
        "Verslag van het onderzoek",
        "Ontslagbrief",
    )
    assert found.author == "C. Mahler"
    assert found.written
    assert found.written.day.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("available", "wanted"),
    [
        ("AV", LetterStatus.CURRENT),
        ("CA", LetterStatus.ENTERED_IN_ERROR),
        ("OB", LetterStatus.SUPERSEDED),
        ("", LetterStatus.CURRENT),
    ],
)
def test_a_document_that_was_cancelled_is_not_in_force(
    available: str, wanted: LetterStatus
) -> None:
    found = letter(hl7.txa(rest=f"|||||AU||{available}"), hl7.pdf(PDF)).read
    assert isinstance(found, LetterRead)
    assert found.status is wanted


def test_what_is_confidential_is_said() -> None:
    found = letter(hl7.txa(rest="|||||AU|V|AV"), hl7.pdf(PDF)).read
    assert isinstance(found, LetterRead)
    assert found.confidentiality == "V"


def test_a_pdf_among_results_is_a_letter_with_the_number_of_its_request() -> None:
    found = letter(hl7.obr(), hl7.obx(1), hl7.pdf(PDF, 2), first=hl7.header())
    assert isinstance(found.read, LetterRead)
    assert (found.key, found.path) == ("v2|A1|VERSLAG|", "OBX[2]")


@pytest.mark.parametrize(
    ("segments", "wanted"),
    [
        ((hl7.txa(""), hl7.pdf(PDF)), ("TXA[1]-12", "required_missing")),
        ((hl7.txa(), hl7.pdf(b"")), ("OBX[1]-5", "required_missing")),
        ((hl7.txa(), hl7.pdf(PDF).replace("Base64", "A")), ("OBX[1]-5", "file_damaged")),
        ((hl7.txa(), hl7.pdf(PDF).replace("^pdf^", "^msword^")), ("OBX[1]-5", "file_not_pdf")),
        ((hl7.txa(), hl7.pdf(PDF).replace("JVBER", "JV!ER")), ("OBX[1]-5", "file_damaged")),
        ((hl7.txa(), hl7.obx(kind="TX", value="tekst")), ("OBX[1]-5", "file_not_pdf")),
        ((hl7.txa(), hl7.pdf(PDF), hl7.pdf(PDF, 2)), ("OBX[2]-5", "files_several")),
        ((hl7.txa(),), ("TXA[1]", "file_not_pdf")),
    ],
)
def test_a_document_that_cannot_be_kept_says_why_and_where(
    segments: tuple[str, ...], wanted: tuple[str, str]
) -> None:
    found = letter(*segments)
    assert found.fault
    assert (found.fault.path, found.fault.reason.value) == wanted
