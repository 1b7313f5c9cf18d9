"""What may stand in the head of a message: one address, one line, nothing that begins another."""

import re
import unicodedata

LONGEST = 254
# Narrower than the standard: no quotes, comments, routes, lists or address of a number.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
LONGEST_NAME = 64
_LINE_ENDS = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Signs that turn the order of what follows; joiners are part of names in some scripts.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class MessageRefused(ValueError):  # noqa: N818 - it reads as what happened
    """Something of a message cannot be put into it safely; the code repeats nothing of it."""


def checked_address(text: str) -> str:
    """
    Give one plain mail address, without the spaces around it.

    Raises:
        MessageRefused: it is none, or more than one.

    """
    address = text.strip(" ")
    name = address.partition("@")[0]
    if len(address) > LONGEST or len(name) > LONGEST_NAME or not _ADDRESS.fullmatch(address):
        raise MessageRefused("address_invalid")
    return address


def is_address(text: str) -> bool:
    """Tell whether this is one plain mail address."""
    try:
        return bool(checked_address(text))
    except MessageRefused:
        return False


def checked_line(text: str) -> str:
    """
    Give a text that is one line, such as a name.

    Raises:
        MessageRefused: it holds the end of a line, or a sign that turns the order of letters.

    """
    if any(unicodedata.category(sign) in _LINE_ENDS or sign in _TURNING for sign in text):
        raise MessageRefused("line_invalid")
    return text


def is_line(text: str) -> bool:
    """Tell whether this text is one line that can stand in the head of a message."""
    try:
        return checked_line(text) == text
    except MessageRefused:
        return False


def checked_path(path: str) -> str:
    """
    Give a path of ours, or nothing for the first page.

    Raises:
        MessageRefused: it could lead elsewhere.

    """
    ours = path.startswith("/") and not path.startswith("//") and path.isascii()
    if path and not (ours and path.isprintable() and not set(path) & set('\\ "<>')):
        raise MessageRefused("path_invalid")
    return path


def masked(address: str) -> str:
    """Give what may be shown of an address to others: `j…@example.nl`."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"
