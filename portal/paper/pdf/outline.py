"""The bookmarks of a document, one level deep."""

from portal.paper.pdf.objects import Objects
from portal.paper.pdf.syntax import text_string


class Outline:
    """Places with a name, in the order of the document."""

    def __init__(self) -> None:
        self._places: list[tuple[str, int, float]] = []

    def add(self, title: str, page: int, height: float) -> None:
        """Remember a place: the number of the page object and a height on it."""
        self._places.append((title, page, height))

    def finish(self, objects: Objects) -> str:
        """Write them; returns the entry for the catalog, empty without bookmarks."""
        if not self._places:
            return ""
        root, numbers = objects.number(), [objects.number() for _ in self._places]
        for index, (title, page, height) in enumerate(self._places):
            before = f"/Prev {numbers[index - 1]} 0 R" if index else ""
            after = f"/Next {numbers[index + 1]} 0 R" if index + 1 < len(numbers) else ""
            place = f"/Dest[{page} 0 R/XYZ 0 {height:.0f} null]{before}{after}"
            objects.add(
                numbers[index],
                f"<</Title {text_string(title)}/Parent {root} 0 R{place}>>",
            )
        ends = f"/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R/Count {len(numbers)}"
        objects.add(root, f"<</Type/Outlines{ends}>>")
        return f"/Outlines {root} 0 R"
