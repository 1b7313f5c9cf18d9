"""Characters as declared in MSH-18, garbled ones noticed, and bytes that nobody meant well."""

from random import Random

import pytest

from publishing.intake.faults import Fault, FaultReason, Unreadable
from publishing.intake.reader import MAX_BYTES, note_on, read
from publishing.intake.reads import PatientRead
from soak import rounds
from support import hl7
from support.stage import bsn

NAME = "Çelebi-Ünal&&Çelebi-Ünal^Zoë^^^^^L"


def message(declared: str, name: str = NAME, charset: str = "utf-8") -> bytes:
    first = hl7.header(charset=declared)
    return hl7.body(first, hl7.pid(bsn(0), name=name), hl7.obr(), hl7.obx(), charset=charset)


@pytest.mark.parametrize(
    ("declared", "charset", "note"),
    [
        ("UNICODE UTF-8", "utf-8", ""),
        ("8859/1", "latin-1", ""),
        ("8859/15", "iso8859-15", ""),
        ("", "utf-8", ""),
        ("8859/1", "utf-8", "encoding_differs"),
        ("ASCII", "utf-8", "encoding_differs"),
    ],
)
def test_a_name_is_read_right_and_a_wrong_declaration_is_noticed(
    declared: str, charset: str, note: str
) -> None:
    body = message(declared, charset=charset)
    found = read(body)
    assert not isinstance(found, Unreadable)
    assert isinstance(found[0].read, PatientRead)
    assert found[0].read.name.own_family == "Çelebi-Ünal"
    assert note_on(body) == note


def test_signs_of_windows_are_read_as_such_and_noticed() -> None:
    body = message("8859/1", "d\u2019Anna&&d\u2019Anna^Zoë^^^^^L", "cp1252")
    found = read(body)
    assert not isinstance(found, Unreadable)
    assert isinstance(found[0].read, PatientRead)
    assert found[0].read.name.own_family == "d\u2019Anna"
    assert note_on(body) == "encoding_differs"


def test_text_that_was_garbled_before_it_was_sent_is_noticed() -> None:
    twice = NAME.encode().decode("latin-1")
    assert note_on(message("UNICODE UTF-8", twice)) == "text_garbled"


@pytest.mark.parametrize(("declared", "charset"), [("", "latin-1"), ("ISO IR87", "utf-8")])
def test_characters_that_nobody_can_know_are_not_guessed(declared: str, charset: str) -> None:
    found = read(message(declared, charset=charset))
    assert found == Unreadable(FaultReason.ENCODING_UNKNOWN, "MSH-18")


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n"])
def test_every_end_of_line_and_the_frame_of_a_transfer_are_taken(ending: str) -> None:
    body = message("UNICODE UTF-8").replace(b"\r", ending.encode())
    found = read(b"\x0b" + body + b"\x1c\r")
    assert isinstance(found, list)
    assert [one.fault for one in found] == [None, None, None]


def test_a_sender_may_choose_other_separators() -> None:
    parts = [hl7.header(), hl7.pid(bsn(0)), hl7.obr(), hl7.obx()]
    table = str.maketrans({"|": "#", "^": "$", "~": "%", "&": "!"})
    found = read(hl7.body(*(part.translate(table) for part in parts)))
    assert isinstance(found, list)
    assert [one.subject.bsn for one in found] == [bsn(0)] * 3


@pytest.mark.parametrize("first", ["MSH", "MSH|", r"MSH|^^\&|", r"MSH|^_\|", "MSH ^~", "MSHA^~"])
def test_a_header_without_separators_is_refused(first: str) -> None:
    found = read(hl7.body(first, hl7.pid(bsn(0))))
    assert found == Unreadable(FaultReason.SEGMENT_INVALID, "MSH-2") or isinstance(found, list)


def test_what_is_too_large_is_not_read() -> None:
    found = read(message("UNICODE UTF-8") + b"NTE|1\r" * (MAX_BYTES // 6))
    assert found == Unreadable(FaultReason.BODY_TOO_LARGE)
    many = read(message("UNICODE UTF-8") + b"NTE|1\r" * 100_001)
    assert many == Unreadable(FaultReason.BODY_TOO_LARGE)


def test_no_damage_makes_the_reader_fall_over() -> None:
    lots, whole = Random(11), message("UNICODE UTF-8")
    for _ in range(rounds(600, 100_000)):
        body = bytearray(whole)
        for _ in range(lots.randrange(1, 9)):
            place = lots.randrange(len(body))
            match lots.randrange(4):
                case 0:
                    body[place] = lots.randrange(256)
                case 1:
                    del body[place : place + lots.randrange(40)]
                case 2:
                    body[place:place] = bytes(lots.choices(b"|^~\\&\r\nOBXMSH", k=5))
                case _:
                    body[place:place] = body[: lots.randrange(len(body))]
        found = read(bytes(body))
        assert isinstance(found, Unreadable | list)
        if isinstance(found, list):
            assert all((one.read is None) is isinstance(one.fault, Fault) for one in found)
