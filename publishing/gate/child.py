"""
The process that opens one file: it may use little memory and time, and write nothing anywhere.

The file comes in on standard input; out goes one line of JSON, then the bytes of a rebuilt file.
"""

import resource
import sys

import msgspec

from publishing.gate.looking import LARGEST, judge
from publishing.gate.verdict import LetterCode, LetterRefused

MOST_MEMORY, MOST_SECONDS = 768_000_000, 8
_LIMITS = {
    resource.RLIMIT_AS: MOST_MEMORY,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_CPU: MOST_SECONDS,
    resource.RLIMIT_FSIZE: 0,
}


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the process says: a refusal, or how many pages and whether a new file follows."""

    refused: LetterCode | None = None
    pages: int = 0
    is_rebuilt: bool = False


def main() -> None:
    """Judge the file on standard input."""
    for limit, most in _LIMITS.items():
        resource.setrlimit(limit, (most, most))
    answer, data = _judged(sys.stdin.buffer.read(LARGEST + 1))
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n" + data)


def _judged(file: bytes) -> tuple[Answer, bytes]:
    try:
        found = judge(file)
    except LetterRefused as refused:
        return Answer(refused=refused.code), b""
    return Answer(None, found.pages, found.is_rebuilt), found.data if found.is_rebuilt else b""


if __name__ == "__main__":
    main()
