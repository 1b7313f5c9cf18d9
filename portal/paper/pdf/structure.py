"""The tree that tells a reader what is a heading, a cell or a paragraph, and in which order."""

from portal.paper.pdf.objects import Objects
from portal.paper.pdf.syntax import reference, references


class Element:
    """One node: open while things are added to it, then written and forgotten."""

    __slots__ = ("attributes", "kids", "kind", "number", "page", "parent")

    def __init__(self, number: int, kind: str, parent: int, attributes: str) -> None:
        self.number = number
        self.kind = kind
        self.parent = parent
        self.attributes = attributes
        self.kids: list[str] = []
        self.page = 0

    def own(self, page: int, mark: int) -> None:
        """Take a piece of a page; an element may own pieces of several pages."""
        self.page = self.page or page
        if page == self.page:
            self.kids.append(str(mark))
        else:
            self.kids.append(f"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>")

    def body(self) -> str:
        """The object as it is written."""
        page = f"/Pg {self.page} 0 R" if self.page else ""
        kids = f"/K[{' '.join(self.kids)}]" if self.kids else ""
        return f"<</S/{self.kind}/P {self.parent} 0 R{page}{self.attributes}{kids}>>"


class Structure:
    """All elements of a document under one root, and per page who owns which mark."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self.root = objects.number()
        self.document = Element(objects.number(), "Document", self.root, "")
        self._owners: list[int] = []

    def open(self, kind: str, parent: Element | None = None, attributes: str = "") -> Element:
        """A new last child of the parent, or of the document."""
        parent = parent or self.document
        element = Element(self._objects.number(), kind, parent.number, attributes)
        parent.kids.append(reference(element.number))
        return element

    def close(self, *elements: Element) -> None:
        """Write elements that get nothing more, innermost first."""
        for element in elements:
            self._objects.add(element.number, element.body())

    def keep_owners(self, owners: list[int]) -> int:
        """Remember which element owns each mark of a page; returns the key of that page."""
        number = self._objects.number()
        self._objects.add(number, references(owners))
        self._owners.append(number)
        return len(self._owners) - 1

    def finish(self) -> None:
        """Write the document element, the root and the way back from page to element."""
        parents = self._objects.number()
        pairs = " ".join(f"{key} {number} 0 R" for key, number in enumerate(self._owners))
        self.close(self.document)
        self._objects.add(parents, f"<</Nums[{pairs}]>>")
        self._objects.add(
            self.root,
            f"<</Type/StructTreeRoot/K {self.document.number} 0 R"
            f"/ParentTree {parents} 0 R/ParentTreeNextKey {len(self._owners)}>>",
        )
