"""The overview of who looked: complete, in order, and true."""

import random
from functools import partial
from itertools import chain, count

import pytest
from msgspec.structs import replace

from portal.paper.accesslog import LogCounts, PaperPractice, RowsDisagree, access_log_pdf
from portal.texts import text
from soak import rounds
from unit.paper.example import COUNTS, OWN, PAPER, PRACTICE, ROW, document, lists, pages
from unit.paper.reading import Node, Reading

OTHERS, OWN_TITLE = "Anderen die keken", "Uw eigen bezoeken"
YELLOW, YELLOW_TINT = (1.0, 0.773, 0.2), (1.0, 0.949, 0.824)


def cells(table: Node) -> list[list[str]]:
    """The texts of the rows that have cells, without the bands of the months."""
    lines = ([cell.text for cell in line.kids if cell.kind == "TD"] for line in table.all("TR"))
    return [line for line in lines if line]


def numbers(table: Node) -> list[int]:
    return [int(line[0]) for line in cells(table)]


def test_every_row_stands_there_once_with_all_its_cells() -> None:
    others, own = lists(57)
    read = Reading(document(others, own))
    for title, rows in ((OTHERS, others), (OWN_TITLE, own)):
        assert cells(read.table(title)) == [
            [
                str(row.number),
                f"{row.day} {row.clock}",
                f"{row.function} {row.organisation}",
                row.on_behalf or "\u2013",
                row.act,
                row.section,
                row.reason,
            ]
            for row in rows
        ]


def test_the_two_tables_together_miss_no_number_whatever_the_length() -> None:
    chance = random.Random(7)
    for _ in range(rounds(6, 200)):
        total = chance.randint(1, 300)
        others, own = lists(total, chance.randint(1, 5))
        read = Reading(document(others, own))
        found = [
            numbers(read.table(title))
            for title, rows in ((OTHERS, others), (OWN_TITLE, own))
            if rows
        ]
        assert all(part == sorted(part, reverse=True) for part in found)
        assert sorted(chain.from_iterable(found)) == list(range(1, total + 1))


def test_a_long_table_is_cut_in_bodies_and_loses_nothing() -> None:
    others = [replace(ROW, number=number) for number in range(950, 0, -1)]
    table = Reading(document(others)).table(OTHERS)
    assert numbers(table) == list(range(950, 0, -1))
    assert len(table.all("TBody")) == 3


def test_each_month_has_one_band_above_its_rows() -> None:
    others, own = lists(60)
    table = Reading(document(others, own)).table(OTHERS)
    bands = [body.kids[0].kids[0] for body in table.all("TBody")]
    assert [band.text for band in bands] == ["November 2026", "Oktober 2026", "September 2026"]
    assert all(band.kind == "TH" and band.attributes["/ColSpan"] == 7 for band in bands)


def test_the_head_of_a_table_is_heard_once_however_many_pages_it_has() -> None:
    read = Reading(document(*lists(120)))
    assert len(read.pages) > 4
    for title in (OTHERS, OWN_TITLE):
        heads = read.table(title).all("THead")
        assert heads[0].all("TH")[0].text == "Nr."
        assert len(heads) == 1
    assert "Nr.Datum en tijdWie" in read.furniture(2)


def test_the_first_page_says_whose_list_it_is_and_what_it_covers() -> None:
    read = Reading(document(*lists(9)))
    heard = read.text()
    assert read.tree.all("H1")[0].text == "Wie keek in mijn dossier?"
    assert "Deze lijst laat zien wie via dit portaal keek." in heard
    assert "Dit portaal houdt het bij sinds 1 september 2026." in heard
    for fact in ("Naam: Anna de Vries", "Geboren op: 12 maart 1968", "Periode: 5 oktober 2026"):
        assert fact in heard
    assert "6 keer keken anderen" in heard
    assert "3 keer keek u zelf" in heard


def test_only_the_end_of_the_bsn_is_printed_and_more_is_refused() -> None:
    read = Reading(document([ROW]))
    assert "Burgerservicenummer: \u2022\u2022\u2022\u2022\u2022\u2022782" in read.text()
    assert "782" not in read.furniture(0)
    with pytest.raises(ValueError, match="bsn_ending"):
        replace(PAPER, bsn_ending="999990782")


def test_an_emergency_is_a_word_a_bar_and_a_tint() -> None:
    urgent = replace(ROW, emergency=True)
    calm, alarmed = Reading(document([ROW])), Reading(document([urgent]))
    assert cells(alarmed.table(OTHERS))[0][4] == "Spoed Bekeken"
    assert "1 keer met spoed" in alarmed.text()
    for colour, more in ((YELLOW, 1), (YELLOW_TINT, 2)):
        before, after = calm.pages[0].fills.count(colour), alarmed.pages[0].fills.count(colour)
        assert after == before + more


def test_an_empty_period_is_a_sentence_and_no_table() -> None:
    read = Reading(document([]))
    assert "In deze periode heeft niemand via dit portaal in uw dossier gekeken." in read.text()
    assert not read.tree.all("Table")
    assert len(read.pages) == 1


def test_without_visits_of_ones_own_there_is_one_table() -> None:
    read = Reading(document([ROW]))
    assert len(read.tree.all("Table")) == len([OTHERS, "Samengevat per organisatie"])
    assert "niemand" not in read.text()


def test_the_summary_counts_each_organisation_of_others() -> None:
    post = replace(ROW, organisation="Huisartsenpost Utrecht", day="14 nov 2026")
    read = Reading(document([ROW, post, ROW], [OWN]))
    table = read.table("Samengevat per organisatie")
    assert [[cell.text for cell in line.kids] for line in table.all("TR")] == [
        ["Organisatie", "Aantal keer", "Laatste keer"],
        ["Huisartsenpraktijk De Linde", "2", "18 nov 2026"],
        ["Huisartsenpost Utrecht", "1", "14 nov 2026"],
    ]


def test_many_organisations_are_summed_without_losing_a_visit() -> None:
    others = [replace(ROW, organisation=f"Praktijk {number % 700}") for number in range(900)]
    table = Reading(document(others)).table("Samengevat per organisatie")
    counted = [int(line.kids[1].text) for line in table.all("TR")[1:]]
    assert len(counted) == 12
    assert sum(counted) == 900


def test_rows_that_are_not_those_that_were_counted_end_without_a_document() -> None:
    words, counted = partial(text, "nl"), replace(COUNTS, others=2)
    for paper, others, own in (
        (replace(PAPER, counts=counted), [ROW], []),
        (replace(PAPER, counts=counted), [ROW] * 3, []),
        (PAPER, [], [OWN]),
    ):
        got: list[bytes] = []
        with pytest.raises(RowsDisagree):
            got.extend(access_log_pdf(paper, others, own, words))
        assert b"%%EOF" not in b"".join(got)


def test_a_demo_says_so_on_every_page_and_nothing_else_does() -> None:
    others, own = lists(80)
    demo = Reading(document(others, own, paper=replace(PAPER, demo=True)))
    mark = "DEMO: verzonnen gegevens"
    assert mark in demo.text()
    assert all(mark in demo.furniture(page) for page in range(1, len(demo.pages)))
    real = Reading(document(others, own))
    assert mark not in real.text() + "".join(map(real.furniture, range(len(real.pages))))


def test_two_practices_are_both_named_with_their_telephone() -> None:
    other = PaperPractice("Huisartsenpraktijk De Beuk", phone="030 765 43 21")
    heard = Reading(document([ROW], paper=replace(PAPER, practices=(PRACTICE, other)))).text()
    assert "Praktijken: Huisartsenpraktijk De Linde, Huisartsenpraktijk De Beuk" in heard
    assert "De Linde 030 123 45 67, Huisartsenpraktijk De Beuk 030 765 43 21" in heard


def test_what_is_not_known_is_left_out() -> None:
    bare = PaperPractice("Praktijk")
    paper = replace(PAPER, practices=(bare,), since="", document_number="", bsn_ending="")
    heard = Reading(document([ROW], paper=paper)).text()
    for absent in ("sinds", "Documentnummer", "Burgerservicenummer", "Bel uw praktijk"):
        assert absent not in heard
    assert "Vraag het aan uw praktijk." in heard


def test_the_explanation_is_true_where_names_are_shown() -> None:
    named = Reading(document([ROW], paper=replace(PAPER, names_shown=True))).text()
    assert "Een naam staat er niet bij." not in named
    assert "U ziet wie er keek" in named


def test_english_says_the_same() -> None:
    read = Reading(document([ROW], [OWN], "en"))
    assert read.tree.all("H1")[0].text == "Who looked at my record?"
    assert "1 time someone else looked" in read.text()
    assert len(read.tree.all("Table")) == 3
    assert str(read.pdf.Root.Lang) == "en-GB"


def test_large_figures_are_written_as_the_language_does() -> None:
    counts = LogCounts(others=0, own=0, organisations=0, emergencies=12_345)
    for language, figure in (("nl", "12.345 keer met spoed"), ("en", "12,345 times")):
        paper = replace(PAPER, counts=counts)
        data = b"".join(access_log_pdf(paper, [], [], partial(text, language)))
        assert figure in Reading(data).text()


def test_the_first_page_leaves_before_the_last_row_is_asked_for() -> None:
    asked = count()
    others = (replace(ROW, number=1000 - next(asked)) for _ in range(1000))
    paper = replace(PAPER, counts=replace(COUNTS, others=1000))
    stream = access_log_pdf(paper, others, [], partial(text, "nl"))
    assert next(stream).startswith(b"%PDF-1.7")
    assert next(asked) < 20


def test_what_leaves_is_about_a_page_at_a_time() -> None:
    sizes = [len(part) for part in pages(*lists(900))]
    assert len(sizes) > 50
    assert max(sizes[:-1]) < 20_000


def test_the_same_data_at_the_same_moment_is_the_same_file() -> None:
    first, again = (document(*lists(70)) for _ in range(2))
    assert first == again
    assert document(*lists(71)) != first


@pytest.mark.parametrize("day", ["30 september 2026", "30 September 2026"])
def test_the_longest_date_stands_on_one_line(day: str) -> None:
    read = Reading(document([replace(ROW, day=day)]))
    assert f"{day} " in [shown.text for shown in read.pages[0].shown]


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Æþelstan d'Ængelbrecht-ßøren",
        "Ŝoŋa Žŷļĩñâ over 't Ĥęįđē",
        " ".join(["Johanna-Wilhelmina"] * 11 + ["van", "Nederhorst-tot-den-Berg"] * 8),
    ],
    ids=["ligatures", "diacritics", "long"],
)
def test_a_name_is_never_cut_off(name: str) -> None:
    read = Reading(document([ROW], paper=replace(PAPER, name=name)))
    assert name in read.text().replace("  ", " ")
