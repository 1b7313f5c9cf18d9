"""The citizen service number: what is one, and how it may be shown. An error never repeats it."""

DIGITS = 9
SHORT = 8
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
SHOWN = 3


class InvalidBsn(ValueError):  # noqa: N818 - it reads as what was found
    """The text is no BSN. It carries nothing of the text."""

    def __init__(self) -> None:
        super().__init__("bsn_invalid")


def normalise(text: str) -> str:
    """
    Give the nine digits of a BSN; of eight digits the leading zero had been lost.

    The eleven test proves nothing: one in eleven random numbers passes it.

    Raises:
        InvalidBsn: not eight or nine ASCII digits, all zero, or the eleven test fails.

    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) in (SHORT, DIGITS)):
        raise InvalidBsn
    number = digits.zfill(DIGITS)
    if not int(number) or _weighed(number) % 11:
        raise InvalidBsn
    return number


def masked(bsn: str) -> str:
    """Give what may be shown of a BSN: the last three digits."""
    return "*" * (DIGITS - SHOWN) + bsn[-SHOWN:]


def _weighed(number: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True))
