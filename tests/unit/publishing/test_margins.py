"""Slightly high or low: only with a margin of the practice, and never against the laboratory."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from portal import words
from portal.words import Word
from publishing.model import Margin, Range, Result, ResultStatus
from publishing.policy import is_slight

TEN_PERCENT = Margin(Decimal(10))
HALF = Margin(Decimal("0.5"), "mmol/L")


def result(value: str, margin: Margin | None = TEN_PERCENT, **values: Any) -> Result:
    """Give a determination of which 4.0 to 6.0 mmol/L is normal."""
    known: dict[str, Any] = {
        "id": UUID(int=1),
        "name": "Glucose",
        "code": "3208",
        "code_system": "nhg45",
        "comparator": "",
        "unit": "mmol/L",
        "value_text": "",
        "range": Range("4.0", "6.0"),
        "lab_flag": "",
        "flag_text": "",
        "remark": "",
        "status": ResultStatus.FINAL,
        "taken_at": None,
    }
    return Result(value=value, margin=margin, **(known | values))


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (result("6.6"), Word.SLIGHTLY_HIGH),
        (result("6.61"), Word.HIGH),
        (result("6.600"), Word.SLIGHTLY_HIGH),
        (result("3.6"), Word.SLIGHTLY_LOW),
        (result("3.59"), Word.LOW),
        (result("6.0"), Word.NORMAL),
        (result("6.5", HALF), Word.SLIGHTLY_HIGH),
        (result("6.51", HALF), Word.HIGH),
        (result("3.5", HALF), Word.SLIGHTLY_LOW),
        (result("6.5", HALF, unit="mg/dL"), Word.HIGH),
        (result("6.2", None), Word.HIGH),
        (result("6.2", lab_flag="H"), Word.SLIGHTLY_HIGH),
        (result("6.2", lab_flag="HH"), Word.HIGH),
        (result("6.2", lab_flag="L"), Word.LOW),
        (result("6.2", lab_flag="N"), Word.NORMAL),
        (result("6.2", lab_flag="A"), Word.ABNORMAL),
        (result("5.0", lab_flag="H"), Word.HIGH),
        (result("6.2", comparator=">", lab_flag="H"), Word.HIGH),
        (result("6.2", comparator=">"), None),
        (result("", value_text="verhoogd", lab_flag="H"), Word.HIGH),
        (result("6.2", range=Range("", "", "lager dan 6"), lab_flag="H"), Word.HIGH),
        (result("6.2", range=Range("", "6.0")), Word.SLIGHTLY_HIGH),
        (result("6.2", status=ResultStatus.PENDING), Word.PENDING),
        (result("-0.2", range=Range("0", "6.0")), Word.LOW),
        (result("-4.1", range=Range("-4.0", "6.0")), Word.SLIGHTLY_LOW),
    ],
)
def test_the_word_follows_flag_range_and_margin(one: Result, word: Word | None) -> None:
    assert words.word(one) is word


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e3", "zes", ""])
def test_what_is_no_plain_number_within_reach_is_never_slight(value: str) -> None:
    assert not is_slight(result(value, lab_flag="H"))
