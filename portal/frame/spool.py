"""A place for much that is needed only now: some in memory, the rest sealed in a file without name.

The file is gone from the disk's list at once and its key is nowhere but here: whoever gets hold
of the disk afterwards reads nothing.
"""

import os
import tempfile
import weakref
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

IN_MEMORY = 8 * 1024 * 1024
_NONCE = 12

Place = tuple[int, int]


class Spool:
    """
    Pieces of bytes in the order in which they came; `memory` bytes of them at most stay in memory.

    Any piece can be read at any time, from any thread, as long as it is there.
    """

    def __init__(self, memory: int = IN_MEMORY) -> None:
        self._memory = memory
        self._pieces: list[bytes | Place] = []
        self._file: int | None = None
        self._key = AESGCM(AESGCM.generate_key(bit_length=256))
        self._end = 0

    def __len__(self) -> int:
        return len(self._pieces)

    def add(self, piece: bytes) -> None:
        """Keep one more piece."""
        if self._file is None and len(piece) <= self._memory:
            self._memory -= len(piece)
            self._pieces.append(piece)
        else:
            self._pieces.append(self._sealed(piece))

    def piece(self, index: int) -> bytes:
        """Give a piece back, the first at 0."""
        kept = self._pieces[index]
        if isinstance(kept, bytes):
            return kept
        place, size = kept
        sealed = os.pread(self._file or 0, size, place)
        return self._key.decrypt(_nonce(index), sealed, None)

    def pieces(self) -> Iterator[bytes]:
        """Give all pieces."""
        for index in range(len(self)):
            yield self.piece(index)

    def _sealed(self, piece: bytes) -> Place:
        # The key is used for this spool alone, so that the number of a piece never comes twice.
        if self._file is None:
            with tempfile.TemporaryFile(prefix="portal-") as file:
                self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)
        sealed = self._key.encrypt(_nonce(len(self)), piece, None)
        place = self._end, len(sealed)
        os.pwrite(self._file, sealed, self._end)
        self._end += len(sealed)
        return place


def _nonce(index: int) -> bytes:
    return index.to_bytes(_NONCE, "big")
