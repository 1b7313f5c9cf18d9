"""The copy of a file on paper: everything once, on the page, however long it is."""

from datetime import UTC, datetime
from functools import partial

import pytest

from portal.paper.copy.document import CopyPaper, copy_pdf
from portal.paper.copy.model import Column, Entry, Part
from portal.paper.model import PaperPractice
from portal.texts import text
from unit.paper.reading import Reading
from unit.paper.test_hostile_text import assert_everything_lies_on_the_page

PAPER = CopyPaper(
    name="Anna de Vries",
    born="12 maart 1968",
    bsn_ending="782",
    practices=(PaperPractice("De Linde", phone="030 123 45 67"),),
    period="alles",
    made="20 november 2026",
    made_at=datetime(2026, 11, 20, tzinfo=UTC),
)
COLUMNS = (Column("Datum", 1), Column("Tekst", 3))


def read(*entries: Entry) -> Reading:
    part = Part("Uitslagen", entries, COLUMNS, "Er is hier niets.")
    return Reading(b"".join(copy_pdf(PAPER, [part], partial(text, "nl"))))


@pytest.mark.parametrize("length", [1, 30, 700, 9000])
def test_a_row_of_any_length_stands_there_once_and_on_the_page(length: int) -> None:
    rows = tuple((f"dag {number}.", f"begin{number} {'x ' * length}") for number in range(40))
    found = read(Entry("Bloed", "vandaag", (("Conclusie", "Goed. " * length),), rows))
    assert_everything_lies_on_the_page(found)
    cells = [[cell.words() for cell in row.all("TD")] for row in found.tree.all("TR")]
    assert [tuple(cell.strip() for cell in row) for row in cells if row] == [
        tuple(" ".join(cell.split()) for cell in row) for row in rows
    ]
    assert " ".join(("Goed. " * length).split()) in found.text()


def test_headings_go_down_by_one_and_an_empty_part_says_so() -> None:
    kinds = [node.kind for node in read(Entry("Bloed")).tree.kids if node.kind.startswith("H")]
    assert kinds == ["H1", "H2", "H2", "H3"]
    assert "Er is hier niets." in read().text()


def test_every_piece_has_one_owner() -> None:
    rows = tuple((str(number), "Notitie.") for number in range(90))
    found = read(Entry("Bloed", rows=rows))
    assert len(found.owned) == len(set(found.owned))
    assert all(pen.painted_bare == 0 for pen in found.pages)
