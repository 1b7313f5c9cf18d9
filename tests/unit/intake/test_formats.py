"""JSON and XML: the same message is the same, and what is wrong with one resource stays there."""

import json

import pytest

from publishing.intake.faults import FaultReason
from publishing.intake.reader import read
from publishing.intake.reads import JournalLineRead, KeptRead, PatientRead, ResultRead
from support.messages import FIXTURES, body, bundle, fixture, line, patient, result, xml
from unit.intake.taking import NUMBER, fault, items, one, reads, unreadable

NAMES = sorted(path.stem for path in FIXTURES.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_json_and_xml_say_the_same(name: str) -> None:
    told, shown = items(fixture(f"{name}.json")), items(fixture(f"{name}.xml"))
    assert [(i.path, i.kind, i.key, i.digest, i.raw, i.fault) for i in told] == [
        (i.path, i.kind, i.key, i.digest, i.raw, i.fault) for i in shown
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_of_a_resource_can_be_read_again(name: str) -> None:
    for item in items(fixture(f"{name}.json")):
        [again] = items(item.raw)
        assert again.raw == item.raw


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (b"", "body_empty"),
        (b" \n ", "body_empty"),
        (b"PID|1||", "not_fhir"),
        (b"{", "json_broken"),
        (b"[1]", "not_fhir"),
        (b"{}", "not_fhir"),
        (b'{"resourceType": 5}'[:-1] + b"}}", "json_broken"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "too_deep"),
        (b"\xff\xfe{", "not_fhir"),
        (b'{"resourceType": "\xff"}', "encoding_unknown"),
        (b"<a/>", "not_fhir"),
        (b'<Bundle xmlns="http://hl7.org/fhir">', "xml_broken"),
        (b"<!DOCTYPE a><a/>", "xml_doctype"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "encoding_unknown"),
        ('<?xml version="1.0"?><a/>'.encode("utf-16"), "not_fhir"),
    ],
)
def test_what_cannot_be_read_says_why(message: bytes, reason: str) -> None:
    assert unreadable(message) == reason


def test_entities_bring_nothing_in() -> None:
    bomb = (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]>'
        b'<Patient xmlns="http://hl7.org/fhir"><gender value="&y;"/></Patient>'
    )
    assert unreadable(bomb) == "xml_doctype"


def test_a_message_has_a_size() -> None:
    assert (
        unreadable(b'{"resourceType":"Basic","x":"' + b"x" * 26_000_000 + b'"}') == "body_too_large"
    )


def test_deep_xml_ends() -> None:
    deep = b'<Basic xmlns="http://hl7.org/fhir">' + b"<a>" * 200 + b"</a>" * 200 + b"</Basic>"
    assert unreadable(deep) in {"too_deep", "xml_broken"}


def test_a_byte_order_mark_is_no_content() -> None:
    message = body(patient(NUMBER))
    assert items(b"\xef\xbb\xbf" + message)[0].digest == items(message)[0].digest


@pytest.mark.parametrize(
    ("wrong", "path", "reason"),
    [
        ('"status": "final"', "entry[1].resource", FaultReason.NAME_REPEATED),
        (
            '"valueQuantity": {"value": NaN}',
            "entry[1].resource.valueQuantity.value",
            "content_refused",
        ),
        ('"note": [{"text": "a\\u0000b"}]', "entry[1].resource.note[0].text", "text_invalid"),
        ('"note": [{"text": "\\ud800"}]', "entry[1].resource.note[0].text", "text_invalid"),
        ('"note": [["a"]]', "entry[1].resource.note[0]", "content_refused"),
        ('"a": ' + '{"a":' * 80 + "1" + "}" * 80, None, "too_deep"),
    ],
)
def test_one_bad_resource_fails_alone(wrong: str, path: str | None, reason: str) -> None:
    whole = bundle(patient(NUMBER), result("a"), result("b"))
    del whole["entry"][1]["resource"]["valueQuantity"]
    text = json.dumps(whole).replace(
        '"resourceType": "Observation"', f'{wrong}, "resourceType": "Observation"', 1
    )
    first, second, third = items(text.encode())
    assert first.fault is None
    assert third.fault is None
    assert second.fault is not None
    assert second.fault.reason == reason
    assert path is None or second.fault.path == path


def test_a_name_that_is_no_name_is_not_repeated_in_a_path() -> None:
    wrong = fault({**result(), "Jansen 123456782": ["a\0b"]})
    assert wrong.path == "entry[1].resource.?[0]"


@pytest.mark.parametrize(
    "entry",
    [{}, {"fullUrl": "urn:x"}, {"resource": {}}, {"resource": {"resourceType": "a b"}}, 5, None],
)
def test_an_entry_without_a_resource_is_not_lost(entry: object) -> None:
    whole = bundle(patient(NUMBER))
    whole["entry"].append(entry)
    found = items(whole)
    assert [item.fault is None for item in found] == [True, False]


def test_a_request_to_delete_is_not_taken_for_content() -> None:
    whole = bundle(patient(NUMBER))
    whole["entry"][0]["request"] = {"method": "DELETE", "url": "Patient/p1"}
    [item] = items(whole)
    assert item.fault is not None
    assert item.fault.reason is FaultReason.RESOURCE_MISSING


def test_a_bundle_in_a_bundle_is_not_lost() -> None:
    [item] = items(bundle(bundle(patient(NUMBER))))
    assert item.fault is not None
    assert item.fault.reason is FaultReason.RESOURCE_NESTED


def test_a_single_resource_is_a_message() -> None:
    [item] = items(patient(NUMBER))
    assert (item.path, item.kind, item.key) == ("Patient", "Patient", "Patient/p1")
    assert isinstance(item.read, PatientRead)


def test_an_empty_bundle_has_no_items() -> None:
    assert items(bundle()) == []


def test_a_kind_without_a_page_is_kept() -> None:
    kept = one(
        {"resourceType": "Procedure", "id": "i", "subject": {"reference": "Patient/p1"}},
        KeptRead,
    )
    assert kept.is_about_patient


def test_a_resource_without_a_name_is_known_by_its_content() -> None:
    nameless = {key: value for key, value in line().items() if key not in {"id", "identifier"}}
    [first] = items(nameless)
    [again] = items(xml(nameless))
    assert first.key.startswith("sha256:")
    assert first.key == again.key


def test_narrative_and_versions_are_not_content() -> None:
    plain = {"resourceType": "Basic", "id": "b", "code": {"text": "x"}}
    told = plain | {
        "meta": {"versionId": "7", "lastUpdated": "2026-01-01T00:00:00Z"},
        "text": {"status": "generated", "div": "<div>anders</div>"},
    }
    [first], [second] = items(plain | {"meta": {}}), items(told)
    assert first.digest == second.digest


def test_reading_never_needs_the_type_the_sender_states() -> None:
    message = body(patient(NUMBER))
    for stated in (None, "", "text/plain", "application/fhir+xml"):
        assert isinstance(read(message, stated), list)


def test_text_is_what_was_typed() -> None:
    typed = '<b>Let op</b> & "5 < 6" — žř 日本 🙂'
    [told] = reads(bundle(patient(NUMBER), line(text=typed)), JournalLineRead)
    [shown] = reads(xml(bundle(patient(NUMBER), line(text=typed))), JournalLineRead)
    assert told.body == shown.body == typed


def test_numbers_are_as_written() -> None:
    for written in ("4.10", "0.0", "-3", "1E2", "12345678901234567890.12345678901234567890"):
        message = body(bundle(patient(NUMBER), result())).replace(b"4.1", written.encode())
        [found] = reads(message, ResultRead)
        assert found.value == written
