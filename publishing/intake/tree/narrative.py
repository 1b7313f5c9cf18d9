"""XHTML narrative to plain text: markup of a sender is never shown, and never kept as markup."""

import re

from lxml import etree

BLOCKS = frozenset({"br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "li", "p", "td", "th", "tr"})
SILENT = frozenset({"head", "script", "style", "title"})


class PlainText:
    """Collects the text of elements as a parser meets them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._silent = 0

    def start(self, tag: str, _attributes: object = None) -> None:
        """Begin an element; a block begins on a new line."""
        self._silent += tag in SILENT
        self._break(tag)

    def end(self, tag: str) -> None:
        """End an element."""
        self._silent -= tag in SILENT
        self._break(tag)

    def data(self, text: str) -> None:
        """Take text as written between elements."""
        if not self._silent:
            self._parts.append(re.sub(r"\s", " ", text))

    def close(self) -> str:
        """Give the text so far: one line per block, single spaces."""
        lines = ("".join(self._parts)).split("\n")
        return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line)

    def _break(self, tag: str) -> None:
        if tag in BLOCKS:
            self._parts.append("\n")


def plain(markup: str) -> str:
    """Give the text of a piece of XHTML or HTML, however badly it is written."""
    if not markup.strip():
        return ""
    parser = etree.HTMLParser(
        target=PlainText(),  # type: ignore[arg-type]  # lxml calls it with text alone
        no_network=True,
        huge_tree=False,
    )
    try:
        parser.feed(markup)
        return str(parser.close())
    except (etree.XMLSyntaxError, ValueError):
        return ""
