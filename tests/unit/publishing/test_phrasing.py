"""Texts, hard words and plain names: what is filled in, found and named, and what never is."""

import re
from uuid import UUID

import msgspec
import pytest

from publishing.model import Range, Result, ResultStatus
from publishing.phrasing import fields, naming, vocabulary
from publishing.phrasing.before import Direction, direction
from publishing.phrasing.fields import Field
from publishing.phrasing.hints import HintKind, hints
from publishing.phrasing.model import Code, PlainName, Word

GLUCOSE = Result(
    id=UUID(int=1),
    name="Glucose",
    code="14749-6",
    code_system="loinc",
    comparator="",
    value="6.4",
    unit="mmol/l",
    value_text="",
    range=Range("4.0", "6.1"),
    lab_flag="",
    flag_text="",
    remark="",
    status=ResultStatus.FINAL,
    taken_at=None,
)


def other(**values: object) -> Result:
    return msgspec.structs.replace(GLUCOSE, **values)


@pytest.mark.parametrize(
    ("before", "way"),
    [
        ({"value": "5.9"}, Direction.HIGHER),
        ({"value": "10.2"}, Direction.LOWER),
        ({"value": "6.40"}, Direction.SAME),
        ({"value": "5", "comparator": "<"}, None),
        ({"value": "", "value_text": "verhoogd"}, None),
        ({"value": "5.9", "unit": "mg/dl"}, None),
        ({"value": "NaN"}, None),
    ],
)
def test_only_plain_numbers_with_one_unit_have_a_direction(
    before: dict[str, str], way: Direction | None
) -> None:
    assert direction(GLUCOSE, other(**before)) is way
    assert direction(other(comparator="<"), other(**before)) is None
    assert direction(GLUCOSE, None) is None


def test_a_place_that_is_not_known_is_named_and_so_is_half_of_one() -> None:
    assert fields.unknown("[naam] is [Waarde], [ richting ].") == ()
    assert fields.unknown("[naam] is [wrde], was [wrde] en [") == ("[wrde]", "[")
    assert fields.unknown("waarde]") == ("]",)


def test_a_place_without_a_value_stays_to_be_seen_and_is_told() -> None:
    filled = fields.fill("[naam]: [waarde], was [vorige].", {Field.NAME: "Suiker [waarde]"})
    assert filled.text == "Suiker [waarde]: [waarde], was [vorige]."
    assert filled.missing == {Field.VALUE, Field.PREVIOUS}
    assert fields.places(filled.text) == {Field.VALUE, Field.PREVIOUS}


def test_words_are_found_whole_and_abbreviations_as_they_are_written() -> None:
    said = ("Uw HbA1c en nierfunctie. HYPERTENSIE, CRP-waarde; hb en hypertensief niet.",)
    assert [one.found for one in vocabulary.explained(said, ())] == ["HbA1c", "HYPERTENSIE", "CRP"]


def test_a_word_in_several_forms_is_explained_once() -> None:
    said = ("Uw hemoglobine is laag.", "Een laag Hb komt vaak voor.")
    assert [one.found for one in vocabulary.explained(said, ())] == ["hemoglobine"]


def test_a_practice_s_own_word_wins_and_one_it_does_not_want_is_left_out() -> None:
    own = (
        Word("hypertensie", ("RR te hoog",), "Te hoge druk.", "", is_own=True),
        Word("CRP", (), "", "", is_on=False, is_own=True),
    )
    found = vocabulary.explained(("Hypertensie: RR te hoog. CRP is goed.",), own)
    assert [(one.found, one.means_nl) for one in found] == [("Hypertensie", "Te hoge druk.")]
    listed = {one.word: one for one in vocabulary.every(own)}
    assert listed["hypertensie"].is_own
    assert not listed["CRP"].is_on


def test_signs_that_are_composed_in_two_ways_are_one_word() -> None:
    assert vocabulary.explained(("Er is nierinsufficie\u0308ntie.",), ())


def test_a_long_sentence_a_hard_word_and_an_abbreviation_get_a_hint() -> None:
    long = " ".join(["woord"] * 21)
    found = hints((f"{long}. Kort. MCV is laag.", "Uw CRP is 5.4 mg/l."), ())
    assert [(one.kind, one.about.split()[-1]) for one in found] == [
        (HintKind.LONG, "woord."),
        (HintKind.WORD, "CRP"),
        (HintKind.ABBREVIATION, "MCV"),
    ]
    assert hints(("Uw suiker is goed. Kom over een jaar terug.",), ()) == ()
    assert hints((" ".join(["woord"] * 20) + ".",), ()) == ()


def test_a_name_is_used_only_where_code_and_laboratory_agree() -> None:
    code = Code("loinc", "718-7")
    assert naming.plain_name(code, "Hemoglobine", None) == naming.bundled()[code].name
    assert naming.plain_name(code, "Natrium", None) is None
    assert naming.plain_name(Code("loinc", "0-0"), "Hemoglobine", None) is None
    assert naming.plain_name(code, "Natrium", PlainName("Zout")) == PlainName("Zout")
    assert naming.plain_name(code, "Hemoglobine", PlainName("")) is None
    assert PlainName("Zout").said("en") == "Zout"


def test_the_bundled_lists_are_whole() -> None:
    codes = {"nhg45": r"[0-9]{1,4}", "loinc": r"[0-9]{1,5}-[0-9]"}
    for code, one in naming.bundled().items():
        assert re.fullmatch(codes[code.system], code.code)
        assert one.name.nl
        assert one.name.en
        assert all(stem == stem.casefold() for stem in one.stems)
    words = vocabulary.bundled()
    assert len({one.word.casefold() for one in words}) == len(words)
    forms = [form for one in words for form in one.forms]
    assert len(set(forms)) == len(forms)
    assert all(one.means_nl and one.means_en for one in words)
