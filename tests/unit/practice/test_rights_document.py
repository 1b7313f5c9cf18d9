"""What the matrix of rights says is what the routes ask for."""

from consent.model import Right
from tools import rights


def test_the_matrix_of_rights_is_that_of_the_code() -> None:
    told = rights.FILE.read_text(encoding="utf-8")
    assert told == rights.written(), "write it anew: PYTHONPATH=. .venv/bin/python tools/rights.py"


def test_every_right_is_explained_once() -> None:
    lines = rights.written().splitlines()
    assert [sum(line.startswith(f"| `{right}` |") for line in lines) for right in Right] == [
        1 for _ in Right
    ]
