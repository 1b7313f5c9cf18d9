"""
JSON to the neutral tree.

The standard parser, because it alone gives every number as it was written and every name that
was written twice; what is wrong inside one resource is marked there and fails that one alone.
"""

import json
import re
from typing import Any

from publishing.intake.faults import FaultReason, UnreadableBody
from publishing.intake.tree.narrative import plain
from publishing.intake.tree.node import MAX_DEPTH, MAX_NODES, Node

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,59}", re.ASCII)


class _Repeated(dict[str, Any]):
    """An object in which a name was written twice."""


class _NoNumber:
    """NaN or Infinity: no JSON, though many writers write it."""


def tree(body: bytes) -> Node:
    """
    Give the top element of a JSON body.

    Raises:
        UnreadableBody: no UTF-8, no JSON, no object, or more than can be held.

    """
    value = _parsed(_text(body))
    if not isinstance(value, dict):
        raise UnreadableBody(FaultReason.NOT_FHIR)
    builder = _Builder()
    top = Node("")
    builder.fill(top, value, 0)
    kind = top.first("resourceType")
    top.label = "" if kind is None or kind.value == "Bundle" else _step(kind.value or "")
    return top


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableBody(FaultReason.ENCODING_UNKNOWN, f"byte {error.start}") from None


def _parsed(text: str) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=str,
            parse_int=str,
            parse_constant=lambda _: _NoNumber(),
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise UnreadableBody(FaultReason.JSON_BROKEN, place) from None
    except RecursionError:
        raise UnreadableBody(FaultReason.TOO_DEEP) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain_object = dict(pairs)
    return plain_object if len(plain_object) == len(pairs) else _Repeated(plain_object)


class _Builder:
    """Fills nodes from parsed JSON and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def fill(self, node: Node, value: dict[str, Any], depth: int) -> None:
        if isinstance(value, _Repeated):
            node.flaw = FaultReason.NAME_REPEATED
        if depth > MAX_DEPTH:
            node.flaw = FaultReason.TOO_DEEP
            return
        for name, inner in value.items():
            if not name.startswith("_"):
                node.children[name] = self._children(node, name, inner, depth)
        for name, inner in value.items():
            if name.startswith("_"):
                self._extend(node, name[1:], inner, depth)

    def _children(self, parent: Node, name: str, inner: object, depth: int) -> list[Node]:
        step = _step(name)
        if not isinstance(inner, list):
            return [self._child(Node(step, parent), inner, depth)] if inner is not None else []
        return [
            self._child(Node(f"{step}[{place}]", parent), each, depth)
            for place, each in enumerate(inner)
        ]

    def _child(self, node: Node, value: object, depth: int) -> Node:
        self.count += 1
        if self.count > MAX_NODES:
            raise UnreadableBody(FaultReason.BODY_TOO_LARGE)
        if isinstance(value, dict):
            self.fill(node, value, depth + 1)
        elif isinstance(value, (list, _NoNumber)):
            node.flaw = FaultReason.CONTENT_REFUSED
        elif isinstance(value, bool):
            node.value = str(value).lower()
        elif isinstance(value, str):
            self._write(node, value)
        return node

    def _write(self, node: Node, text: str) -> None:
        if not _storable(text):
            node.flaw = FaultReason.TEXT_INVALID
        else:
            node.value = plain(text) if node.label == "div" and text.startswith("<") else text

    def _extend(self, parent: Node, name: str, inner: object, depth: int) -> None:
        siblings = parent.children.setdefault(name, [])
        for place, each in enumerate(inner if isinstance(inner, list) else [inner]):
            if place == len(siblings):
                step = f"{_step(name)}[{place}]" if isinstance(inner, list) else _step(name)
                siblings.append(Node(step, parent))
            if isinstance(each, dict):
                self.fill(siblings[place], each, depth + 1)


def _step(name: str) -> str:
    """Give a name for use in a path; whatever is no name of FHIR could be anything of anybody."""
    return name if _NAME.fullmatch(name) else "?"


def _storable(text: str) -> bool:
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True
