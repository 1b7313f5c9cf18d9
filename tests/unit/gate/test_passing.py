"""A process of its own opens a letter; whatever becomes of it, the portal goes on."""

import resource
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, String

from publishing.gate import passing
from publishing.gate.looking import LARGEST
from publishing.gate.passing import pass_letter
from publishing.gate.verdict import LetterCode, LetterFile, LetterRefused


def letter(*, acts: bool = False, left: object = None) -> bytes:
    pdf, out = Pdf.new(), BytesIO()
    pdf.add_blank_page()
    if acts:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    if left is not None:
        pdf.Root.Left = left
    pdf.save(out)
    return out.getvalue()


def refusal(file: bytes) -> LetterCode:
    with pytest.raises(LetterRefused) as caught:
        pass_letter(file)
    return caught.value.code


def test_a_clean_letter_passes_as_it_was_sent() -> None:
    file = letter()
    assert pass_letter(file) == LetterFile(file, 1)


def test_an_active_letter_comes_out_rebuilt() -> None:
    found = pass_letter(letter(acts=True))
    assert found.is_rebuilt
    with pikepdf.open(BytesIO(found.data)) as pdf:
        assert "/OpenAction" not in pdf.Root


def test_a_refusal_keeps_its_reason() -> None:
    assert refusal(b"<html>") is LetterCode.NOT_A_PDF
    assert refusal(bytes(LARGEST + 1)) is LetterCode.TOO_LARGE


def test_a_letter_that_takes_all_memory_takes_only_that_of_its_process() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    endless = b"%PDF-1.7\n1 0 obj\n[" + b"0 " * 12_000_000
    assert refusal(endless) is LetterCode.UNREADABLE
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000  # KB


@pytest.mark.parametrize(
    "child",
    [
        "import time; time.sleep(60)",
        "while True: pass",
        "import os; os.abort()",
        "print('nothing that we know')",
        "raise SystemExit(1)",
    ],
)
def test_a_process_that_does_not_answer_keeps_nothing(
    child: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "_COMMAND", [passing.sys.executable, "-c", child])
    monkeypatch.setattr(passing, "PATIENCE", 1)
    assert refusal(letter()) is LetterCode.UNREADABLE


def test_the_process_knows_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "import os; os._exit(any(name.startswith('PORTAL_') for name in os.environ))"
    monkeypatch.setenv("PORTAL_DATABASE_URL", "postgresql://nobody@localhost/nothing")
    monkeypatch.setattr(passing, "_COMMAND", [passing.sys.executable, "-c", told])
    assert passing._told(b"") == b""
