"""The bar of a result is safe, whole, and says in words what it draws."""

import random
import re
from decimal import Decimal

import pytest

from portal.shown.charts import Measured, normal_range, range_bar, spoken
from portal.words import Word
from soak import rounds
from unit.pages.reading import Page

EVIL = '"><script>alert(1)</script>'


def measured(value: str, low: str | None, high: str | None, label: str = "LDL") -> Measured:
    """A measured value with the word that belongs to it."""
    limits = [None if limit is None else Decimal(limit) for limit in (low, high)]
    below = limits[0] is not None and Decimal(value) < limits[0]
    above = limits[1] is not None and Decimal(value) > limits[1]
    said = Word.LOW if below else Word.HIGH if above else Word.NORMAL
    return Measured(
        label=label, value=Decimal(value), unit="mmol/L", word=said, low=limits[0], high=limits[1]
    )


def test_what_a_screen_reader_says_is_one_sentence() -> None:
    sentence = "LDL: 3.4 mmol/L, high; normal is below 3.0."
    assert spoken(measured("3.4", None, "3.0"), "en") == sentence


def test_the_range_is_named_from_the_limits_there_are() -> None:
    assert normal_range(Decimal(4), Decimal(6), "nl") == "normaal is 4 tot 6"
    assert normal_range(Decimal(4), None, "nl") == "normaal is hoger dan 4"
    assert normal_range(None, None, "nl") == ""


def test_no_text_of_a_laboratory_becomes_markup() -> None:
    drawn = range_bar(measured("3.4", None, "3.0", EVIL), "nl")
    assert "<script" not in drawn
    assert [element.tag for element in Page(str(drawn)).all("svg", "script")] == ["svg", "svg"]


@pytest.mark.parametrize("kind", ["ok", "high", "low"])
def test_the_mark_has_a_shape_of_its_own(kind: str) -> None:
    values = {"ok": "5", "high": "7", "low": "3"}
    shapes = {}
    for name, value in values.items():
        drawn = range_bar(measured(value, "4", "6"), "nl")
        shapes[name] = re.search(r'mk mk--(\w+)">(<[^>]+>)', drawn)
    assert shapes[kind][1] == kind
    assert len({shape[2] for shape in shapes.values()}) == len(values)


def test_every_bar_stays_within_its_width() -> None:
    chance = random.Random(7)
    for _ in range(rounds(300, 20_000)):
        low = Decimal(chance.randint(-50, 900)) / 10 if chance.random() < 0.7 else None
        high = (low or 0) + Decimal(chance.randint(1, 900)) / 10
        value = Decimal(chance.randint(-500, 99_999)) / 10
        limit = high if low is None or chance.random() < 0.7 else None
        drawn = range_bar(
            measured(str(value), None if low is None else str(low), limit and str(limit)), "nl"
        )
        assert all(0 <= float(x) <= 100 for x in re.findall(r'x[12]?="(-?[\d.]+)%', drawn))
        assert "nan" not in drawn
