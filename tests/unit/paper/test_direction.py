"""Hebrew and Arabic are seen as they are written, and heard as they were typed."""

import unicodedata

import pytest

from portal.paper.pdf.direction import as_seen, runs_right_to_left


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Jan", "Jan"),
        ("\u05d0\u05d1\u05d2", "\u05d2\u05d1\u05d0"),
        ("dr. \u05d0\u05d1 \u05d2 (Jan)", "dr. \u05d2 \u05d1\u05d0 (Jan)"),
        ("\u05d0(\u05d1)\u05d2", "\u05d2(\u05d1)\u05d0"),
        ("\u05d0 12 \u05d1", "\u05d1 12 \u05d0"),
        ("\u05d0\u05d1, 030 123", "\u05d1\u05d0, 030 123"),
        ("\u05e9\u05b8\u05c1", "\u05e9\u05b8\u05c1"),
        ("\u0645\u062d\u0645\u062f", "\ufeaa\ufee4\ufea4\ufee3"),
        ("\u0633\u0644\u0627\u0645", "\ufee1\ufefc\ufeb3"),
    ],
)
def test_a_line_is_put_in_the_order_in_which_it_is_seen(typed: str, seen: str) -> None:
    assert as_seen(typed) == seen


def test_nothing_is_lost_by_turning() -> None:
    typed = "Anna \u05d0\u05d1 \u0645\u062d\u0645\u062f 12 \u062f. de Vries"
    back = "".join(unicodedata.normalize("NFKC", sign) for sign in as_seen(typed))
    assert sorted(back) == sorted(typed)
    assert runs_right_to_left(typed)
    assert not runs_right_to_left("Łukasz 12")
