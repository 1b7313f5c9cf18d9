"""What people and systems typed, made safe to print: nothing invisible, nothing that turns text."""

import re
import unicodedata

REPLACEMENT = "\ufffd"
_SPACES = re.compile(" {2,}")
_FIXED_SPACES = {0xA0, 0x2007, 0x202F}
_INVISIBLE = {"Cc", "Cf"}
_UNPRINTABLE = {"Cs", "Co"}
# Signs that only choose a variant of the one before, and codes that will never be a sign.
_VARIANTS, _MORE_VARIANTS = range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)
_NO_SIGNS, _LAST_TWO = range(0xFDD0, 0xFDF0), 0xFFFE


class _Signs(dict[int, str | None]):
    """What to print for one sign; nothing is kept, so that hostile text cannot fill the memory."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        if sign.isspace():
            return "\u00a0" if code in _FIXED_SPACES else " "
        category = unicodedata.category(sign)
        if category in _INVISIBLE or code in _VARIANTS or code in _MORE_VARIANTS:
            return None
        if category in _UNPRINTABLE or code & _LAST_TWO == _LAST_TWO or code in _NO_SIGNS:
            return REPLACEMENT
        return sign


_SIGNS = _Signs()


def clean(text: str) -> str:
    """
    One line of composed text, white space as single spaces.

    Control signs, direction marks and other invisible signs are left out; signs that can mean
    nothing to a reader (lone surrogates, private use) become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = unicodedata.normalize("NFC", text.translate(_SIGNS))
    return _SPACES.sub(" ", seen).strip(" ")
