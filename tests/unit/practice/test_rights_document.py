"""The matrix of rights explains each right."""

from consent.model import Right
from tools import rights


def test_every_right_is_explained_once() -> None:
    lines = rights.written().splitlines()
    assert [sum(line.startswith(f"| `{right}` |") for line in lines) for right in Right] == [
        1 for _ in Right
    ]
