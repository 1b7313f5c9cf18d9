"""
Text that runs from right to left, put in the order and the shapes in which it is seen.

Enough for names and short sentences in Hebrew and Arabic script within a line that runs from left
to right; numbers keep their order. What a reader copies or hears stays as it was typed.
Source: Unicode Standard Annex 9, without embeddings, which are cleaned away; Unicode 9.2 Arabic.
"""

import unicodedata
from functools import cache
from itertools import groupby

_FORMS = range(0xFB50, 0xFEFD)
_LAM, _ALEFS = "\u0644", frozenset("\u0622\u0623\u0625\u0627")
_KINDS = frozenset({"<isolated>", "<initial>", "<medial>", "<final>"})
_RIGHT = frozenset({"R", "AL"})
_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")


def runs_right_to_left(text: str) -> bool:
    """Tell whether something in a text does."""
    return any(unicodedata.bidirectional(sign) in _RIGHT for sign in text)


def as_seen(text: str) -> str:
    """Give a line in the order in which its signs stand on paper, letters joined."""
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    seen, at = [], 0
    while at < len(text):
        if kinds[at] not in _RIGHT:
            seen.append(text[at])
            at += 1
            continue
        end = _end(kinds, at)
        seen.append(_turned(_joined(text[at:end])))
        at = end
    return "".join(seen)


def _end(kinds: list[str], start: int) -> int:
    """Where the stretch ends that begins here: after its last letter or mark of its own."""
    last = start
    for place in range(start, len(kinds)):
        if kinds[place] == "L":
            break
        if kinds[place] in _RIGHT or kinds[place] == "NSM":
            last = place
    return last + 1


def _turned(text: str) -> str:
    # A sign and the marks on it go together, and so do the digits of a number.
    clusters: list[str] = []
    for is_number, signs in groupby(text, lambda sign: sign.isdigit()):
        run = "".join(signs)
        for sign in [run] if is_number else run:
            if clusters and len(sign) == 1 and unicodedata.combining(sign):
                clusters[-1] += sign
            else:
                clusters.append(sign.translate(_MIRRORED))
    return "".join(reversed(clusters))


def _joined(text: str) -> str:
    forms, made, joins = _forms(), [], False
    letters = list(text)
    for place, sign in enumerate(letters):
        if unicodedata.combining(sign):
            made.append(sign)
            continue
        after = next((one for one in letters[place + 1 :] if not unicodedata.combining(one)), "")
        own = forms.get(sign, {})
        if sign in _ALEFS and made and made[-1] in forms.get(_LAM, {}).values():
            # Lam and alef are one sign.
            kind = "<final>" if made[-1] in _joining(forms[_LAM]) else "<isolated>"
            made[-1] = forms.get(_LAM + sign, {}).get(kind, made[-1])
            joins = False
            continue
        before, behind = (
            joins and "<final>" in own,
            "<initial>" in own and "<final>" in forms.get(after, {}),
        )
        kind = {(True, True): "<medial>", (True, False): "<final>", (False, True): "<initial>"}.get(
            (before, behind), "<isolated>"
        )
        made.append(own.get(kind, sign))
        joins = "<initial>" in own
    return "".join(made)


def _joining(forms: dict[str, str]) -> set[str]:
    return {forms[kind] for kind in ("<medial>", "<final>") if kind in forms}


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The shapes of each letter as Unicode itself lists them."""
    found: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if kind in _KINDS and len(letters) <= len(_LAM) * 2:
            found.setdefault(letters, {}).setdefault(kind, chr(code))
    return found
