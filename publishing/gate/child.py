"""
The process that opens one file: it may use little memory and time, and write nothing anywhere.

The file comes in on standard input; out goes one line of JSON, then the bytes of a rebuilt file,
and only when those are out the text, as JSON again: what goes wrong there changes no verdict.
"""

import resource
import sys

import msgspec

from publishing.gate.looking import LARGEST, judge
from publishing.gate.text import text_of
from publishing.gate.verdict import LetterCode, LetterFile, LetterRefused

MOST_MEMORY, MOST_SECONDS = 768_000_000, 8
_LIMITS = {
    resource.RLIMIT_AS: MOST_MEMORY,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_CPU: MOST_SECONDS,
    resource.RLIMIT_FSIZE: 0,
}


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the process says: a refusal, or how many pages, and how many bytes of a new file."""

    refused: LetterCode | None = None
    pages: int = 0
    new_bytes: int = 0


def main() -> None:
    """Judge the file on standard input, and read what is in it."""
    for limit, most in _LIMITS.items():
        resource.setrlimit(limit, (most, most))
    file = sys.stdin.buffer.read(LARGEST + 1)
    try:
        found = judge(file)
    except LetterRefused as refused:
        _tell(msgspec.json.encode(Answer(refused=refused.code)) + b"\n")
    else:
        _answer(found)


def _answer(found: LetterFile) -> None:
    new = found.data if found.is_rebuilt else b""
    _tell(msgspec.json.encode(Answer(None, found.pages, len(new))) + b"\n" + new)
    _tell(msgspec.json.encode(text_of(found.data)))


def _tell(told: bytes) -> None:
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
