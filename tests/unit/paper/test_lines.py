"""Breaking text into lines, and the small pieces of the writer."""

import random
from datetime import datetime, timedelta, timezone

from portal.paper.pdf.embedding import to_unicode
from portal.paper.pdf.faces import vendored
from portal.paper.pdf.shapes import Box, colour
from portal.paper.pdf.syntax import moment, text_string
from portal.paper.pdf.wrapping import shorten, wrap
from soak import rounds


def test_lines_fit_and_lose_nothing() -> None:
    chance = random.Random(3)
    for _ in range(rounds(200, 20_000)):
        words = ["x" * chance.randint(0, 30) for _ in range(chance.randint(1, 20))]
        text, width = chance.choice([" ", "/", "-"]).join(words), chance.randint(1, 25)
        lines = wrap(text, len, width)
        assert "".join(lines) == text
        assert all(len(line.rstrip(" ")) <= width for line in lines)


def test_a_line_is_as_full_as_it_can_be() -> None:
    assert wrap("een twee drie vier", len, 9) == ["een twee ", "drie vier"]


def test_a_word_wider_than_the_line_breaks_after_a_sign() -> None:
    assert wrap("aa huisarts/assistent bb", len, 10) == ["aa ", "huisarts/", "assistent ", "bb"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", len, 10) == [""]


def test_what_is_left_out_is_shown() -> None:
    assert shorten(["een ", "twee ", "drie"], 2) == ["een ", "twe\u2026"]
    assert shorten(["een"], 2) == ["een"]


def test_signs_above_the_first_plane_become_two_halves() -> None:
    assert "<E000> <D83DDD12>" in to_unicode([(0xE000, "\U0001f512")])


def test_no_block_of_the_map_has_more_than_a_hundred_signs() -> None:
    written = to_unicode([(code, chr(code)) for code in range(0x100, 0x1FF)])
    heads = [line for line in written.splitlines() if line.endswith("beginbfchar")]
    assert heads == ["100 beginbfchar", "100 beginbfchar", "55 beginbfchar"]


def test_text_in_a_dictionary_is_escaped_or_hexadecimal() -> None:
    assert text_string("a(b)\\") == "(a\\(b\\)\\\\)"
    assert text_string("\u00e9") == "<FEFF00E9>"
    assert text_string("a\nb") == "<FEFF0061000A0062>"


def test_a_moment_keeps_its_time_zone() -> None:
    zone = timezone(timedelta(hours=-2, minutes=-30))
    assert moment(datetime(2026, 1, 2, 3, 4, 5, tzinfo=zone)) == "(D:20260102030405-02'30')"


def test_a_box_is_a_rectangle_until_its_corners_are_round() -> None:
    assert Box(1, 2, 3, 4).path() == "1.00 2.00 3.00 4.00 re"
    assert Box(0, 0, 10, 10, 2).path().count(" c") == 4
    assert colour("#ff0080") == "1.000 0.000 0.502"


def test_a_face_says_what_it_really_prints() -> None:
    heading = vendored("Figtree-SemiBold", "SourceSans3-Bold")
    assert heading.drawn("A") == (heading, "A")
    assert heading.drawn("\u0416")[0].name == "SourceSans3-Bold"
    assert heading.drawn("\u5f20")[1] == "\u25a1"
    assert vendored("SourceSans3-Bold").measure("\u0301") == 0
