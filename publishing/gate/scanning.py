"""
A look for known malware by the scanner of the installation, ClamAV's clamd, if there is one.

It fails closed: a file that was not looked at is not kept. Source: clamd(8), INSTREAM.
"""

import socket

from publishing.gate.verdict import LetterCode, LetterRefused

PATIENCE = 30.0
_PIECE = 64 * 1024


def scan(file: bytes, scanner: str) -> None:
    """
    Have clamd look at a file; `scanner` is `host:port` or the path of its socket.

    Raises:
        LetterRefused: it found something, or gave no answer.
    """
    try:
        answer = _asked(file, scanner)
    except OSError:
        raise LetterRefused(LetterCode.NOT_SCANNED) from None
    if answer.endswith(b"FOUND"):
        raise LetterRefused(LetterCode.INFECTED)
    if not answer.endswith(b": OK"):
        raise LetterRefused(LetterCode.NOT_SCANNED)


def _asked(file: bytes, scanner: str) -> bytes:
    with _connected(scanner) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(file), _PIECE):
            piece = file[start : start + _PIECE]
            connection.sendall(len(piece).to_bytes(4, "big") + piece)
        connection.sendall(bytes(4))
        answer = bytearray()
        while piece := connection.recv(1024):
            answer += piece
    return bytes(answer).rstrip(b"\0\n")


def _connected(scanner: str) -> socket.socket:
    if scanner.startswith("/"):
        return _beside(scanner)
    host, _, port = scanner.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _beside(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection
