"""What is a BSN, and that no error repeats one."""

import random

import pytest

from consent.bsn import InvalidBsn, masked, normalise
from soak import rounds

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@pytest.mark.parametrize("number", ["123456782", "999911120", "111222333", "999990019"])
def test_public_examples_are_numbers(number: str) -> None:
    assert normalise(number) == number
    assert normalise(f" {number}\n") == number


def test_a_lost_zero_comes_back() -> None:
    number = next(n for n in range(10_000_000, 10_001_000) if _passes(f"{n:09d}"))
    assert normalise(str(number)) == f"0{number}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789",
        "000000000",
        "1234567",
        "1234567820",
        "12345678a",
        "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0662",
        "123 456 782",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    with pytest.raises(InvalidBsn) as raised:
        normalise(text)
    assert str(raised.value) == "bsn_invalid"
    assert raised.value.args == ("bsn_invalid",)


def test_random_numbers_follow_the_eleven_test() -> None:
    chance = random.Random(11)
    for _ in range(rounds(2_000, 200_000)):
        text = f"{chance.randrange(1, 10**9):09d}"
        try:
            assert normalise(text) == text
            assert _passes(text)
        except InvalidBsn:
            assert not _passes(text)


def test_only_the_end_is_shown() -> None:
    assert masked("123456782") == "******782"


def _passes(text: str) -> bool:
    return sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=True)) % 11 == 0
