"""The resources of one message: where each stands, what it is called, and who refers to whom."""

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TypeVar

from publishing.intake.faults import Fault, FaultReason, Faulty
from publishing.intake.fhir.coding import carries_bsn, identifier_key
from publishing.intake.tree.node import LONGEST_NAME, Node
from publishing.intake.tree.writing import canonical

T = TypeVar("T")

_KIND = re.compile(r"[A-Z][A-Za-z]{1,59}", re.ASCII)
REFERRING = frozenset({"Composition", "DiagnosticReport", "Observation"})
READING_METHODS = frozenset({"DELETE", "GET", "HEAD", "PATCH"})


class Place:
    """One resource of a message: its element, its type, and the names under which it is known."""

    def __init__(self, node: Node, url: str) -> None:
        self.node = node
        self.url = url
        kind = _plain(node, "resourceType")
        self.kind = kind if _KIND.fullmatch(kind) else ""
        self.id = _plain(node, "id")
        self.path = node.path
        self.fault: Fault | None = None
        self.names: tuple[str, ...] = self._named()

    @property
    def reference(self) -> str:
        """Type and id, as a source refers to it; empty without an id."""
        return f"{self.kind}/{self.id}" if self.kind and self.id else ""

    @property
    def key(self) -> str:
        """Its identity at its source: identifier, else address, else id, else its content."""
        if self.names:
            return self.names[0]
        return f"sha256:{sha256(canonical(self.node)).hexdigest()}"

    def _named(self) -> tuple[str, ...]:
        found = self.node.many("masterIdentifier") + self.node.many("identifier")
        current = [each for each in found if _plain(each, "use") != "old"]
        names = [*map(self._identifier, current), self.url, self.reference]
        if self.kind == "AuditEvent":
            # It has no identifier, and its address may be made anew for every message.
            names = [self.reference]
        # Keys are stored in the open, and some systems number patients by their BSN.
        safe = (each for each in names if self.kind != "Patient" or not carries_bsn(each))
        return tuple(dict.fromkeys(each[:LONGEST_NAME] for each in safe if each))

    def _identifier(self, identifier: Node) -> str:
        try:
            return identifier_key(identifier)
        except Faulty as error:
            self.fault = error.fault
            return ""


class Directory:
    """All resources of one message, found by any of their names."""

    def __init__(self, places: list[Place]) -> None:
        self.places = places
        self._known: dict[str, Place] = {}
        self._referring: dict[int, list[Node]] | None = None
        for place in places:
            for name in {place.url, place.reference, *place.names} - {""}:
                self._known.setdefault(f"{place.kind} {name}" if "|" in name else name, place)

    def find(self, reference: Node | None, kind: str = "") -> Place | None:
        """The resource of the message that a reference means; contained ones included."""
        if reference is None:
            return None
        address = _plain(reference, "reference")
        if not address:
            key = identifier_key(reference.first("identifier"))
            return self._known.get(f"{kind} {key}") if key else None
        return self.at(address, reference)

    def at(self, address: str, holder: Node) -> Place | None:
        """The resource of the message at an address, which `holder` may contain itself."""
        if address.startswith("#"):
            return _contained(holder, address[1:])
        bare = address.partition("/_history/")[0]
        return self._known.get(bare) or self._known.get("/".join(bare.split("/")[-2:]))

    def key(self, reference: Node | None, kind: str) -> str:
        """The key of what a reference means: of the resource where it is here, else as written."""
        if reference is None:
            return ""
        place = self.find(reference, kind)
        if place is not None:
            return place.key
        bare = _plain(reference, "reference").partition("/_history/")[0]
        return (bare or identifier_key(reference.first("identifier")))[:LONGEST_NAME]

    def keys(self, references: list[Node], kind: str) -> tuple[str, ...]:
        """The keys of what several references mean, each once, in order."""
        return tuple(dict.fromkeys(key for each in references if (key := self.key(each, kind))))

    def referring(self, place: Place) -> list[Node]:
        """The references of reports and results in the message that mean this resource."""
        if self._referring is None:
            self._referring = self._references()
        return self._referring.get(id(place.node), [])

    def _references(self) -> dict[int, list[Node]]:
        found: dict[int, list[Node]] = {}
        holders = (each for each in self.places if each.kind in REFERRING)
        for holder in holders:
            for node in holder.node.walk():
                target = self.find(node) if node.first("reference") else None
                if target is not None:
                    found.setdefault(id(target.node), []).append(node)
        return found


def elsewhere(read: Callable[[], T], otherwise: T) -> T:
    """Read something of another resource: a fault there is that resource's own."""
    try:
        return read()
    except Faulty:
        return otherwise


def places(top: Node) -> list[Place]:
    """The resources of a message: the entries of a bundle, or the one it is."""
    if _plain(top, "resourceType") != "Bundle":
        return [Place(top, "")]
    return list(_entries(top))


def is_kind(reference: Node, kind: str) -> bool:
    """Tell whether a reference states, by its words alone, that it means this type."""
    address = _plain(reference, "reference")
    return f"{kind}/" in address or _plain(reference, "type") == kind


def _entries(bundle: Node) -> Iterator[Place]:
    for entry in bundle.many("entry"):
        resource = entry.first("resource")
        place = Place(resource or entry, _plain(entry, "fullUrl")[:LONGEST_NAME])
        request = entry.first("request")
        if resource is None or (request and _plain(request, "method") in READING_METHODS):
            place.fault = Fault(place.path, FaultReason.RESOURCE_MISSING)
        elif place.kind == "Bundle":
            place.fault = Fault(place.path, FaultReason.RESOURCE_NESTED)
        yield place


def _contained(reference: Node, wanted: str) -> Place | None:
    holder = reference.parent
    while holder is not None and not holder.many("contained"):
        holder = holder.parent
    found = holder.many("contained") if holder else []
    return next((Place(each, "") for each in found if _plain(each, "id") == wanted), None)


def _plain(node: Node, name: str) -> str:
    child = node.first(name)
    return (child.value or "").strip() if child else ""
