"""
Passing the gate: a process of its own opens the file, so that a hostile one harms nobody.

The process gets the file and nothing else: no settings, no keys, no way to the database.
"""

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

import msgspec

import publishing
from publishing.gate.child import Answer
from publishing.gate.looking import LARGEST
from publishing.gate.scanning import scan
from publishing.gate.text import Text
from publishing.gate.verdict import LetterCode, LetterFile, LetterRefused

PATIENCE = 10
_COMMAND = [sys.executable, "-m", "publishing.gate.child"]
_HOME = Path(publishing.__file__).parents[1]
# A letter may take 768 MB to open: not more of them at once than a small machine can bear.
_AT_ONCE = BoundedSemaphore(2)


def pass_letter(file: bytes, scanner: str = "") -> LetterFile:
    """
    Have a file scanned, where there is a scanner, and judged; waits while others are.

    Raises:
        LetterRefused: with the reason; UNREADABLE when it took too much time or memory.
    """
    if len(file) > LARGEST:
        raise LetterRefused(LetterCode.TOO_LARGE)
    if scanner:
        scan(file, scanner)
    with _AT_ONCE:
        told = _told(file)
    line, _, rest = told.partition(b"\n")
    try:
        answer = msgspec.json.decode(line, type=Answer)
    except msgspec.DecodeError:
        raise LetterRefused(LetterCode.UNREADABLE) from None
    if answer.refused is not None:
        raise LetterRefused(answer.refused)
    return _file(file, answer, rest)


def _file(file: bytes, answer: Answer, rest: bytes) -> LetterFile:
    new, text = rest[: answer.new_bytes], _text(rest[answer.new_bytes :])
    if len(new) < answer.new_bytes:
        raise LetterRefused(LetterCode.UNREADABLE)
    return LetterFile(new or file, answer.pages, bool(new), text)


def _text(told: bytes) -> Text:
    try:
        return msgspec.json.decode(told, type=Text)
    except msgspec.DecodeError:
        return Text(is_cut=True)


def _told(file: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and our own program
            _COMMAND,
            input=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOME,
            env={},
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        # What it said before it was stopped still holds: the verdict comes first, and whole.
        told: bytes | None = error.stdout
        return told or b""
    return done.stdout
