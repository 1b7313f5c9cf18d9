"""
XML to the neutral tree, element by element as the parser meets them.

No document type, no entities, no network, no huge tree; depth and number are bounded.
"""

import re

from lxml import etree

from publishing.intake.faults import FaultReason, UnreadableBody
from publishing.intake.tree.narrative import PlainText
from publishing.intake.tree.node import MAX_DEPTH, MAX_NODES, Node

FHIR = "{http://hl7.org/fhir}"
XHTML = "{http://www.w3.org/1999/xhtml}"
HOLDERS = frozenset({"contained", "outcome", "resource"})
LISTS = frozenset({"coding", "contained", "entry", "extension", "identifier", "section"})
ENCODINGS = frozenset({"ascii", "iso-8859-1", "iso-8859-15", "us-ascii", "utf-8", "windows-1252"})
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def tree(body: bytes) -> Node:
    """
    Give the top element of an XML body.

    Raises:
        UnreadableBody: no XML, no FHIR, a document type, or more than can be held.

    """
    _check(body)
    parser = etree.XMLParser(
        target=_Builder(),  # type: ignore[arg-type]  # lxml calls it with text alone
        # Those of XML itself; without this, `&amp;` in an attribute stays half written. A message
        # that declares its own has a document type, and is refused.
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs are older
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    try:
        top = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        place = "line {} column {}".format(*error.position)
        raise UnreadableBody(FaultReason.XML_BROKEN, place) from None
    if not isinstance(top, Node):
        raise UnreadableBody(FaultReason.NOT_FHIR)
    return top


def _check(body: bytes) -> None:
    declared = _DECLARED.match(body.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode("ascii").lower() not in ENCODINGS:
        raise UnreadableBody(FaultReason.ENCODING_UNKNOWN)
    if b"\0" in body:
        raise UnreadableBody(FaultReason.ENCODING_UNKNOWN)
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise UnreadableBody(FaultReason.XML_DOCTYPE)


class _Builder:
    """What lxml calls for every element; makes nodes and no tree of its own."""

    def __init__(self) -> None:
        self.top: Node | None = None
        self.open: list[Node] = []
        self.narrative: PlainText | None = None
        self.inside_narrative = 0
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise UnreadableBody(FaultReason.BODY_TOO_LARGE)
        if len(self.open) > MAX_DEPTH:
            raise UnreadableBody(FaultReason.TOO_DEEP)
        if self.inside_narrative or tag.startswith(XHTML):
            self._start_narrative(tag)
        else:
            self._start_element(tag, attributes)

    def end(self, tag: str) -> None:
        if self.inside_narrative:
            self._end_narrative(tag)
            return
        node = self.open.pop()
        if node.label in HOLDERS or node.label.startswith("contained["):
            _unwrap(node)

    def data(self, text: str) -> None:
        if self.narrative is not None:
            self.narrative.data(text)

    def doctype(self, *_: object) -> None:
        raise UnreadableBody(FaultReason.XML_DOCTYPE)

    def close(self) -> Node | None:
        return self.top

    def _start_element(self, tag: str, attributes: dict[str, str]) -> None:
        if not tag.startswith(FHIR):
            raise UnreadableBody(FaultReason.NOT_FHIR)
        node = self._place(tag.removeprefix(FHIR))
        node.value = attributes.get("value")
        if "url" in attributes:
            node.add("url", Node("url", node, attributes["url"]))
        self.open.append(node)

    def _place(self, name: str) -> Node:
        if not self.open:
            self.top = Node("" if name == "Bundle" else name)
            self.top.add("resourceType", Node("resourceType", self.top, name))
            return self.top
        parent = self.open[-1]
        return _append(parent, name)

    def _start_narrative(self, tag: str) -> None:
        if self.narrative is None:
            self.narrative = PlainText()
        self.inside_narrative += 1
        self.narrative.start(tag.removeprefix(XHTML))

    def _end_narrative(self, tag: str) -> None:
        self.inside_narrative -= 1
        if self.narrative is None:
            return
        self.narrative.end(tag.removeprefix(XHTML))
        if not self.inside_narrative and self.open:
            _append(self.open[-1], "div").value = self.narrative.close()
            self.narrative = None


def _append(parent: Node, name: str) -> Node:
    siblings = parent.children.setdefault(name, [])
    if len(siblings) == 1:
        siblings[0].label = f"{name}[0]"
    numbered = siblings or name in LISTS
    node = Node(f"{name}[{len(siblings)}]" if numbered else name, parent)
    siblings.append(node)
    return node


def _unwrap(holder: Node) -> None:
    """Make `<resource><Patient>` what JSON has: a resource that states its own type."""
    inner = [child for children in holder.children.values() for child in children]
    if len(inner) != 1 or not inner[0].label[:1].isupper():
        return
    holder.children = inner[0].children
    for children in holder.children.values():
        for child in children:
            child.parent = holder
    holder.add("resourceType", Node("resourceType", holder, inner[0].label))
