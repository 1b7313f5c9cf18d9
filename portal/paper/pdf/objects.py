"""The objects of one file: their numbers, their bytes on the way out, and where each one lies."""

import hashlib
import struct
import zlib

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PER_STREAM = 200
_ENTRY = struct.Struct(">BIH")
_FREE, _PLAIN, _PACKED = 0, 1, 2


class Objects:
    """
    Everything written is handed out by `take` and forgotten, except seven bytes per object.

    Small objects wait until two hundred of them fill one compressed stream.
    """

    def __init__(self) -> None:
        self._waiting_bytes: list[bytes] = [HEADER]
        self._position = len(HEADER)
        self._table = bytearray(_ENTRY.pack(_FREE, 0, 0xFFFF))
        self._packing: list[tuple[int, bytes]] = []
        self._digest = hashlib.sha256(HEADER)

    def number(self) -> int:
        """A new object number."""
        self._table += _ENTRY.pack(_FREE, 0, 0xFFFF)
        return len(self._table) // _ENTRY.size - 1

    def add(self, number: int, body: str) -> None:
        """Write a small object, given in Latin-1."""
        self._packing.append((number, body.encode("latin-1")))
        if len(self._packing) >= _PER_STREAM:
            self._pack()

    def add_stream(
        self, number: int, body: bytes, entries: str = "", *, plain: bool = False
    ) -> None:
        """Write a stream; compressed, unless `plain` because other programs must find its text."""
        if not plain:
            body, entries = zlib.compress(body, 6), entries + "/Filter/FlateDecode"
        self._place(number, _PLAIN, self._position)
        head = f"{number} 0 obj\n<</Length {len(body)}{entries}>>\nstream\n"
        self._write(head.encode("latin-1") + body + b"\nendstream\nendobj\n")

    def take(self) -> bytes:
        """The bytes written since the last time."""
        taken = b"".join(self._waiting_bytes)
        self._waiting_bytes.clear()
        return taken

    def finish(self, catalog: int, info: int) -> None:
        """Write what waits, the table of all objects and the end of the file."""
        self._pack()
        number, start = self.number(), self._position
        self._place(number, _PLAIN, start)
        name = f"<{self._digest.hexdigest()[:32].upper()}>"
        entries = f"/Type/XRef/W[1 4 2]/Size {number + 1}/Root {catalog} 0 R/Info {info} 0 R"
        self.add_stream(number, bytes(self._table), f"{entries}/ID[{name}{name}]")
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        if not self._packing:
            return
        stream, offset, index = self.number(), 0, []
        for place, (number, body) in enumerate(self._packing):
            index.append(f"{number} {offset}")
            offset += len(body) + 1
            self._place(number, _PACKED, stream, place)
        head = " ".join(index).encode() + b"\n"
        entries = f"/Type/ObjStm/N {len(self._packing)}/First {len(head)}"
        self.add_stream(stream, head + b" ".join(body for _, body in self._packing), entries)
        self._packing.clear()

    def _place(self, number: int, kind: int, where: int, index: int = 0) -> None:
        _ENTRY.pack_into(self._table, number * _ENTRY.size, kind, where, index)

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._waiting_bytes.append(data)
        self._position += len(data)
