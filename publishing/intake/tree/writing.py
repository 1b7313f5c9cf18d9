"""The neutral tree written out again: the same bytes for the same content, from JSON or XML."""

from typing import Any

import msgspec

from publishing.intake.tree.node import Node

VOLATILE = frozenset({"lastUpdated", "versionId"})


def canonical(resource: Node) -> bytes:
    """Write a resource with sorted names, so that equal content is equal bytes."""
    return msgspec.json.encode(_written(resource), order="deterministic")


def meaning(resource: Node) -> bytes:
    """Write a resource without what changes while its meaning does not: narrative and versions."""
    tree = _written(resource)
    tree.pop("text", None)
    meta = tree.get("meta")
    if isinstance(meta, dict):
        tree["meta"] = {name: value for name, value in meta.items() if name not in VOLATILE}
    return msgspec.json.encode(tree, order="deterministic")


def _written(node: Node) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, children in node.children.items():
        if children:
            _write(tree, name, children)
    return tree


def _write(tree: dict[str, Any], name: str, children: list[Node]) -> None:
    values = [child.value for child in children]
    objects = [_written(child) for child in children]
    if all(value is None for value in values):
        tree[name] = _single(objects)
        return
    tree[name] = _single(values)
    if any(objects):
        tree[f"_{name}"] = _single([each or None for each in objects])


def _single(items: list[Any]) -> Any:
    return items[0] if len(items) == 1 else items
