"""The words of a letter come out of its PDF as plain text, and never cost a letter its passing."""

import pytest

from publishing.gate import passing, text
from publishing.gate.passing import pass_letter
from publishing.gate.text import Text, text_of
from support.letters import acting, scan, written
from unit.paper.example import document, lists


def test_lines_stay_lines_and_paragraphs_stay_apart() -> None:
    file = written(("Geachte collega,", "", "", "Natrium 140 mmol/l", "Kalium 4,2 mmol/l"))
    assert text_of(file) == Text("Geachte collega,\n\nNatrium 140 mmol/l\nKalium 4,2 mmol/l")


def test_every_page_is_read() -> None:
    assert text_of(written(("Een.",), ("Twee.",), ("Drie.",))).body == "Een.\n\nTwee.\n\nDrie."


def test_what_looks_like_a_page_of_ours_stays_text() -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} &amp; <!--"
    assert text_of(written((hostile,))).body == hostile


def test_signs_that_nobody_reads_are_left_out_and_figures_stay_what_they_are() -> None:
    seen = text._plain("a\x00b\x1b\u202e\u200b\x0c bij 10\u2079/l, 1\u00bd tablet, \ufb01jn")
    assert seen == "ab bij 10\u2079/l, 1\u00bd tablet, fijn"


def test_a_font_that_says_no_letters_gives_no_text() -> None:
    assert text._plain("(cid:12)(cid:13) a (cid:14)") == ""
    assert text._plain("Een lange zin met een enkele (cid:3)onbekende letter.") != ""


def test_a_scan_has_no_text() -> None:
    assert text_of(scan()) == Text()


def test_a_long_letter_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LONGEST", 20)
    found = text_of(written(("Een heel lange zin over niets.",), ("Nog een.",)))
    assert found == Text("Een heel lange zin o", is_cut=True)


# Time may be up while something is tidied up, where an error cannot go on.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_letter_that_takes_too_long_gives_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "PATIENCE", 0.15)
    many = tuple((f"Bladzijde {number} " + "woord " * 12,) * 40 for number in range(60))
    found = text_of(written(*many))
    assert found.is_cut
    assert len(found.body) < 60 * 40 * 80


def test_a_letter_of_which_nothing_was_read_in_time_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text, "PATIENCE", 0.001)
    assert text_of(written(("Een.",))) == Text(is_cut=True)


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7 /Font", b"/Font" * 1000])
def test_what_is_no_letter_gives_nothing(damage: bytes) -> None:
    assert text_of(damage).body == ""


def test_the_text_comes_out_of_the_process_of_the_gate() -> None:
    file = written(("Uw bloeddruk is goed.",))
    found = pass_letter(file)
    assert (found.data, found.text) == (file, Text("Uw bloeddruk is goed."))


def test_the_text_of_an_active_letter_is_that_of_its_pages() -> None:
    found = pass_letter(acting(written(("Op de bladzijde.",))))
    assert (found.is_rebuilt, found.text.body) == (True, "Op de bladzijde.")


def test_our_own_papers_pass_as_they_are_with_their_words() -> None:
    paper = document(*lists(30))
    found = pass_letter(paper)
    assert (found.data, found.is_rebuilt, found.text.is_cut) == (paper, False, False)
    assert "Wie keek in mijn dossier?" in found.text.body


@pytest.mark.parametrize("end", ["os.abort()", "time.sleep(60)", "print('{\"body\": ')", ""])
def test_a_process_that_ends_after_its_verdict_keeps_the_letter(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "import os, sys, time; print('{\"pages\": 2}'); sys.stdout.flush(); "
    monkeypatch.setattr(passing, "_COMMAND", [passing.sys.executable, "-c", said + end])
    monkeypatch.setattr(passing, "PATIENCE", 1)
    found = pass_letter(b"%PDF-")
    assert (found.data, found.pages, found.text) == (b"%PDF-", 2, Text(is_cut=True))
