"""What PDF/UA-1 and PDF/A-2a ask and a machine can see."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from msgspec.structs import replace

from unit.paper.example import PAPER, ROW, document, lists
from unit.paper.reading import Reading, font_of

LONG = "Een lange reden met veel woorden. " * 150


@pytest.fixture(scope="module")
def read() -> Reading:
    others, own = lists(60)
    others[3] = replace(others[3], reason=LONG, emergency=True)
    return Reading(document(others, own, paper=replace(PAPER, demo=True)))


def test_every_piece_of_every_page_has_one_owner(read: Reading) -> None:
    owned = sorted(read.owned)
    assert len(owned) == len(set(owned))
    printed = {
        (page.obj.objgen, shown.mark)
        for page, pen in zip(read.pdf.pages, read.pages, strict=True)
        for shown in pen.shown
        if shown.mark is not None
    }
    assert printed == set(owned)


def test_nothing_is_printed_or_painted_outside_the_structure_or_an_artifact(read: Reading) -> None:
    for pen in read.pages:
        assert not pen.marks
        assert not pen.painted_bare
        assert all((shown.mark is None) == shown.artifact for shown in pen.shown)


def test_the_way_back_from_page_to_element_agrees_with_the_tree(read: Reading) -> None:
    root = read.pdf.Root.StructTreeRoot
    parents = pikepdf.NumberTree(root.ParentTree)
    assert len(parents) == int(root.ParentTreeNextKey) == len(read.pages)
    for page in read.pdf.pages:
        owners = parents[int(page.obj.StructParents)]
        for mark, owner in enumerate(owners):
            assert mark in _marks_of(owner, page.obj)
        assert page.obj.Tabs == "/S"


def _marks_of(element: pikepdf.Object, page: pikepdf.Object) -> Iterator[int]:
    for kid in element.K:
        if isinstance(kid, int):
            if element.Pg.objgen == page.objgen:
                yield kid
        elif kid.get("/Pg") is not None and kid.Pg.objgen == page.objgen:
            yield int(kid.MCID)


def test_every_header_says_what_it_heads(read: Reading) -> None:
    tables = read.tree.all("Table")
    assert len(tables) == 3
    for table in tables:
        for head in table.all("TH"):
            assert head.attributes["/O"] == "/Table"
            assert head.attributes["/Scope"] in ("/Column", "/Row")
    columns = [head for table in tables for part in table.all("THead") for head in part.all("TH")]
    assert all(head.attributes["/Scope"] == "/Column" for head in columns)
    assert [len(table.all("THead")[0].all("TH")) for table in tables] == [7, 7, 3]


def test_headings_go_down_one_step_at_a_time(read: Reading) -> None:
    levels = [int(node.kind[1]) for node in read.tree.kids if node.kind in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_file_says_its_language_title_and_kind(read: Reading) -> None:
    root = read.pdf.Root
    assert str(root.Lang) == "nl-NL"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.OutputIntents[0].S == "/GTS_PDFA1"
    assert root.OutputIntents[0].DestOutputProfile.N == 3
    with read.pdf.open_metadata(set_pikepdf_as_editor=False) as properties:
        assert properties.pdfa_status == "2A"
        assert properties["pdfuaid:part"] == "1"
        assert properties["dc:title"] == "Toegangsoverzicht INZ-2026-000482"
        assert properties["xmp:CreateDate"] == "2026-11-20T08:14:00+00:00"


def test_the_properties_name_no_patient(read: Reading) -> None:
    said = str(read.pdf.docinfo) + read.pdf.Root.Metadata.read_bytes().decode()
    assert str(read.pdf.docinfo["/Title"]) == "Toegangsoverzicht INZ-2026-000482"
    assert "Anna" not in said
    assert "782" not in said


def test_every_face_is_in_the_file_with_its_way_to_text(read: Reading) -> None:
    fonts = read.pdf.pages[0].Resources.Font
    assert len(fonts) == 3
    for font in fonts.values():
        descendant = font.DescendantFonts[0]
        assert descendant.FontDescriptor.FontFile2.read_bytes()
        assert str(font.BaseFont) == str(descendant.FontDescriptor.FontName)
        assert str(font.BaseFont)[7] == "+"
        assert font_of(font).text[ord("a")] == "a"


def test_all_pages_share_one_drawing_of_their_number(read: Reading) -> None:
    totals = {page.Resources.XObject["/Total"].objgen for page in read.pdf.pages}
    assert len(totals) == 1
    assert all(pen.drawn == ["/Total"] for pen in read.pages)
    total = read.pdf.pages[0].Resources.XObject["/Total"]
    shown = f"({str(len(read.pages)).encode('utf-16-be').decode('latin-1')})Tj"
    assert shown.encode() in total.read_bytes()
    assert f"Bladzijde {len(read.pages)} van " in read.furniture(len(read.pages) - 1)


def test_bookmarks_lead_to_tables_months_and_help(read: Reading) -> None:
    with read.pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    assert titles[:2] == ["Anderen die keken", "November 2026"]
    assert titles[-2:] == ["Samengevat per organisatie", "Klopt er iets niet?"]


def test_the_file_is_sound_and_holds_nothing_that_acts(read: Reading) -> None:
    assert read.pdf.check_pdf_syntax() == []
    assert not read.pdf.is_encrypted
    root = read.pdf.Root
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(root.keys())


def test_documents_made_at_once_do_not_disturb_each_other() -> None:
    sizes = [20, 45, 70, 95] * 2
    alone = [document(*lists(size)) for size in sizes]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda size: document(*lists(size)), sizes))
    assert together == alone


def test_one_row_makes_a_whole_document() -> None:
    data = document([ROW])
    assert data.endswith(b"%%EOF\n")
    assert len(pikepdf.open(BytesIO(data)).pages) == 2
