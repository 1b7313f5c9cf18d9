"""Results of HL7 version 2: read as they were written, and each fault at its own place."""

import pytest

from publishing.intake.faults import FaultReason, Unreadable
from publishing.intake.items import Item, SubjectState
from publishing.intake.reader import read
from publishing.intake.reads import KeptRead, PatientRead, ReportRead, ResultRead
from publishing.model import ResultStatus
from support import hl7
from support.stage import bsn

ANNA = bsn(0)


def items(*segments: str) -> list[Item]:
    found = read(hl7.body(hl7.header(), hl7.pid(ANNA), *segments))
    assert not isinstance(found, Unreadable), found
    return found


def one_result(segment: str, *more: str) -> ResultRead:
    (found,) = [one for one in items(hl7.obr(), segment, *more) if one.kind == "Observation"]
    assert isinstance(found.read, ResultRead), found.fault
    return found.read


def fault(*segments: str) -> tuple[str, str]:
    (found,) = [one.fault for one in items(*segments) if one.fault]
    return found.path, found.reason.value


def test_a_message_gives_its_patient_its_report_and_its_results() -> None:
    person, report, first, second = items(
        hl7.obr(), hl7.obx(1), hl7.obx(2, "2160-0^Kreatinine^LN", "82", rest="|umol/L|60-110||||F")
    )
    assert isinstance(person.read, PatientRead)
    assert (person.read.born, person.read.name.used.full) == ("1960-05-17", "Anna Bakker")
    assert isinstance(report.read, ReportRead)
    assert report.read.results == (first.key, second.key)
    assert report.read.title == "Bloedonderzoek"
    assert {one.subject.bsn for one in (person, report, first, second)} == {ANNA}
    assert [one.path for one in (person, report, first, second)] == [
        "PID[1]",
        "OBR[1]",
        "OBX[1]",
        "OBX[2]",
    ]


def test_numbers_and_ranges_stay_as_the_laboratory_wrote_them() -> None:
    read_one = one_result(hl7.obx(value="5.40"))
    assert (read_one.value, read_one.unit, read_one.flag) == ("5.40", "mmol/L", "N")
    assert (read_one.range.low, read_one.range.high) == ("4.0", "6.0")
    assert read_one.codes[0].system == "http://loinc.org"
    assert read_one.taken
    assert read_one.taken.at.isoformat() == "2026-03-03T07:30:00+00:00"


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        ("NM", "<5", ("<", "5", "")),
        ("NM", "> 90", (">", "90", "")),
        ("NM", "-0.5", ("", "-0.5", "")),
        ("NM", "zie opmerking", ("", "", "zie opmerking")),
        ("SN", ">^60", (">", "60", "")),
        ("SN", "^1^:^128", ("", "", "1:128")),
        ("SN", "=^1^:^640", ("", "", "1:640")),
        ("SN", "=^16", ("", "16", "")),
        ("SN", "^10^-^20", ("", "", "10-20")),
        ("ST", "5.4", ("", "", "5.4")),
        ("ST", "positief", ("", "", "positief")),
        ("FT", r"Eerste regel\.br\tweede \T\ derde", ("", "", "Eerste regel\ntweede & derde")),
        ("CE", "POS^Aangetoond^99zon", ("", "", "Aangetoond")),
        ("CWE", "^^^^Vrije tekst", ("", "", "Vrije tekst")),
        ("TX", "a~b", ("", "", "a\nb")),
        ("", "7.1", ("", "7.1", "")),
    ],
)
def test_every_kind_of_value_is_a_number_or_words(
    kind: str, value: str, wanted: tuple[str, str, str]
) -> None:
    found = one_result(hl7.obx(value=value, kind=kind))
    assert (found.comparator, found.value, found.value_text) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("0 - 15", ("0", "15", "")),
        (" - 50", ("", "50", "")),
        ("3.5-", ("3.5", "", "")),
        ("<34", ("", "", "<34")),
        (">32", ("", "", ">32")),
        ("Negatief", ("", "", "Negatief")),
        ("-5 - -1", ("-5", "-1", "")),
        ('""', ("", "", "")),
    ],
)
def test_a_range_is_parsed_or_left_in_words(written: str, wanted: tuple[str, str, str]) -> None:
    found = one_result(hl7.obx(rest=f"|mmol/L|{written}||||F")).range
    assert (found.low, found.high, found.text) == wanted


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [("H", "H"), ("L^Low^HL70078", "L"), ('""', ""), ("", ""), ("H~A", ""), ("HH", "HH")],
)
def test_the_flag_of_the_laboratory_is_taken_and_none_where_it_states_two(
    stated: str, wanted: str
) -> None:
    assert one_result(hl7.obx(rest=f"|mmol/L|4 - 6|{stated}|||F")).flag == wanted


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("F", ResultStatus.FINAL),
        ("C", ResultStatus.CORRECTED),
        ("C^Corrected^HL70085", ResultStatus.CORRECTED),
        ("W", ResultStatus.WITHDRAWN),
        ("X", ResultStatus.WITHDRAWN),
        ("D", ResultStatus.WITHDRAWN),
        ("P", ResultStatus.PRELIMINARY),
        ("I", ResultStatus.PENDING),
        ("", ResultStatus.PRELIMINARY),
    ],
)
def test_the_status_is_that_of_the_result_and_else_of_its_report(
    stated: str, wanted: ResultStatus
) -> None:
    found = items(hl7.obr(status="P"), hl7.obx(rest=f"|mmol/L|4 - 6||||{stated}"))
    assert isinstance(found[-1].read, ResultRead)
    assert found[-1].read.status is wanted


def test_what_was_only_asked_is_kept_and_is_no_result() -> None:
    (*_, asked) = items(hl7.obr(), hl7.obx(rest="||||||O"))
    assert asked.read == KeptRead(is_about_patient=True)


def test_lines_of_one_text_are_one_result_and_its_notes_are_its_remark() -> None:
    lines = [hl7.obx(n, "MIC^Kweek^99zon", f"regel {n}", "TX", "||||||F") for n in (1, 2, 3)]
    found = one_result(*lines, "NTE|1||Telefonisch gemeld", "NTE|2||aan de arts")
    assert found.value_text == "regel 1\nregel 2\nregel 3"
    assert found.remark == "Telefonisch gemeld\naan de arts"


def test_a_note_with_the_request_stands_with_its_first_result() -> None:
    found = items(hl7.obr(), "NTE|1||Nuchter afgenomen", hl7.obx(1), hl7.obx(2, "B^Ander^99zon"))
    remarks = [one.read.remark for one in found if isinstance(one.read, ResultRead)]
    assert remarks == ["Nuchter afgenomen", ""]


@pytest.mark.parametrize(
    ("segments", "wanted"),
    [
        ((hl7.obx(),), ("OBX[1]", "request_missing")),
        ((hl7.obr(), hl7.obx(rest="||||||Q")), ("OBX[1]-11", "status_invalid")),
        ((hl7.obr(), hl7.obx(code="")), ("OBX[1]-3", "required_missing")),
        ((hl7.obr(), hl7.obx(value="")), ("OBX[1]-5", "required_missing")),
        ((hl7.obr(), hl7.obx(kind="NA")), ("OBX[1]-2", "value_unsupported")),
        ((hl7.obr(), hl7.obx(value="x\x01")), ("OBX[1]-5", "text_invalid")),
        ((hl7.obr(), hl7.obx(), "halve regel"), ("OBX[1]", "segment_invalid")),
        ((hl7.obr(status="@"), hl7.obx()), ("OBR[1]-25", "status_invalid")),
    ],
)
def test_a_fault_says_where_it_is_and_leaves_the_rest_alone(
    segments: tuple[str, ...], wanted: tuple[str, str]
) -> None:
    assert fault(*segments, hl7.obr("A2"), hl7.obx(1)) == wanted


def test_one_request_without_a_number_takes_its_own_results_along_and_no_others() -> None:
    nameless = hl7.obr().replace("|PA1|A1|", "|||")
    found = items(nameless, hl7.obx(), hl7.obr("A2"), hl7.obx())
    assert [bool(one.fault) for one in found] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("de Vries&de&Vries^Anna^^^^^L", ("Anna", "de", "Vries")),
        ("Vries^Anna^Maria", ("Anna Maria", "", "Vries")),
        (
            "Bakker-de Vries&de&Vries&&Bakker^Anna^^^^^L",
            ("Anna", "", "Bakker-de Vries"),
        ),
        ("van Zon&de&Vries&van&Zon^Anna^^^^^L", ("Anna", "van", "Zon")),
        (r"O\T\Neill^Zoë^^^^^L", ("Zoë", "", "O&Neill")),
    ],
)
def test_a_name_is_taken_in_its_parts(name: str, wanted: tuple[str, str, str]) -> None:
    found = read(hl7.body(hl7.header(), hl7.pid(ANNA, name=name), hl7.obr(), hl7.obx()))
    assert not isinstance(found, Unreadable)
    assert isinstance(found[0].read, PatientRead)
    used = found[0].read.name.used
    assert (used.given, used.prefix, used.family) == wanted


@pytest.mark.parametrize(
    ("born", "wanted"),
    [
        ("19680000", "1968"),
        ("19660013", "1966-00-13"),
        ("199502", "1995-02"),
        ("00000000", ""),
        ("196005171230", "1960-05-17"),
    ],
)
def test_a_birth_date_may_be_known_in_part(born: str, wanted: str) -> None:
    found = read(hl7.body(hl7.header(), hl7.pid(ANNA, born), hl7.obr(), hl7.obx()))
    assert not isinstance(found, Unreadable)
    assert isinstance(found[0].read, PatientRead)
    assert found[0].read.born == wanted


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("", SubjectState.MASKED),
        ("123456789", SubjectState.UNREADABLE),
        (f"{bsn(1)}^^^NLMINBIZA^NNNLD~{bsn(2)}", SubjectState.UNREADABLE),
        (bsn(3), SubjectState.NUMBERED),
    ],
)
def test_only_a_bsn_says_whose_it_is(number: str, state: SubjectState) -> None:
    found = read(hl7.body(hl7.header(), hl7.pid(number), hl7.obr(), hl7.obx()))
    assert not isinstance(found, Unreadable)
    assert {one.subject.state for one in found} == {state}


def test_a_batch_is_read_message_by_message_and_a_foreign_one_fails_alone() -> None:
    parts = [
        r"FHS|^~\&|LABSYS",
        hl7.header(),
        hl7.pid(ANNA),
        hl7.obr(),
        hl7.obx(),
        hl7.header("ADT^A01", "1002"),
        hl7.pid(ANNA),
        "FTS|2",
    ]
    found = read(hl7.body(*parts))
    assert not isinstance(found, Unreadable)
    assert [(one.path, one.fault.reason if one.fault else None) for one in found] == [
        ("MSH[1].PID[1]", None),
        ("MSH[1].OBR[1]", None),
        ("MSH[1].OBX[1]", None),
        ("MSH[2].MSH[1]", FaultReason.MESSAGE_UNSUPPORTED),
    ]


@pytest.mark.parametrize("processing", ["T", "D"])
def test_everything_of_a_test_is_marked_as_one(processing: str) -> None:
    first = hl7.header(processing=processing)
    found = read(hl7.body(first, hl7.pid(ANNA), hl7.obr(), hl7.obx()))
    assert not isinstance(found, Unreadable)
    assert all(one.is_test for one in found)


def test_the_same_content_has_the_same_identity_in_another_message() -> None:
    told = (hl7.pid(ANNA), hl7.obr(), hl7.obx())
    first = read(hl7.body(hl7.header(), *told))
    again = read(hl7.body(hl7.header(control="2002"), *told))
    assert not isinstance(first, Unreadable)
    assert not isinstance(again, Unreadable)
    assert [(a.key, a.digest, a.raw) for a in first] == [(b.key, b.digest, b.raw) for b in again]
