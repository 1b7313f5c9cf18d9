"""Whether a file unpacks to more than a telephone can bear: a bomb, or a flood of pixels."""

import binascii
import zlib
from base64 import a85decode
from collections.abc import Callable

from pikepdf import Array, Name, Pdf, Stream

MOST_UNPACKED, MOST_PIXELS = 50_000_000, 60_000_000
# No stream packed in these ways grows by more; they are too rare to be unpacked here.
_GROWTH = {"/LZWDecode": 1400, "/LZW": 1400, "/RunLengthDecode": 64, "/RL": 64}

Step = Callable[[bytes, int], bytes]


def overwhelms(pdf: Pdf) -> bool:
    """Tell whether all that is packed in the file, images apart, or one image is too large."""
    left = MOST_UNPACKED
    for found in pdf.objects:
        if not isinstance(found, Stream):
            continue
        if found.get("/Subtype") == Name.Image:
            if _pixels(found) > MOST_PIXELS:
                return True
            continue
        left -= _unpacked(found, left)
        if left < 0:
            return True
    return False


def _pixels(image: Stream) -> int:
    return int(image.get("/Width", 0)) * int(image.get("/Height", 0))


def _unpacked(stream: Stream, most: int) -> int:
    """How large a stream becomes; more than ``most`` is as good as endless, and not unpacked."""
    data = stream.read_raw_bytes()
    for name in _filters(stream):
        if name in _GROWTH:
            return len(data) * _GROWTH[name]
        if name not in _STEPS or len(data) > most:
            break
        data = _STEPS[name](data, most)
    return len(data)


def _filters(stream: Stream) -> list[str]:
    value = stream.get("/Filter")
    if value is None:
        return []
    return [str(name) for name in (value if isinstance(value, Array) else [value])]


def _inflated(data: bytes, most: int) -> bytes:
    """What comes out up to just over ``most``; of a damaged stream, what came before the damage."""
    machine, out = zlib.decompressobj(), bytearray()
    try:
        while data and len(out) <= most and not machine.eof:
            out += machine.decompress(data, most + 1 - len(out))
            data = machine.unconsumed_tail
    except zlib.error:
        pass
    return bytes(out)


def _plain85(data: bytes, _most: int) -> bytes:
    try:
        return a85decode(
            data.partition(b"~>")[0].removeprefix(b"<~"), ignorechars=b" \t\n\r\v\x00\f"
        )
    except ValueError:
        return b""


def _plain16(data: bytes, _most: int) -> bytes:
    digits = b"".join(data.partition(b">")[0].split())
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    except binascii.Error:
        return b""


_STEPS: dict[str, Step] = {
    "/A85": _plain85,
    "/AHx": _plain16,
    "/ASCII85Decode": _plain85,
    "/ASCIIHexDecode": _plain16,
    "/Fl": _inflated,
    "/FlateDecode": _inflated,
}
