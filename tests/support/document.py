"""The code blocks of a document, so that a test can run the very commands that people read."""

import re
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHOICE = re.compile(r"(\w+)=(\S+)")


@dataclass(frozen=True)
class Block:
    """One code block: its language, and its lines."""

    language: str
    text: str


def blocks(file: Path, until: str = "") -> list[Block]:
    """Give the code blocks before the heading ``until``, or all."""
    text = file.read_text(encoding="utf-8")
    if until:
        assert until in text, until
        text = text[: text.index(until)]
    return [Block(*found) for found in BLOCK.findall(text)]


def choices(block: Block) -> dict[str, str]:
    """Give the variables that a block of `export NAME=value` lines sets."""
    lines = block.text.splitlines()
    assert all(line.startswith("export ") for line in lines), block.text
    return dict(pair for line in lines for pair in CHOICE.findall(line))
