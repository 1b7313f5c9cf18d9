"""Which states of which pages were judged already: many stories lead past the same ones.

Every page is judged at every width. Its further states are judged at the narrowest, where most
goes wrong, when they bring a kind of element that no page had there; with SOAK all of them are, at
every width.
"""

import hashlib
import re
from urllib.parse import urlsplit

from playwright.sync_api import Page

from soak import rounds

EVERYTHING = rounds(0, 1) > 0
# What is drawn anew for every visitor and says nothing to anybody: ids, tokens and ports.
_DRAWN = re.compile(r"(?=[\w.-]*\d)[\w.-]{24,}|(?<=localhost:)\d+|(?<=127\.0\.0\.1:)\d+")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ELEMENT = re.compile(r'<([a-z0-9]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
# Of other attributes it matters that they are there, not what they say.
_TELLING = frozenset({"class", "role", "type", "aria-current", "aria-live", "lang"})

_PASSED: set[tuple[int, str]] = set()
_PLACES: set[tuple[int, str]] = set()
_KINDS: set[tuple[int, str]] = set()


class State:
    """What a page is at one moment; ``scripts`` says whether its own ran."""

    def __init__(self, page: Page, *, scripts: bool) -> None:
        html = _DRAWN.sub("*", page.content())
        self.path = _ID.sub("*", urlsplit(page.url).path)
        self.known = hashlib.sha256(f"{scripts} {html}".encode()).hexdigest()
        self.kinds = {f"{scripts} {kind}" for kind in _kinds(html)}

    def is_due(self, width: int, narrowest: int) -> bool:
        """Tell whether it has to be judged at this width."""
        if (width, self.known) in _PASSED:
            return False
        if (width, self.path) not in _PLACES or EVERYTHING:
            return True
        return width == narrowest and any((width, kind) not in _KINDS for kind in self.kinds)

    def passed(self, width: int) -> None:
        """Remember that it was judged and nothing was wrong."""
        _PASSED.add((width, self.known))
        _PLACES.add((width, self.path))
        _KINDS.update((width, kind) for kind in self.kinds)


def _kinds(html: str) -> set[str]:
    return {f"{tag} {_attributes(rest)}" for tag, rest in _ELEMENT.findall(html)}


def _attributes(text: str) -> str:
    found = _ATTRIBUTE.findall(text)
    return " ".join(sorted(f"{name}={said}" if name in _TELLING else name for name, said in found))
