"""Reports of mail servers: what failed for good is known by its fields, and nothing else counts."""

import random

import pytest

from integration.post.reports import plain, postfix, recipient, report
from portal.post.returns.report import Arrival, Report, read_arrival
from soak import rounds

TO = "retour+abc@portaal.example"
FAILED, UNCHANGED = Report(is_failure=True, code="5.1.1"), Report(is_failure=False)


def test_a_report_of_postfix_is_read() -> None:
    assert read_arrival(postfix(TO)) == Arrival((TO, "retour@portaal.example", TO), FAILED)


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ([recipient()], FAILED),
        ([recipient("Failed (user unknown)", "5.1.1")], FAILED),
        ([recipient("FAILED", " 5.1.1 (unknown) ")], FAILED),
        ([recipient("failed; really", "5.1.1")], FAILED),
        ([recipient("failed", "4.4.7")], Report(is_failure=True, code="4.4.7")),
        ([recipient("failed", "kapot 5.1.1")], Report(is_failure=True, code="5.0.0")),
        ([recipient("failed", "5.1.1234")], Report(is_failure=True, code="5.0.0")),
        ([recipient("delayed", "4.4.1")], UNCHANGED),
        ([recipient("delivered", "2.0.0")], UNCHANGED),
        ([recipient("relayed", "2.0.0")], UNCHANGED),
        ([recipient("expanded", "2.0.0")], UNCHANGED),
        ([recipient("delayed", "4.4.1"), recipient()], FAILED),
        ([recipient("delivered", "2.0.0"), recipient()], UNCHANGED),
        ([recipient("", "5.1.1")], None),
        ([], None),
    ],
)
def test_only_the_action_of_a_recipient_decides(blocks: list, found: Report | None) -> None:
    assert read_arrival(report(TO, *blocks)).report == found


@pytest.mark.parametrize(
    "content",
    [
        plain(TO),
        plain(TO, "Action: failed\nStatus: 5.1.1\n"),
        report(TO, recipient(), kind="disposition-notification"),
        b"",
        b"\0\xff" * 100,
        b"Content-Type: multipart/report\n\nAction: failed\n",
        b"Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n",
        b"Content-Type: multipart/report; boundary*0*=x'y'z; boundary*0=q\n\n--q\n",
        b"Content-Type: multipart/report; boundary=a\n\n"
        + b"--a\nContent-Type: message/rfc822\n\n" * 3000,
    ],
)
def test_what_is_no_report_is_none(content: bytes) -> None:
    assert read_arrival(content).report is None


def test_a_report_that_is_cut_off_after_its_fields_is_read() -> None:
    whole = postfix(TO)
    end = whole.index(b"Diagnostic-Code")
    assert read_arrival(whole[:end]).report == FAILED


def test_no_damage_stops_the_reader() -> None:
    draw, whole = random.Random(3464), report(TO, recipient(), recipient("delayed"))
    for _ in range(rounds(300, 20_000)):
        content = bytearray(whole)
        for _ in range(draw.randrange(1, 30)):
            at = draw.randrange(len(content))
            content[at : at + draw.choice([0, 1, 40])] = draw.choice(
                [b"", b"\n", b"\0", b"--", b'"', b"=?utf-8?q?=ff?=", b"\xe9", b";", b"\r\n\r\n"]
            )
        found = read_arrival(bytes(content)).report
        assert found is None or found.code.replace(".", "").isdigit()
