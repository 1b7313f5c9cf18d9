"""How the practice's forms are read: strictly in shape, kindly in what a person typed."""

import pytest

from portal.practice.forms.publishing import PublishForm
from portal.practice.forms.reading import FieldFault, Malformed, ids, read, too_long
from portal.practice.forms.requests import DecideForm


def test_one_value_for_a_list_is_a_list_of_one() -> None:
    assert read(DecideForm, [("episode", "a")]).episode == ("a",)


def test_a_list_keeps_its_order_and_each_value_once() -> None:
    pairs = [("line", "b"), ("line", "a"), ("line", "b")]
    assert read(DecideForm, pairs).line == ("b", "a")


def test_no_tick_at_all_is_an_empty_list() -> None:
    assert read(DecideForm, []).episode == ()


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("practice_id", "1")], "unknown_field"),
        ([("status", "approved")], "unknown_field"),
        ([("note", "a"), ("note", "b")], "repeated_field"),
        ([("note", b"upload")], "not_text"),
        ([("note", "a\x00b")], "control_character"),
    ],
)
def test_what_our_page_cannot_have_sent_is_refused(
    pairs: list[tuple[str, object]], code: str
) -> None:
    with pytest.raises(Malformed) as caught:
        read(DecideForm, pairs)
    assert caught.value.code == code


def test_the_csrf_token_is_no_field_of_the_form() -> None:
    assert read(DecideForm, [("token", "x"), ("token", "y")], skip="token") == DecideForm()


def test_a_refused_value_is_not_repeated_in_the_error() -> None:
    with pytest.raises(Malformed) as caught:
        read(DecideForm, [("note", "123456782\x00")])
    assert "123456782" not in str(caught.value)


def test_lines_end_in_one_way_whatever_the_browser_sent() -> None:
    assert read(PublishForm, [("meaning", " a\r\nb\rc ")]).meaning == "a\nb\nc"


def test_a_text_that_is_too_long_is_a_fault_and_is_kept() -> None:
    form = read(PublishForm, [("conclusion", "a" * 4001)])
    assert too_long(form) == (FieldFault("conclusion", "too_long"),)
    assert len(form.conclusion) == 4001


def test_a_tick_that_is_no_id_was_not_ours() -> None:
    with pytest.raises(Malformed):
        ids(("1 or 1=1",))
