"""How a patient reads a course: which stretch, when it is drawn, and that it stands in a table."""

import random
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from portal.shown import results as shown
from portal.shown.trend import History, trend
from portal.shown.trend_chart import Course, Point, spoken, trend_chart
from publishing.model import Range, Result, ResultStatus
from publishing.trends import LONGEST
from soak import rounds
from unit.pages.reading import Page

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
EVIL = '"><script>alert(1)</script>'


def value(number: int, days: int, value: str = "5.0", **more: object) -> Result:
    """A value, so many days before the one of the page, normal unless told otherwise."""
    plain = Result(
        id=UUID(int=number),
        name="Kalium",
        code="2823-3",
        code_system="loinc",
        comparator="",
        value=value,
        unit="mmol/L",
        value_text="",
        range=Range("4.0", "6.0"),
        lab_flag="",
        flag_text="",
        remark="",
        status=ResultStatus.FINAL,
        taken_at=NOW - timedelta(days=days),
    )
    return msgspec.structs.replace(plain, **more)


def history(*course: Result, **more: object) -> History:
    """A history with one course."""
    return History({course[-1].id: course}, **{"all_href": "/alles", **more})


FOUR = (value(1, 400, "4.1"), value(2, 300, "4.2"), value(3, 20, "6.3"), value(4, 0, "4.4"))


def test_a_value_without_earlier_ones_has_no_course() -> None:
    assert trend(value(1, 0), History(), "nl") is None
    assert trend(value(1, 0), history(value(1, 0)), "nl") is None


def test_one_year_is_shown_and_said_and_the_rest_is_one_link_away() -> None:
    found = trend(FOUR[-1], history(*FOUR), "nl")
    assert [one.value for one in found.readings] == ["4,4", "6,3", "4,2"]
    assert found.said == "U ziet de 12 maanden voor deze uitslag."
    assert found.all_href == "/alles"


def test_all_is_shown_when_asked_and_leads_nowhere() -> None:
    found = trend(FOUR[-1], history(*FOUR, is_whole=True), "en")
    assert [one.on for one in found.readings][-1] == "14 October 2025"
    assert found.said == "You see all earlier results."
    assert found.all_href == ""


def test_the_year_before_a_leap_day_ends_on_the_last_of_february() -> None:
    leap = datetime(2028, 2, 29, 10, 0, tzinfo=UTC)
    course = [
        value(1, 0, taken_at=datetime(2027, 2, 27, 10, 0, tzinfo=UTC)),
        value(2, 0, taken_at=datetime(2027, 2, 28, 10, 0, tzinfo=UTC)),
        value(3, 0, taken_at=leap),
    ]
    assert len(trend(course[-1], history(*course), "nl").readings) == 2


def test_a_year_without_values_says_so() -> None:
    found = trend(FOUR[-1], history(FOUR[0], FOUR[-1]), "nl")
    assert found.readings == ()
    assert found.said == "In de 12 maanden voor deze uitslag is er geen eerdere uitslag."
    assert found.all_href == "/alles"


def test_two_values_are_a_table_and_three_are_drawn() -> None:
    assert not trend(FOUR[-1], history(*FOUR[2:]), "nl").drawing
    assert trend(FOUR[-1], history(*FOUR[1:]), "nl").drawing


@pytest.mark.parametrize(("last", "is_open"), [("5.0", False), ("6.1", True), ("3.9", True)])
def test_what_is_out_of_range_stands_open(last: str, is_open: bool) -> None:
    course = (*FOUR[:3], value(4, 0, last))
    assert trend(course[-1], history(*course), "nl").is_open is is_open


def test_a_long_course_is_one_line_with_five_numbers_and_a_whole_table() -> None:
    course = [value(n, LONGEST - n, str(n)) for n in range(1, LONGEST + 1)]
    found = trend(course[-1], history(*course, is_whole=True), "nl")
    assert len(found.readings) == LONGEST
    assert found.drawing.count("day-label") == 2 * 5
    assert found.drawing.count("<polyline") == 1
    [points] = re.findall(r'points="([^"]*)"', found.drawing)
    assert len(points.split()) == LONGEST
    assert (points.split()[0].split(",")[0], points.split()[-1].split(",")[0]) == ("8.00", "92.00")
    assert found.said.startswith(f"U ziet de laatste {LONGEST} uitslagen. De grafiek laat ze alle")


def test_a_range_is_drawn_only_when_it_held_for_all() -> None:
    other = value(3, 20, "4.9", range=Range("4.5", "6.5"))
    alike = trend(FOUR[-1], history(*FOUR[1:]), "nl")
    mixed = trend(FOUR[-1], history(FOUR[1], other, FOUR[3]), "nl")
    assert "band" in alike.drawing
    assert "band" not in mixed.drawing
    assert "niet steeds dezelfde normale waarden" in mixed.said


def test_a_flag_that_contradicts_the_range_takes_the_range_away() -> None:
    course = (FOUR[1], value(3, 20, "5.0", lab_flag="H"), FOUR[3])
    found = trend(course[-1], history(*course), "nl")
    assert "band" not in found.drawing
    assert "mk--high" in found.drawing


def test_every_kind_of_word_has_a_shape_of_its_own() -> None:
    course = (
        value(1, 50, "3.0"),
        value(2, 40, "7.0"),
        value(3, 30, "5.0"),
        value(4, 20, "5.0", lab_flag="A"),
        value(5, 0, "5.0", range=Range()),
    )
    drawing = trend(course[-1], history(*course), "nl").drawing
    marks = re.findall(r'mk mk--(\w+)">(<[^>]+>)', drawing)
    assert [kind for kind, _ in marks] == ["low", "high", "ok", "abnormal", "none"]
    assert len({shape for _, shape in marks}) == 4


def test_the_drawing_is_said_in_one_sentence() -> None:
    points = (
        Point(date(2025, 3, 2), Decimal("3.1"), "high", "te hoog"),
        Point(date(2026, 11, 18), Decimal("2.9"), "ok", "normaal"),
    )
    assert spoken(Course("LDL", "mmol/L", points, high=Decimal("3.0")), "nl") == (
        "Lijngrafiek van LDL, mmol/L: 2 maart 2025 3,1 te hoog; 18 november 2026 2,9 normaal."
        " Normaal is lager dan 3,0."
    )


def test_no_text_of_a_laboratory_becomes_markup() -> None:
    course = tuple(msgspec.structs.replace(one, name=EVIL, unit=EVIL) for one in FOUR)
    drawn = trend(course[-1], history(*course), "nl").drawing
    assert "<script" not in drawn
    assert {element.tag for element in Page(str(drawn)).all("svg", "script")} == {"svg"}


@pytest.mark.parametrize("last", ["1e30", "-99999999999"])
def test_what_would_say_nothing_on_a_line_is_not_drawn(last: str) -> None:
    course = (*FOUR[1:3], value(4, 0, last))
    assert not trend(course[-1], history(*course), "nl").drawing


def test_every_drawing_stays_within_its_frame() -> None:
    chance = random.Random(11)
    for _ in range(rounds(300, 20_000)):
        numbers = [Decimal(chance.randint(-999, 9999)) / 10 for _ in range(chance.randint(2, 6))]
        low = Decimal(chance.randint(-50, 900)) / 10 if chance.random() < 0.5 else None
        high = (low or 0) + Decimal(chance.randint(1, 900)) / 10 if chance.random() < 0.5 else None
        points = tuple(Point(NOW.date(), one, "ok", "normaal") for one in numbers)
        drawn = trend_chart(Course("Kalium", "mmol/L", points, low, high), "nl")
        assert all(0 <= float(x) <= 100 for x in re.findall(r'\bx[12]?="(-?[\d.]+)%', drawn))
        assert all(0 <= float(y) <= 260 for y in re.findall(r'\by[12]?="(-?[\d.]+)"', drawn))
        assert not re.search(r'height="-|nan', drawn)


def test_the_page_shows_the_course_below_its_value() -> None:
    found = shown.values((FOUR[-1], value(9, 0)), "nl", history(*FOUR))
    assert [one.trend is not None for one in found] == [True, False]
