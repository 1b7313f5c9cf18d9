"""Where there is a scanner, no letter passes unseen; a scanner that is silent lets nothing pass."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publishing.gate import scanning
from publishing.gate.scanning import scan
from publishing.gate.verdict import LetterCode, LetterRefused

# The file that every scanner knows and that does nothing, in two parts: a scanner reads this too.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FOUND, FINE = b"stream: Eicar-Test-Signature FOUND\0", b"stream: OK\0"


def taken_in(connection: socket.socket) -> bytes:
    """Read what is sent as clamd would: a command, then pieces with their length."""
    whole = b""
    with connection.makefile("rb") as file:
        assert file.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
        while length := int.from_bytes(file.read(4), "big"):
            whole += file.read(length)
    return whole


def answer(server: socket.socket, *, silent: bool) -> None:
    connection, _ = server.accept()
    with connection:
        if not silent:
            connection.sendall(FOUND if EICAR in taken_in(connection) else FINE)


@contextmanager
def scanner(address: str | tuple[str, int], *, silent: bool = False) -> Iterator[str]:
    """Run a scanner that knows one virus, for one file."""
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family) as server:
        server.bind(address)
        server.listen()
        thread = threading.Thread(target=answer, args=(server,), kwargs={"silent": silent})
        thread.start()
        try:
            name = server.getsockname()
            yield name if isinstance(name, str) else f"{name[0]}:{name[1]}"
        finally:
            thread.join()


def refusal(file: bytes, address: str) -> LetterCode:
    with pytest.raises(LetterRefused) as caught:
        scan(file, address)
    return caught.value.code


def test_a_clean_file_passes(tmp_path: Path) -> None:
    with scanner(("127.0.0.1", 0)) as address:
        scan(bytes(200_000), address)
    with scanner(str(tmp_path / "clamd")) as address:
        scan(b"%PDF-", address)


def test_malware_anywhere_in_a_file_is_refused() -> None:
    with scanner(("127.0.0.1", 0)) as address:
        assert refusal(bytes(70_000) + EICAR + bytes(70_000), address) is LetterCode.INFECTED


def test_a_scanner_that_says_nothing_lets_nothing_pass() -> None:
    with scanner(("127.0.0.1", 0), silent=True) as address:
        assert refusal(b"%PDF-", address) is LetterCode.NOT_SCANNED


def test_a_scanner_that_is_not_there_lets_nothing_pass(tmp_path: Path) -> None:
    assert refusal(b"%PDF-", str(tmp_path / "nothing")) is LetterCode.NOT_SCANNED
    assert refusal(b"%PDF-", "127.0.0.1:1") is LetterCode.NOT_SCANNED


def test_a_scanner_that_hangs_lets_nothing_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "PATIENCE", 0.2)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        assert refusal(b"%PDF-", f"127.0.0.1:{server.getsockname()[1]}") is LetterCode.NOT_SCANNED
