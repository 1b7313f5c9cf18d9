"""Names and reasons that try to be something else are printed as they are."""

import random

import pytest
from msgspec.structs import replace

from portal.paper.accesslog import PaperPractice
from soak import rounds
from unit.paper.example import PAPER, ROW, document
from unit.paper.reading import Reading

WIDE, HIGH = 841.89, 595.28
TYPED = [
    "<b>Jan</b> &amp; <i>Piet",
    '<img src="/etc/passwd">',
    "<img src=/etc/passwd>",
    "<para><font color='[[[getattr(pow,\"__globals__\")]]]'>x</font></para>",
    "{n} {0} {number.__class__} %s %(n)s",
    "(haakje) \\ )Tj ET EMC endstream endobj",
    "\u0141ukasz \u00d0\u01a1n \u015eahin \u00c7a\u011fla \u0133sselmeer",
    "\u0391\u03bb\u03ad\u03be\u03b7\u03c2",
    "\u041d\u0430\u0442\u0430\u043b\u044c\u044f \u2264 \u00b5 \u2192 \u2713",
    "\u5f20\u4f1f \u0645\u062d\u0645\u062f \u05d0\u05d1\u05d2",
    "\U0001f600 \U0001fa7a \U0001f512",
    "\u010d\u016d\u0229\u0329",
]


def reason_of(read: Reading) -> str:
    return read.tree.all("TD")[6].text


def assert_everything_lies_on_the_page(read: Reading) -> None:
    for pen in read.pages:
        for shown in pen.shown:
            assert shown.start >= 0, shown
            assert shown.end <= WIDE, shown
            assert 0 < shown.base < HIGH, shown


@pytest.mark.parametrize("typed", TYPED)
def test_a_text_is_read_back_as_it_was_typed(typed: str) -> None:
    read = Reading(document([replace(ROW, reason=typed)], paper=replace(PAPER, name=typed)))
    assert reason_of(read) == typed
    assert f"Naam: {typed}" in read.text()
    assert_everything_lies_on_the_page(read)


def test_no_sign_is_dropped_where_no_face_has_it() -> None:
    read = Reading(document([replace(ROW, reason="\ud64d\uae38!")]))
    page = read.pages[0]
    squares = [sign for font in page.fonts.values() for sign in font.text.values()]
    assert "\u25a1" in squares
    assert reason_of(read) == "\ud64d\uae38!"


def test_a_heading_face_borrows_the_signs_it_lacks() -> None:
    paper = replace(PAPER, practices=(PaperPractice("\u041b\u0438\u043f\u0430"),))
    read = Reading(document([ROW], paper=paper))
    assert "\u041b\u0438\u043f\u0430" in read.text()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Anna \u202eseirV\u202c", "Anna seirV"),
        ("\u2066Jan\u2069\u200b\u200f\u061c", "Jan"),
        ("zacht\u00adstreepje\ufeff", "zachtstreepje"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("regel een\r\nregel\ttwee\u2028drie", "regel een regel twee drie"),
        ("half \ud800 paar", "half \ufffd paar"),
        ("eigen \ue000 teken", "eigen \ufffd teken"),
        ("e\u0301e\u0301n", "\u00e9\u00e9n"),
        ("hart\u2764\ufe0f", "hart\u2764"),
        ("  veel   ruimte  ", "veel ruimte"),
    ],
)
def test_what_cannot_be_seen_is_not_there(typed: str, printed: str) -> None:
    assert reason_of(Reading(document([replace(ROW, reason=typed)]))) == printed


@pytest.mark.parametrize("typed", ["woord " * 833, "x" * 5000, "a/b-c_" * 833, "\u5f20" * 2000])
def test_five_thousand_signs_go_on_over_pages_and_are_complete(typed: str) -> None:
    read = Reading(document([replace(ROW, number=7, reason=typed, emergency=True), ROW]))
    assert reason_of(read) == typed.strip()
    assert len(read.pages) > 2
    assert "(vervolg regel 7)" in read.furniture(1)
    assert len(read.tree.all("TBody")[0].kids) == 3
    assert_everything_lies_on_the_page(read)


def test_a_long_function_goes_on_over_pages_too() -> None:
    read = Reading(document([replace(ROW, function="Functie " * 600, organisation="Z" * 900)]))
    assert read.tree.all("TD")[2].text == "Functie " * 600 + "Z" * 900
    assert_everything_lies_on_the_page(read)


def test_a_name_without_end_does_not_push_the_rest_off_the_page() -> None:
    endless = "Anna " * 1000
    practice = PaperPractice(endless, endless, endless)
    read = Reading(
        document([ROW], paper=replace(PAPER, name=endless, practices=(practice,), born=endless))
    )
    assert_everything_lies_on_the_page(read)
    assert "Ann\u2026" in read.text()
    assert reason_of(read) == ROW.reason


def test_random_text_never_breaks_a_document() -> None:
    chance = random.Random(11)
    for _ in range(rounds(40, 2000)):
        typed = "".join(chr(chance.choice(_RANGES)(chance)) for _ in range(chance.randint(1, 60)))
        read = Reading(document([replace(ROW, reason=typed, function=typed)]))
        assert read.tree.all("TD")[0].text == "1"
        assert_everything_lies_on_the_page(read)


_RANGES = [
    lambda chance: chance.randint(0, 0x7F),
    lambda chance: chance.randint(0x80, 0x24F),
    lambda chance: chance.randint(0x250, 0x2FFF),
    lambda chance: chance.randint(0x3000, 0xFFFF),
    lambda chance: chance.randint(0x10000, 0x10FFFF),
]
