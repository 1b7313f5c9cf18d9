"""
The neutral tree: an element of FHIR with its text and its children, from JSON or XML alike.

Numbers stay text as they were written, every child is a list, and each element knows its path.
"""

from collections.abc import Iterator

from publishing.intake.faults import FaultReason, Faulty

MAX_DEPTH = 64
MAX_NODES = 1_000_000
LONGEST_TEXT = 20_000
LONGEST_NAME = 300


class Node:
    """One element. `label` is its step in the path: `status`, or `entry[3]`."""

    __slots__ = ("children", "flaw", "label", "parent", "value")

    def __init__(self, label: str, parent: "Node | None" = None, value: str | None = None) -> None:
        self.label = label
        self.parent = parent
        self.value = value
        self.children: dict[str, list[Node]] = {}
        self.flaw: FaultReason | None = None

    @property
    def path(self) -> str:
        """The way to this element from the top of the message."""
        above = self.parent.path if self.parent else ""
        return f"{above}.{self.label}" if above and self.label else above or self.label

    def add(self, name: str, child: "Node") -> None:
        """Append a child under its name."""
        self.children.setdefault(name, []).append(child)

    def many(self, name: str) -> list["Node"]:
        """All children of this name, in order."""
        return self.children.get(name, [])

    def first(self, *names: str) -> "Node | None":
        """The first child of the first of these names that is there."""
        return next((self.children[name][0] for name in names if self.children.get(name)), None)

    def need(self, name: str) -> "Node":
        """
        The first child of this name.

        Raises:
            Faulty: there is none.

        """
        child = self.first(name)
        if child is None:
            raise self.faulty(FaultReason.REQUIRED_MISSING, name)
        return child

    def text(self, name: str, limit: int = LONGEST_NAME) -> str:
        """
        The trimmed text of the only child of this name, empty when there is none.

        Raises:
            Faulty: there are several, or it is longer than `limit` characters.

        """
        found = [child for child in self.many(name) if child.value is not None]
        if len(found) > 1:
            raise found[1].faulty(FaultReason.VALUE_REPEATED)
        return found[0].own(limit) if found else ""

    def own(self, limit: int = LONGEST_NAME) -> str:
        """
        The trimmed text of this element itself, empty when it has none.

        Raises:
            Faulty: it is longer than `limit` characters.

        """
        text = (self.value or "").strip()
        if len(text) > limit:
            raise self.faulty(FaultReason.TEXT_TOO_LONG)
        return text

    def extensions(self, name: str) -> list["Node"]:
        """All extensions whose address ends in this name."""
        return [child for child in self.many("extension") if _last_step(child) == name]

    def extension(self, *names: str) -> "Node | None":
        """The first extension whose address ends in one of these names."""
        return next((child for name in names for child in self.extensions(name)), None)

    def walk(self) -> Iterator["Node"]:
        """This element and everything below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            for children in reversed(node.children.values()):
                waiting.extend(reversed(children))

    def faulty(self, reason: FaultReason, name: str = "") -> Faulty:
        """Make the error that says what is wrong here, or with a child that should be here."""
        return Faulty(f"{self.path}.{name}" if name else self.path, reason)


def _last_step(extension: Node) -> str:
    url = extension.first("url")
    return (url.value or "").rsplit("/", 1)[-1] if url else ""
