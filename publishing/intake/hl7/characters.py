"""
The characters of one message: as declared in MSH-18, and what is odd about that.

Latin-1 can be read from any bytes, so that a wrong declaration garbles names without an error.
"""

import re

from publishing.intake.faults import FaultReason, UnreadableBody

CHARSET_FIELD = 17
LATIN, LATIN_9, WINDOWS, UTF_8 = "latin-1", "iso8859-15", "cp1252", "utf-8"
# Source: HL7 table 0211; what is not declared is ASCII by the standard and UTF-8 in practice.
DECLARED = {
    "": UTF_8,
    "ASCII": UTF_8,
    "8859/1": LATIN,
    "8859/15": LATIN_9,
    "UNICODE": UTF_8,
    "UNICODE UTF-8": UTF_8,
    "UTF-8": UTF_8,
}
DIFFERS, GARBLED = "encoding_differs", "text_garbled"
# UTF-8 that somebody took for Latin-1 before it was sent: Ã© for é.
_TWICE = re.compile("[\u00c2\u00c3][\u0080-\u00bf]")
_CONTROL = re.compile(rb"[\x80-\x9f]")


def decoded(block: bytes) -> tuple[str, str]:
    """
    Give the text of one message, and the code of what is odd about its characters ("": nothing).

    Raises:
        UnreadableBody: a character set that is not known, or bytes that do not fit it.

    """
    declared = _declared(block)
    if declared not in DECLARED:
        raise UnreadableBody(FaultReason.ENCODING_UNKNOWN, "MSH-18")
    charset, note = _charset(block, declared)
    try:
        text = block.decode(charset)
    except UnicodeDecodeError:
        raise UnreadableBody(FaultReason.ENCODING_UNKNOWN, "MSH-18") from None
    return text, note or (GARBLED if _TWICE.search(text) else "")


def _declared(block: bytes) -> str:
    line = re.split(rb"[\r\n]", block, maxsplit=1)[0]
    fields = line.split(line[3:4]) if line[3:4] else []
    stated = fields[CHARSET_FIELD] if len(fields) > CHARSET_FIELD else b""
    # The first is that of the message itself; the others would need switching sequences.
    return stated.split(line[5:6] or b"~")[0].decode("ascii", "replace").strip().upper()


def _charset(block: bytes, declared: str) -> tuple[str, str]:
    charset = DECLARED[declared]
    if block.isascii():
        return charset, ""
    if _is_utf_8(block):
        return UTF_8, "" if charset == UTF_8 and declared != "ASCII" else DIFFERS
    if charset != UTF_8 and _CONTROL.search(block):
        # Between the characters of Latin-1 lie signs of Windows, which no message means otherwise.
        return WINDOWS, DIFFERS
    return charset, ""


def _is_utf_8(block: bytes) -> bool:
    try:
        block.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True
