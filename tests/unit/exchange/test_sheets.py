"""A spreadsheet opens our files as text: whatever stands in a name, nothing is carried out."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from portal.exchange.sheets import ACTIVE, Sheet, neutral, sheet

HOSTILE = (
    "=1+1",
    "+31 30 123",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "\t=1+1",
    "\r=1",
    " =cmd|' /C calc'!A0",
    "\ufeff=1",
    "\uff1d1+1",
    'x";=1',
    "https://example.org",
    "Ümit 👩🏽‍⚕️ \u202ebidi",
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_csv_begins_with_a_bom_and_holds_every_cell() -> None:
    content = sheet(Sheet.CSV, ["Wie"], [[one] for one in HOSTILE])
    assert content.startswith(b"\xef\xbb\xbf")
    assert [row[0] for row in rows_of(content)] == ["Wie", *map(neutral, HOSTILE)]


def test_what_begins_like_a_formula_gets_an_apostrophe_and_loses_nothing() -> None:
    for one in HOSTILE[:10]:
        assert neutral(one) == f"'{one}"
    for one in HOSTILE[10:]:
        assert neutral(one) == one


@given(some.text())
def test_no_cell_begins_with_what_a_program_carries_out(cell: str) -> None:
    made = neutral(cell)
    assert not made.startswith(ACTIVE)
    assert made.removeprefix("'").strip() in cell.replace("\x00", "") or made == cell


def test_xlsx_holds_the_same_texts_and_no_formula_no_link_and_no_number() -> None:
    content = sheet(Sheet.XLSX, ["Wie"], [[one] for one in HOSTILE])
    with ZipFile(BytesIO(content)) as book:
        page = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
        assert not [name for name in book.namelist() if "rels" in name and "sheet1" in name]
    assert page.findall(f".//{MAIN}f") == []
    assert {cell.get("t") for cell in page.iter(f"{MAIN}c")} == {"s"}
    texts = ["".join(one.itertext()) for one in shared.iter(f"{MAIN}si")]
    assert len(texts) == len(HOSTILE) + 1


def test_an_empty_table_is_a_file_with_its_head() -> None:
    assert rows_of(sheet(Sheet.CSV, ["Wie", "Wat"], [])) == [["Wie", "Wat"]]
    assert sheet(Sheet.XLSX, ["Wie", "Wat"], []).startswith(b"PK")
