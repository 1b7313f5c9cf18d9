"""How a patient reads values: the laboratory's word, the order, and when a bar is drawn."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from portal.patient.views.results import results_page, summary
from portal.shown import results as shown
from portal.shown.values import named_twice
from portal.words import Word, word
from publishing.model import (
    Act,
    InviteWithin,
    Range,
    Replaced,
    Report,
    Result,
    ResultStatus,
)
from publishing.phrasing.model import Explained, PlainName
from publishing.showing.expected import WaitsFor
from unit.pages.examples_of_pace import coming

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def result(value: str = "5.0", low: str = "4.0", high: str = "6.0", **more: object) -> Result:
    """A determination, normal unless told otherwise."""
    plain = Result(
        id=UUID(int=1),
        name="Kalium",
        code="",
        code_system="",
        comparator="",
        value=value,
        unit="mmol/L",
        value_text="",
        range=Range(low, high),
        lab_flag="",
        flag_text="",
        remark="",
        status=ResultStatus.FINAL,
        taken_at=None,
    )
    return msgspec.structs.replace(plain, **more)


def report(*results: Result, **more: object) -> Report:
    """A published report."""
    plain = Report(
        id=UUID(int=2),
        patient=UUID(int=3),
        practice_name="De Linde",
        practice_phone="030 123 45 67",
        title="Bloedonderzoek",
        laboratory="Lab",
        taken_at=None,
        shown_at=AT,
        act=Act.PUBLISH,
        invite_within=None,
        conclusion="Alles is goed.\n\nU hoeft niets te doen.",
        meaning="",
        what_to_do="",
        clinician_role="gp",
        results=results,
    )
    return msgspec.structs.replace(plain, **more)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # The limits decide where the laboratory says nothing; they are normal themselves.
        (result("5.0"), Word.NORMAL),
        (result("4.0"), Word.NORMAL),
        (result("6.01"), Word.HIGH),
        (result("3.9"), Word.LOW),
        # The laboratory's word wins.
        (result("5.0", lab_flag="H"), Word.HIGH),
        (result("", value_text="positief", lab_flag="A"), Word.ABNORMAL),
        # Nobody can say.
        (result("5.0", "", ""), None),
        (result("3", comparator="<"), None),
        (result("", value_text="geen groei"), None),
        (result("", status=ResultStatus.PENDING), Word.PENDING),
    ],
)
def test_a_value_has_the_word_that_somebody_can_say(found: Result, expected: Word | None) -> None:
    assert word(found) is expected
    badge = shown.value(found, "nl").badge
    assert (badge is None) == (expected is None)


def test_abnormal_values_come_first_and_pending_ones_last() -> None:
    names = [
        shown.value(one, "nl").name
        for one in (
            result("", name="volgt", status=ResultStatus.PENDING),
            result("5", name="goed"),
            result("9", name="hoog"),
            result("", value_text="?", name="tekst"),
        )
    ]
    assert names == ["volgt", "goed", "hoog", "tekst"]
    ordered = shown.values(
        (
            result("", name="volgt", status=ResultStatus.PENDING),
            result("5", name="goed"),
            result("9", name="hoog"),
            result("", value_text="?", name="tekst"),
        ),
        "nl",
    )
    assert [one.name for one in ordered] == ["hoog", "goed", "tekst", "volgt"]


@pytest.mark.parametrize(
    "found",
    [
        result("5", lab_flag="H"),  # says otherwise than the range
        result("5", "", ""),
        result("5", "6", "4"),
        result("5", "4", "4"),
        result("3", comparator="<", lab_flag="L"),
        result("1E+40", lab_flag="H"),
        result("NaN"),
        result("", value_text="positief", lab_flag="A"),
    ],
)
def test_no_bar_is_drawn_where_it_could_mislead(found: Result) -> None:
    assert not shown.value(found, "nl").bar


def test_a_plain_value_gets_its_bar_and_its_digits() -> None:
    value = shown.value(result("5.10"), "nl")
    assert value.value == "5,10"
    assert 'aria-label="Kalium: 5,10 mmol/L, normaal; normaal is 4,0 tot 6,0."' in value.bar


def test_a_page_of_which_a_part_was_corrected_says_so_and_the_other_pages_do_not() -> None:
    assert shown.result_page(report(), (), "nl").correction == ""
    said = shown.result_page(report(corrected_at=AT), (), "nl").correction
    assert "op 18 november 2026 gecorrigeerd" in said


def test_a_correction_that_waits_stands_above_the_list_and_names_no_test() -> None:
    waiting = msgspec.structs.replace(coming(WaitsFor.LOOK), since=AT)
    [row, other] = results_page((), (), "nl", (coming(WaitsFor.TALK), waiting)).expected
    assert row.href == f"/mijn/uitslagen/{waiting.id}"
    assert [row.icon, other.icon] == ["flask-conical", "clock"]
    assert "18 november 2026" in shown.correction_page(waiting, (), "nl").said


def test_a_corrected_value_says_what_it_replaced_and_only_where_that_differs() -> None:
    was = Replaced(UUID(int=9), "<", "3.0", "mmol/L", "", AT, AT, is_open=False)
    value = shown.value(result("5.0", replaced=was), "nl")
    assert value.corrected is not None
    assert value.replaced.startswith("Tot 18 november 2026 om 11.00 uur stond hier: < 3,0 mmol/L.")
    same = msgspec.structs.replace(was, comparator="", value="5.0")
    again = shown.value(result("5.0", replaced=same), "nl")
    assert (again.corrected, again.replaced) == (None, "")


def test_what_the_laboratory_wrote_is_never_markup() -> None:
    evil = "<img src=x>"
    value = shown.value(result("5", name=evil, unit=evil), "nl")
    assert "<img" not in value.bar


def test_a_conclusion_is_read_in_paragraphs() -> None:
    page = shown.result_page(report(result()), (), "nl")
    assert page.said.main == ("Alles is goed.", "U hoeft niets te doen.")
    assert page.said.author == "Huisarts, De Linde"
    assert page.invitation == ""


def test_publishing_and_inviting_says_within_which_term() -> None:
    both = report(result(), act=Act.PUBLISH_AND_INVITE, invite_within=InviteWithin.WEEK)
    assert shown.result_page(both, (), "nl").invitation.endswith("binnen 1 week.")


def test_an_invitation_holds_nothing_of_the_result() -> None:
    invited = report(act=Act.INVITE, title="", conclusion="")
    page = shown.invited_page(invited, (), "nl")
    assert "Bloedonderzoek" not in str(page)
    listed = results_page((invited,), (), "nl")
    assert [row.title for row in listed.expected] == ["Uw huisarts wil een uitslag met u bespreken"]
    assert listed.months == ()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((result("9"), result("9"), result("1")), "2 te hoog, 1 te laag"),
        ((result("5"), result("5")), "normaal"),
        ((result("5"), result("", value_text="?")), None),
        ((), None),
    ],
)
def test_a_row_says_in_one_badge_how_the_values_lie(
    values: tuple[Result, ...], expected: str | None
) -> None:
    badge = summary(report(*values), "nl")
    assert (badge.text if badge else None) == expected


def test_a_full_page_says_where_it_goes_on() -> None:
    many = [report(id=UUID(int=number)) for number in range(20)]
    assert str(UUID(int=19)) in results_page(many, (), "nl").older
    assert results_page(many[:19], (), "nl").older == ""


def test_a_plain_name_stands_first_and_the_laboratory_s_beside_it() -> None:
    named = result(plain=PlainName("Zout in het bloed (kalium)", "Salt (potassium)"))
    value = shown.value(named, "nl")
    assert (value.plain, value.name) == ("Zout in het bloed (kalium)", "Kalium")
    assert shown.value(named, "en").plain == "Salt (potassium)"
    assert shown.value(result(), "nl").plain == ""
    assert named_twice(named, "nl") == "Zout in het bloed (kalium) (Kalium)"


def test_the_list_names_one_or_two_determinations_and_no_panel() -> None:
    named = result(plain=PlainName("Zout in het bloed (kalium)"))
    [group] = results_page((report(named), report(named, named, named)), (), "nl").months
    assert [row.meta[-1] for row in group.rows] == ["Zout in het bloed", group.rows[1].meta[1]]


def test_what_a_hard_word_means_is_said_in_the_language_of_the_page() -> None:
    words = (Explained("Hb", "Bloedkleurstof.", "Blood pigment."), Explained("RR", "Druk.", ""))
    said = shown.said(report(words=words), "en")
    assert [(one.label, one.value) for one in said.words] == [
        ("Hb", "Blood pigment."),
        ("RR", "Druk."),
    ]
